/** 0 well, 1 the deck's fault, 2 bad usage, 3 this machine cannot, 4 we failed, 130 stopped by Ctrl-C. */
export const exitCodes = { ok: 0, deck: 1, usage: 2, machine: 3, bug: 4, interrupted: 130 } as const;

/** Runs a command with what follows its name; resolves to the exit status. */
export type Command = (args: readonly string[]) => Promise<number>;
