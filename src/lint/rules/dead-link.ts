import type { AddressUse } from '../../links/addresses.ts';
import { readAddress } from '../../links/read-address.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import type { LintSubject } from '../lint-subject.ts';
import { whyUnreached } from '../reach-file.ts';

/** Links to files that are not there, to decks that do not lie beside this one, and addresses without a form. */
export const deadLink: LintRule = {
  name: 'dead-link',
  async check(subject) {
    const links = subject.addresses.filter((one) => one.use === 'link');
    const findings = await Promise.all(links.map((link) => checkLink(link, subject)));
    return findings.flatMap((one) => one ?? []);
  },
};

async function checkLink(link: AddressUse, { deck, folder }: LintSubject): Promise<Finding | undefined> {
  const read = readAddress(link.address, deck.name);
  const found = (why: string, mend: string): Finding => ({
    ...link.at,
    severity: 'error',
    message: `the link \`${link.address}\` leads nowhere: ${why}`,
    mend,
  });
  if (read.to === 'nowhere') return found(read.why, read.mend);
  if (read.to === 'file') {
    const page = await deckOfMarkdown(read.path, folder.decksBeside);
    if (page !== undefined)
      return found('a page gets no Markdown files', `write \`../${page}/\`, which is the page of that deck`);
    const unreached = await whyUnreached(folder, read.path);
    return unreached && found(unreached.why, unreached.mend);
  }
  if (read.to !== 'deck') return undefined;
  const beside = await folder.decksBeside();
  if (!beside.includes(read.name))
    return found(
      'it leaves the folder of the deck, and no deck beside it has that name',
      beside.length > 0 ? `the decks beside it are ${beside.join(', ')}` : 'put the file into that folder',
    );
  if (read.path === '' || read.path === 'article') return undefined;
  return found('it leaves the folder of the deck', `link to the deck's page, \`../${read.name}/\``);
}

/** The deck that a link to another Markdown file means: `other.md`, `other/deck.md`. */
async function deckOfMarkdown(
  path: string,
  decksBeside: () => Promise<readonly string[]>,
): Promise<string | undefined> {
  const name = /^(?:([^/]+)\/deck|([^/]+))\.md$/.exec(path);
  const wanted = name?.[1] ?? name?.[2];
  return wanted !== undefined && (await decksBeside()).includes(wanted) ? wanted : undefined;
}
