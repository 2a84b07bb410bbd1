import type { Readable, Writable } from 'node:stream';
import type { Limits } from '../deck/deck.ts';
import type { Environment } from '../environment/environment.ts';
import type { ProgramSpec } from '../environment/program.ts';

/** What a sandbox is made of. */
export interface SandboxSpec {
  readonly environment: Environment;
  readonly limits: Limits;
  /** Whether it may run containers of its own; one that may not gets nothing that only they need. */
  readonly containers: boolean;
  /** Archives that its writable layer begins with, unpacked in it and in their order; without, it begins empty. */
  readonly restore?: Restore;
}

/** What a sandbox is restored from: files of tar archives, as its agent packed them, each laid over those before. */
export interface Restore {
  readonly files: readonly string[];
}

/** A running sandbox: its agent's two streams, and what the engine knows from outside. */
export interface Sandbox {
  readonly id: string;
  readonly input: Writable;
  readonly output: Readable;
  /** Settles when the sandbox is gone and nothing of it is left; the text is what it said last, for our own errors. */
  readonly ended: Promise<{ readonly message: string }>;
  /** How often the kernel ended a process here because memory ran out. */
  memoryKills(): Promise<number>;
  /** How often a process was refused because there were too many; undefined where the kernel does not count. */
  processRefusals(): Promise<number | undefined>;
  /** Bytes of memory charged to it now. */
  memoryBytes(): Promise<number | undefined>;
  /** Ends it, whatever it does, and waits until nothing of it is left. */
  stop(): Promise<void>;
}

/** What keeps an engine from starting anything here, and the command that mends it. */
export interface Obstacle {
  readonly what: string;
  readonly mend: string;
}

/** Starts sandboxes on one kind of machinery. Every implementation passes `test/contract/engine.ts`. */
export interface Engine {
  readonly name: string;
  /** What is missing on this machine, for sandboxes with containers of their own if asked; empty when it can start. */
  obstacles(wanted?: Pick<SandboxSpec, 'containers'>): Promise<readonly Obstacle[]>;
  /** Starts one and waits for nothing: its agent speaks when it is ready. Throws `RunError` or `MachineError`. */
  start(spec: SandboxSpec): Promise<Sandbox>;
  /** Runs one program to its end in a container of its own; resolves to its exit status. Throws as `start` does. */
  runProgram(spec: ProgramSpec): Promise<number>;
  /** Clears what a server that was killed has left; returns the ids cleared. */
  clear(): Promise<readonly string[]>;
}
