import { MachineError } from '../../src/errors.ts';

/** The machinery of a server on which no cell can run. */
export const nothingRuns = (): Promise<never> =>
  Promise.reject(new MachineError('nothing runs here', 'none'));
