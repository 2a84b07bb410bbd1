import { execFile } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { runtimeVersion } from '../../src/engine/oci/runtime.ts';
import { type Bench, formatTable, type Row } from './row.ts';

const run = promisify(execFile);

async function machineLines(): Promise<readonly string[]> {
  const processors = cpus();
  const chromium = await run('/usr/bin/chromium', ['--version', '--no-sandbox']).then(
    ({ stdout }) => stdout.trim().split(' ').slice(0, 2).join(' '),
    () => 'Chromium, version unknown',
  );
  return [
    `- ${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`,
    `- Linux ${release()}, ${process.getuid?.() === 0 ? 'as root' : 'as an ordinary user'}`,
    `- Node ${process.versions.node}, ${(await runtimeVersion('runc')) ?? 'no runc'}, ${chromium}`,
    `- ${new Date().toISOString().slice(0, 10)}`,
  ];
}

/** The text of docs/bench.md. */
export async function benchDocument(benches: readonly Bench[], rows: readonly Row[]): Promise<string> {
  const how = benches.map(({ name, measured }) => `- **${name}**: ${measured}`);
  return `# Measured

\`npm run bench -- --write\` writes this page. Each figure stands beside a peer’s, measured in the same minute on the same
machine, in turn with ours; figures are medians, and a ratio is the median of the ratios pair by pair, so that a busy
machine troubles both alike. Nothing here is a test: no test of Piste’s has a stopwatch.

${formatTable(rows)}

## How

${how.join('\n')}

## Where

${(await machineLines()).join('\n')}
`;
}
