// `npm test`: prepares everything that the tests need, then lints, checks types and runs every test (or the files that
// are named after `--`). A real Nix, a real container, a real Chromium: all of them are installed here if missing.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, installDependencies, installSystemPackages, project, testPackages } from './setup.mjs';

installDependencies();
installSystemPackages(testPackages);
build();

function must(title, command, args) {
  process.stderr.write(`${title} ...\n`);
  const { status } = spawnSync(command, args, { cwd: project, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const bin = (name) => join(project, 'node_modules', '.bin', name);
const named = process.argv.slice(2);
if (named.length === 0) {
  must('Linting', bin('biome'), ['check', '--error-on-warnings']);
  must('Checking types', bin('tsc'), ['--noEmit']);
}
must('Preparing the environment', process.execPath, [join(project, 'dist', 'cli.js'), 'sandbox', 'build']);

const all = readdirSync(join(project, 'test'), { recursive: true })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join('test', path))
  .sort();
const files = named.length > 0 ? named : all;
const args = [
  '--import',
  'tsx',
  '--test',
  '--test-concurrency=2',
  '--test-timeout=600000',
  '--test-reporter=spec',
  ...files,
];
const tests = spawn(process.execPath, args, { cwd: project, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tests.kill(signal));
tests.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
