// What `npm start` and `npm test` do before anything else: install what is missing, build what has changed. It runs
// before any dependency is there, so it is plain JavaScript on Node alone. A second run finds all in place by stamps.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (text) => process.stderr.write(`${text}\n`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`piste: Node 20.19 or newer is needed, this is ${process.versions.node}`);
  process.exit(3);
}

const stampOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: project, stdio: ['ignore', 2, 2], ...options });
  return status === 0;
}

/** npm's packages, by the lock; again only when the lock has changed. */
export function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex');
  const stamp = join(project, 'node_modules', '.piste-lock');
  if (stampOf(stamp) === lock) return;
  if (isInstalled()) return writeFileSync(stamp, lock);
  say('Installing npm packages ...');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('piste: npm ci failed; its message is above. To try again: npm ci');
    process.exit(3);
  }
  writeFileSync(stamp, lock);
}

/** Whether somebody has installed just these already, by npm's own note of what it did. */
function isInstalled() {
  const packagesOf = (path) => JSON.parse(readFileSync(join(project, path), 'utf8')).packages;
  try {
    const [wanted, there] = [packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json')];
    return Object.entries(wanted).every(
      ([path, { integrity, optional }]) =>
        path === '' || (there[path] ? there[path].integrity === integrity : optional === true),
    );
  } catch {
    return false;
  }
}

const found = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** Debian packages for commands that are missing: apt where we may, otherwise a word on what to type. */
export function installSystemPackages(wanted) {
  if (process.platform !== 'linux') return;
  const missing = Object.entries(wanted).filter(([command]) => !found(command));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  const isRoot = process.getuid() === 0;
  const sudo =
    !isRoot && found('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  const typed = `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!found('apt-get'))
    return say(`Missing: ${packages.join(', ')}. There is no apt-get here; install them your system's way.`);
  if (!isRoot && !sudo) return say(`Missing: ${packages.join(', ')}. To install them: ${typed}`);
  say(`Installing with apt: ${packages.join(', ')} ...`);
  const apt = (...args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const command = isRoot
      ? ['apt-get', ...args]
      : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(command[0], command.slice(1), { env, stdio: ['ignore', 'ignore', 2] });
  };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // A list that is days old may name files that the mirror has dropped, so a failure asks for a new one.
  if (!apt(...install) && !(apt('update', '-qq') && apt(...install)))
    say(`apt could not install them. To see why: ${typed}`);
}

/** Newest change below the given files and folders, in ms. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const info = statSync(path);
    latest = Math.max(latest, info.mtimeMs);
    if (info.isDirectory())
      latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return latest;
}

/** Checks types and bundles the program and the client, if a source is newer than the last build. */
export function build() {
  const sources = [
    'src',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vite.config.ts',
    'scripts/classic-build.ts',
    'scripts/emoji-faces.ts',
    'scripts/compile-patterns.ts',
    'scripts/program-build.ts',
  ].map((one) => join(project, one));
  const stamp = join(project, 'dist', '.built');
  const state = String(newest(sources));
  if (stampOf(stamp) === state) return;
  say('Building ...');
  const bin = (name) => join(project, 'node_modules', '.bin', name);
  const fine =
    run(bin('tsc'), ['-p', 'tsconfig.build.json']) && run(bin('vite'), ['build', '--logLevel', 'warn']);
  if (!fine) {
    say('piste: the build failed; its message is above. To see it again: npm run build');
    process.exit(4);
  }
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(stamp, state);
}

/** What sessions need from the system. */
export const runtimePackages = { runc: 'runc', tar: 'tar', xz: 'xz-utils', unshare: 'util-linux' };
export const testPackages = {
  ...runtimePackages,
  chromium: 'chromium',
  git: 'git',
  setpriv: 'util-linux',
  useradd: 'passwd',
  newuidmap: 'uidmap',
  asciinema: 'asciinema',
  pdftotext: 'poppler-utils',
};
