import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eventually, eventuallyNone } from '../support/eventually.ts';
import { ownHome } from '../support/own-home.ts';
import { type Presenting, present } from '../support/piste.ts';
import { cellIs, openVisit, stepIsDone } from '../support/workshop.ts';

const deck = `# A deck

\`\`\`bash {run name=job}
sleep 4343 & echo up > up
\`\`\`

\`\`\`bash {check name=is-up}
test -f up
\`\`\`
`;

const processes = () =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => / sleep 4343$/.test(line));

describe('a workshop that is killed', () => {
  let home = '';
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  let server: Presenting | undefined;

  before(async () => {
    home = await ownHome();
    folder = mkdtempSync(join(tmpdir(), 'piste-deck-'));
    writeFileSync(join(folder, 'talk.md'), deck);
    env = { ...process.env, PISTE_HOME: home };
  });
  after(() => {
    server?.child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    server = await present([folder, '--sessions', '2'], env, 'workshop');
    return server;
  };
  const bundles = () =>
    existsSync(join(home, 'run'))
      ? readdirSync(join(home, 'run')).filter((name) => !name.startsWith('.'))
      : [];

  it('leaves nothing after its next start, which knows what was done and who did it', async () => {
    const first = await start();
    const ada = await openVisit(first.address, 'talk');
    ada.send({ type: 'edit', cell: 'job', text: 'sleep 4343 & echo mine > up' });
    await ada.ask({ type: 'run', cell: 'job' }, cellIs('job', 'ok'));
    await ada.next(stepIsDone('is-up'));
    const progress = join(home, 'workshop', readdirSync(join(home, 'workshop'))[0] ?? '', 'progress.db');
    // What was noted is written together, a moment later; it stands once SQLite's journal has no head any more.
    const journal = `${progress}-journal`;
    const isWritten = () =>
      readFileSync(progress).includes('is-up') && !(existsSync(journal) && readFileSync(journal)[0]);
    await eventually(isWritten, 'it is not written');
    assert.equal(bundles().length, 1);
    first.child.kill('SIGKILL');
    await first.exited;
    await eventuallyNone(processes);

    const second = await start();
    await eventuallyNone(bundles);
    // The cookie's name has the port, and the port of one that is killed may be another's now.
    const cookie = ada.cookie.replace(new URL(first.address).port, new URL(second.address).port);
    const again = await openVisit(second.address, 'talk', cookie);
    await again.next(stepIsDone('is-up'));
    const edits = again.messages.find((message) => message.type === 'edits');
    assert.deepEqual(edits, { type: 'edits', edits: { job: 'sleep 4343 & echo mine > up' } });
    again.leave();
    second.child.kill('SIGTERM');
    assert.equal(await second.exited, 0);
    assert.equal(readdirSync(join(progress, '..')).join(), 'progress.db');
  });

  it('while another has its folder of progress, a second one is refused', async () => {
    const first = await start();
    await assert.rejects(
      present([folder, '--sessions', '2'], env, 'workshop'),
      /ended with 2: .*is in use by the process/,
    );
    first.child.kill('SIGTERM');
    assert.equal(await first.exited, 0);
    await eventuallyNone(bundles);
  });
});
