/** A folder of this machine that a program sees. */
export interface HostFolder {
  readonly source: string;
  readonly target: string;
  readonly writable: boolean;
}

/** One program in a container of its own that is gone when the program ends: how an environment's packages are built. */
export interface ProgramSpec {
  readonly rootfs: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folders: readonly HostFolder[];
  /** Whether it has this machine's network; it has none else. */
  readonly network: boolean;
  readonly limits: { readonly memoryBytes: number; readonly pids: number; readonly cpus: number };
  /** What it prints, stdout and stderr alike, as it comes. */
  readonly onOutput: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Runs one to its end; resolves to its exit status. An engine's own. */
export type RunProgram = (spec: ProgramSpec) => Promise<number>;
