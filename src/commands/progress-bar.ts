import type { WriteStream } from 'node:tty';
import { formatBytes } from '../cells/quantities.ts';
import type { BuildProgress } from '../environment/build-base.ts';

const width = 28;
const titles = {
  fetch: 'Fetching packages ',
  unpack: 'Unpacking packages',
  build: 'Building packages ',
} as const;

/** One line that fills up on a terminal; elsewhere a line a phase. */
export function createProgressBar(out: WriteStream | NodeJS.WriteStream) {
  let phase: BuildProgress['phase'] | undefined;
  let total: number | undefined;
  let open = false;
  const line = ({ phase: now, done, total }: BuildProgress): string => {
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
    show(progress: BuildProgress) {
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
