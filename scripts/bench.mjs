// `npm run bench`: prepares everything, then measures Piste beside its peers and prints one Markdown table.
// `npm run bench -- --write` puts it into docs/bench.md too; `-- --only NAME` measures one thing.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  build,
  installDependencies,
  installSystemPackages,
  project,
  runtimePackages,
  testPackages,
} from './setup.mjs';

installDependencies();
installSystemPackages({ ...runtimePackages, chromium: testPackages.chromium });
build();
const cli = join(project, 'dist', 'cli.js');
const { status } = spawnSync(process.execPath, [cli, 'sandbox', 'build'], { stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(status ?? 4);

const args = ['--import', 'tsx', join('test', 'bench', 'main.ts'), ...process.argv.slice(2)];
const bench = spawn(process.execPath, args, { cwd: project, stdio: 'inherit' });
// It ends what it has started; until then we stay, so that the prompt comes back to a clean machine.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => bench.kill(signal));
bench.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
