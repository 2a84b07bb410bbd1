/** How another tool, or a slip of the pen, writes that a fence runs. `word` and `language` are for the mend. */
export interface FenceHabit {
  readonly pattern: RegExp;
  /** What the info string is, after "is". */
  readonly is: string;
}

const languages =
  'bash|sh|shell|zsh|console|shellsession|python|python3|py|r|julia|nix|js|javascript|ts|perl|ruby|sql';
const shells = 'bash|sh|shell|zsh|console|shellsession|nix';
const words = 'run|build|terminal|repl|check';
const capitals = 'Run|RUN|Build|BUILD|Terminal|TERMINAL|Repl|REPL|Check|CHECK';

/** The first that fits is told. Each needs its tool's own mark: a fence that is only shown must not be suspected. */
export const fenceHabits: readonly FenceHabit[] = [
  {
    pattern: new RegExp(`^\\s*\\{(?<language>${languages})(?:[\\s,}]|$)`, 'i'),
    is: 'how Quarto and R Markdown write it',
  },
  { pattern: /^\s*\{code-cell\}/, is: 'how Jupyter books write it' },
  {
    pattern: /\s\+(?:exec|exec_replace|auto_exec|acquire_terminal|pty|validate)\b/,
    is: 'how presenterm writes it',
  },
  { pattern: /\{\s*"[\w-]+"\s*:/, is: 'how Runme writes it' },
  { pattern: /^\s*[$>]\s+\S/, is: 'how mdsh writes it' },
  { pattern: /\bexec="?(?:on|yes|true|1|source|result)"?/, is: 'how markdown-exec writes it' },
  {
    pattern: /\{\s*:?(?:exec|execute|eval|runnable|interactive|cmd)(?:[\s=}]|$)/,
    is: 'how other tools write it',
  },
  { pattern: new RegExp(`^\\s*(?:${shells})\\s+:?(?:exec|execute|eval)\\b`), is: 'how other tools write it' },
  {
    pattern: new RegExp(`^\\s*(?:${shells})\\s+(?<word>${words})(?=\\s|$)`),
    is: 'without the braces of a cell',
  },
  {
    pattern: new RegExp(`^\\s*(?:${shells})\\b.*\\[\\s*(?<word>${words})\\s*\\]`),
    is: 'a title in brackets, not a cell in braces',
  },
  {
    pattern: new RegExp(`^\\s*(?:${shells})\\b.*\\{\\s*\\.(?<word>run|terminal|repl)\\s*\\}`),
    is: 'a class, not a cell',
  },
  {
    pattern: new RegExp(`^\\s*(?:${shells})\\b.*\\{\\s*(?<word>${capitals})\\b`),
    is: 'in capitals, and cells are not',
  },
  {
    pattern: new RegExp(`^\\s*(?:${shells})\\b.*\\{(?:[^}]*\\s)?(?<word>${words})[,;:.]`),
    is: 'no cell: words in braces have only blanks between them',
  },
  {
    pattern: new RegExp(
      `^\\s*(?:${shells})\\b.*\\{[^}]*(?<![\\w.#-])(?:session|expect|timeout|output|mask)=`,
    ),
    is: 'a cell without the word that makes it one',
  },
];
