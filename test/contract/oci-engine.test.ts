import { realEnvironment } from '../support/sessions.ts';
import { engineContract } from './engine.ts';

engineContract('an OCI runtime on this machine', realEnvironment);
