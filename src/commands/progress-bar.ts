import type { WriteStream } from 'node:tty';
import { formatBytes } from '../cells/quantities.ts';

const width = 28;
const titles = {
  fetch: 'Fetching packages ',
  unpack: 'Unpacking packages',
  build: 'Building packages ',
  pictures: 'Drawing slides    ',
  files: 'Making files      ',
} as const;

/** How far something is that takes a while. */
export interface Progress {
  readonly phase: keyof typeof titles;
  readonly done: number;
  readonly total: number;
}

/** One line that fills up on a terminal; elsewhere a line a phase. */
export function createProgressBar(out: WriteStream | NodeJS.WriteStream) {
  let phase: Progress['phase'] | undefined;
  let total: number | undefined;
  let open = false;
  const line = ({ phase: now, done, total }: Progress): string => {
    const share = total === 0 ? 1 : done / total;
    const filled = Math.round(share * width);
    const sizes = now === 'fetch' ? `${formatBytes(done)} of ${formatBytes(total)}` : `${done} of ${total}`;
    return `${titles[now]} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${sizes}`;
  };
  const end = () => {
    if (open) out.write('\n');
    open = false;
  };
  return {
    show(progress: Progress) {
      const isNew = progress.phase !== phase || progress.total !== total;
      if (isNew) end();
      phase = progress.phase;
      total = progress.total;
      if (out.isTTY) {
        out.write(`\r\x1b[K${line(progress)}`);
        open = true;
      } else if (isNew) {
        const size = progress.phase === 'fetch' ? formatBytes(progress.total) : `${progress.total}`;
        out.write(`${titles[progress.phase].trim()} (${size}) ...\n`);
      }
    },
    say(text: string) {
      end();
      out.write(`${text}\n`);
    },
    end,
  };
}
