/** One line of the table. */
export interface Row {
  readonly what: string;
  /** Our figure over the peer's; undefined where there is no peer. */
  readonly ratio: number | undefined;
  /** Our median and the peer's, with units. */
  readonly ours: string;
  readonly theirs: string;
  readonly runs: string;
  readonly aim: string;
  readonly met: boolean | undefined;
}

/** One thing that is measured. */
export interface Bench {
  readonly name: string;
  /** How the figures are measured, for the reader of docs/bench.md. */
  readonly measured: string;
  run(): Promise<readonly Row[]>;
}

export const formatMs = (ms: number): string => {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 10 ? `${ms.toFixed(1)} ms` : `${ms.toFixed(2)} ms`;
};

export const formatKb = (bytes: number): string =>
  bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(2)} MB` : `${Math.round(bytes / 1024)} KB`;

const verdict = (met: boolean | undefined) => (met === undefined ? '' : met ? 'yes' : '**no**');

/** The table, ratios first. */
export function formatTable(rows: readonly Row[]): string {
  const header = ['ours / peer’s', 'what', 'Piste', 'peer', 'runs', 'aim', 'met'];
  const lines = rows.map(({ ratio, what, ours, theirs, runs, aim, met }) => [
    ratio === undefined ? '' : `**${ratio.toFixed(2)}**`,
    what,
    ours,
    theirs,
    runs,
    aim,
    verdict(met),
  ]);
  const rule = ['---:', '---', '---', '---', '---', '---', '---'];
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
