import { counted } from '../cells/quantities.ts';
import type { LackingRecord } from '../publish/lacking-records.ts';

const mostCells = 10;

/** What is not recorded, by deck, and the command that records it. */
export function lackingLines(lacking: readonly LackingRecord[]): readonly string[] {
  const files = [...new Set(lacking.map(({ file }) => file))];
  return files.flatMap((file) => {
    const cells = lacking.filter((one) => one.file === file);
    const more = cells.length - mostCells;
    return [
      ...cells
        .slice(0, mostCells)
        .map(
          ({ line, cell }) =>
            `${file}:${line}: warning: the cell \`${cell}\` is not recorded as it is now: its page shows no output`,
        ),
      ...(more > 0 ? [`${file}: and ${counted(more, 'more cell')}`] : []),
      `  mend: npm run -s piste -- run ${file}`,
    ];
  });
}
