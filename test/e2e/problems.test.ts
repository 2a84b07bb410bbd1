import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { showDecks } from '../support/shown-decks.ts';

const doubtful = (more: string) => `# One\n\n${more}\n\n\`\`\`bash {run colour=red}\ntrue\n\`\`\`\n`;

describe('a deck’s problems on its page', () => {
  it('once hidden stay hidden while the deck is edited, until there are others', async () => {
    await using decks = await showDecks({ talk: doubtful('First words.') });
    const { page } = await decks.open('talk');
    const problems = page.locator('#piste-problems');
    await problems.getByRole('button', { name: 'Hide' }).click();
    await decks.write('talk', doubtful('Second words,\n\nand a line more.'));
    await page.locator('.slides p', { hasText: 'Second words' }).waitFor();
    assert.equal(await problems.isVisible(), false);
    await decks.write('talk', `${doubtful('Third words.')}\n\`\`\`bash {run size=1}\ntrue\n\`\`\`\n`);
    await page.locator('.slides p', { hasText: 'Third words' }).waitFor();
    assert.equal(await problems.isVisible(), true);
    await page.context().close();
  });
});
