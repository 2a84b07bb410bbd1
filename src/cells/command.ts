import { createHash } from 'node:crypto';
import { bashQuote } from './bash-quote.ts';
import type { Cell } from './cell.ts';
import { languagesOf } from './languages.ts';
import { stepsOf } from './steps.ts';

/** A script for the session's bash; `echo` is shown, behind a prompt, before it runs. */
export interface ShellStep {
  readonly echo?: string;
  readonly script: string;
}

/** What is to be sent to a session for a cell; paths are below its work folder, but for our own in `/run/piste`. */
export type CellAction =
  /** Scripts, one after the other. */
  | {
      readonly type: 'shell';
      readonly steps: readonly ShellStep[] /** The file that stdout goes to. */;
      readonly stdout?: string;
    }
  | {
      readonly type: 'write';
      readonly path: string;
      readonly content: string;
      readonly append: boolean;
    }
  | { readonly type: 'patch'; readonly path: string; readonly diff: string }
  /** A program on a terminal of its own: `files` are written first, `typed` is typed in, not entered. */
  | {
      readonly type: 'terminal';
      readonly argv: readonly string[];
      readonly typed: string;
      readonly files?: readonly { readonly path: string; readonly content: string }[];
    }
  | { readonly type: 'none' };

/** The action of a cell. A file or patch cell without a path (an error in its deck) does nothing. */
export function commandOf(cell: Cell): CellAction {
  const { kind, body, options } = cell;
  switch (kind) {
    case 'run':
      if (cell.language.toLowerCase() === 'nix')
        return shell(cell, [{ script: options.show === 'text' ? nixEval(body) : nixText(body) }]);
      if (!languagesOf('console')?.includes(cell.language.toLowerCase()))
        return shell(cell, [{ script: body }]);
      return shell(
        cell,
        stepsOf(cell).map(({ command, script }) => ({ echo: command, script })),
      );
    case 'build':
      return shell(cell, [{ script: nixBuild(body) }]);
    case 'check':
      // Aside: a step that is looked at must not move. As one string for `eval`, it cannot close the subshell either.
      return { type: 'shell', steps: [{ script: `( \\builtin eval ${bashQuote(body)} )` }] };
    case 'file':
      return options.path === undefined
        ? { type: 'none' }
        : { type: 'write', path: options.path, content: cell.written, append: options.append };
    case 'patch':
      return options.path === undefined
        ? { type: 'none' }
        : { type: 'patch', path: options.path, diff: body };
    case 'terminal':
      return { type: 'terminal', argv: ['bash', '-l'], typed: body.replace(/\n$/, '') };
    case 'repl': {
      const content = replFile(body);
      // A cell's place is in no key, so it must not be in what the session can see.
      const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
      const path = `/run/piste/repl-${digest}.nix`;
      const files = [{ path, content }];
      return { type: 'terminal', argv: ['nix', 'repl', '--file', path], typed: '', files };
    }
  }
}

/** Where the stdout of a cell goes that is shown as a picture: its stderr stays on the terminal. */
const pictureFile = '/run/piste/show';

function shell({ options }: Cell, steps: readonly ShellStep[]): CellAction {
  if (options.show === 'text') return { type: 'shell', steps };
  // As one string for `eval`, a script that ends in a comment, a backslash or an open here-document ends as it would
  // without, and its aliases count from their next line on, as they do at a prompt.
  const captured = steps.map((step, index) => ({
    ...step,
    script: `builtin eval ${bashQuote(step.script)} ${index === 0 ? '>|' : '>>'} ${pictureFile}`,
  }));
  return { type: 'shell', steps: captured, stdout: pictureFile };
}

// A string as it is, so that an expression can write DOT or SVG; all else as JSON, where `show.nix` writes Nix.
const nixText = (body: string): string =>
  `nix eval --raw --impure --expr ${bashQuote(body)} --apply 'it: if builtins.isString it then it else builtins.toJSON it'`;

const nixEval = (body: string): string =>
  `nix eval --raw --impure --expr ${bashQuote(body)} --apply 'import /etc/piste/show.nix'`;

const nixBuild = (body: string): string =>
  `nix build --impure --print-build-logs --print-out-paths --expr ${bashQuote(body)}`;

function replFile(body: string): string {
  // The start is enough to tell, and keeps an unclosed comment from costing more than it is worth.
  const code = body
    .slice(0, 4000)
    .replace(/\/\*[\s\S]*?\*\/|#[^\n]*/g, ' ')
    .trim();
  const bindings =
    /^(?:inherit\b|(?:[A-Za-z_][\w'-]*|"[^"\n]*")(?:\s*\.\s*(?:[A-Za-z_][\w'-]*|"[^"\n]*"))*\s*=(?!=))/;
  return code === '' || bindings.test(code) ? `rec {\n${body.replace(/\n?$/, '\n')}}\n` : body;
}
