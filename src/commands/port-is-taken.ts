import { ConfigError } from '../errors.ts';

/** Says of a port that is taken what to write instead; throws everything else on. */
export const portIsTaken =
  (port: number) =>
  (error: unknown): never => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(`port ${port} is taken`, `--port ${port + 1}, or --port 0 for any free one`);
    }
    throw error;
  };
