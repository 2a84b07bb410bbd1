import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Engine } from '../../src/engine/engine.ts';
import type { Environment } from '../../src/environment/environment.ts';
import { connectAgent } from '../../src/session/agent.ts';
import { testLimits } from '../support/sessions.ts';

/** What every engine does: one suite, which each implementation calls with itself. */
export function engineContract(
  name: string,
  find: () => Promise<{ engine: Engine; environment: Environment }>,
): void {
  describe(`the engine contract: ${name}`, () => {
    it('has nothing in its way on a machine where it is tested', async () => {
      const { engine } = await find();
      assert.deepEqual(await engine.obstacles(), []);
    });

    it('starts a sandbox whose agent writes and reads files', async () => {
      const { engine, environment } = await find();
      const sandbox = await engine.start({ environment, limits: testLimits, containers: false });
      try {
        const agent = await connectAgent(sandbox);
        await agent.writeFile('dir/note.txt', 'grüezi\n');
        assert.equal(await agent.readFile('dir/note.txt'), 'grüezi\n');
      } finally {
        await sandbox.stop();
      }
    });

    it('runs a program on a terminal and tells how it ended', async () => {
      const { engine, environment } = await find();
      const sandbox = await engine.start({ environment, limits: testLimits, containers: false });
      try {
        const agent = await connectAgent(sandbox);
        let printed = '';
        const terminal = await agent.openTerminal({
          argv: ['bash', '-c', 'stty size; test -t 0 && exit 7'],
          cols: 99,
          rows: 33,
          cwd: '/work',
          env: { PATH: '/usr/bin' },
          takesCells: false,
          onData: (bytes) => {
            printed += bytes.toString();
          },
        });
        terminal.grant(65_536);
        assert.deepEqual(await terminal.exited, { status: 7, signal: 0 });
        assert.equal(printed, '33 99\r\n');
      } finally {
        await sandbox.stop();
      }
    });

    it('sends nothing that was not granted', async () => {
      const { engine, environment } = await find();
      const sandbox = await engine.start({ environment, limits: testLimits, containers: false });
      try {
        const agent = await connectAgent(sandbox);
        let bytes = 0;
        let arrived: () => void = () => {};
        const enough = new Promise<void>((done) => {
          arrived = done;
        });
        const terminal = await agent.openTerminal({
          argv: ['yes'],
          cols: 80,
          rows: 24,
          cwd: '/',
          env: { PATH: '/usr/bin' },
          takesCells: false,
          onData: (chunk) => {
            bytes += chunk.length;
            if (bytes >= 5000) arrived();
          },
        });
        terminal.grant(5000);
        await enough;
        // A question and its answer come after all that the agent had to send before.
        await terminal.cwd();
        assert.equal(bytes, 5000);
      } finally {
        await sandbox.stop();
      }
    });

    it('packs what a sandbox has, and another begins with it', async () => {
      const { engine, environment } = await find();
      const spec = { environment, limits: testLimits, containers: false };
      const dir = await mkdtemp(join(tmpdir(), 'piste-contract-'));
      const file = join(dir, 'state.tar');
      const first = await engine.start(spec);
      try {
        const agent = await connectAgent(first);
        await agent.writeFile('note.txt', 'kept');
        const chunks: Buffer[] = [];
        const pack = await agent.pack({ what: 'state', since: 0, onData: (bytes) => chunks.push(bytes) });
        pack.grant(1 << 20);
        assert.deepEqual(await pack.ended, { status: 0, signal: 0 });
        await writeFile(file, Buffer.concat(chunks));
        assert.deepEqual(await agent.jobs(), []);
        const second = await engine.start({ ...spec, restore: { files: [file] } });
        try {
          assert.equal(await (await connectAgent(second)).readFile('note.txt'), 'kept');
        } finally {
          await second.stop();
        }
      } finally {
        await first.stop();
        await rm(dir, { recursive: true });
      }
    });

    it('keeps two sandboxes apart', async () => {
      const { engine, environment } = await find();
      const [a, b] = await Promise.all([
        engine.start({ environment, limits: testLimits, containers: false }),
        engine.start({ environment, limits: testLimits, containers: false }),
      ]);
      try {
        const [agentA, agentB] = await Promise.all([connectAgent(a), connectAgent(b)]);
        await agentA.writeFile('mine', 'a');
        await assert.rejects(agentB.readFile('mine'), /No such file/);
      } finally {
        await Promise.all([a.stop(), b.stop()]);
      }
    });

    it('is gone after stop, and stopping twice is no error', async () => {
      const { engine, environment } = await find();
      const sandbox = await engine.start({ environment, limits: testLimits, containers: false });
      await connectAgent(sandbox);
      await sandbox.stop();
      await sandbox.stop();
      await sandbox.ended;
      assert.equal((await engine.clear()).includes(sandbox.id), false);
    });

    it('says why a sandbox that cannot start did not', async () => {
      const { engine, environment } = await find();
      const broken = { ...environment, rootfs: `${environment.rootfs}-is-not-here` };
      const sandbox = await engine.start({ environment: broken, limits: testLimits, containers: false });
      await assert.rejects(connectAgent(sandbox), /did not start: .+/);
    });
  });
}
