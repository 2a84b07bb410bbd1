// `npm start`: prepares everything, then presents `decks/` (or what is named after `--`).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, installDependencies, installSystemPackages, project, runtimePackages } from './setup.mjs';

installDependencies();
installSystemPackages(runtimePackages);
build();
// npm runs scripts in the project's folder; paths are meant from where the person is.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv.splice(2, 0, 'present');
await import(pathToFileURL(join(project, 'dist', 'cli.js')).href);
