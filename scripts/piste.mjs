#!/usr/bin/env node
// `npm run -s piste -- COMMAND`: the command line of this checkout, built if a source has changed.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, installDependencies, project } from './setup.mjs';

installDependencies();
build();
// npm runs scripts in the project's folder; paths are meant from where the person is.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(pathToFileURL(join(project, 'dist', 'cli.js')).href);
