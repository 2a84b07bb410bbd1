import type { CellState } from '../cells/cell.ts';
import type { ScreenChange } from '../transcript/screen.ts';
import type { CellOutput } from './cell-output.ts';
import type { CellStatus } from './live-events.ts';

export interface BoardEvents {
  onStatus(status: CellStatus): void;
  onOutput(cell: string, change: ScreenChange): void;
  onPicture(cell: string, html: string): void;
}

/** What can be shown of an output: one that grows, or one that is over. */
export type ShownOutput = Pick<CellOutput, 'lines' | 'dispose'>;

/** How the cells of a chain stand and what they show; whoever looks is told of each change. */
export interface ChainBoard {
  status(id: string): CellStatus;
  state(id: string): CellState;
  /** Whether it waits or runs. */
  isPending(id: string): boolean;
  set(status: CellStatus): void;
  output(id: string): ShownOutput | undefined;
  /** Puts another output in the place of the one that a cell has. */
  show(id: string, output: ShownOutput): void;
  picture(id: string): string | undefined;
  draw(id: string, html: string): void;
  /** Makes a cell be as it was before it ever ran. */
  clear(id: string): void;
  /** Forgets a cell without a word: its page is about to be another. */
  forget(id: string): void;
  /** The cells that wait. */
  queued(): readonly string[];
  clearAll(): void;
  dispose(): void;
}

export function createChainBoard(events: BoardEvents): ChainBoard {
  const statuses = new Map<string, CellStatus>();
  const outputs = new Map<string, ShownOutput>();
  const pictures = new Map<string, string>();
  const state = (id: string): CellState => statuses.get(id)?.state ?? 'idle';
  const draw = (id: string, html: string) => {
    if (html === '' ? !pictures.delete(id) : false) return;
    if (html !== '') pictures.set(id, html);
    events.onPicture(id, html);
  };
  const clear = (id: string) => {
    outputs.get(id)?.dispose();
    if (outputs.delete(id)) events.onOutput(id, { from: 0, lines: [] });
    draw(id, '');
    if (statuses.delete(id)) events.onStatus({ cell: id, state: 'idle' });
  };
  return {
    status: (id) => statuses.get(id) ?? { cell: id, state: 'idle' },
    state,
    isPending: (id) => state(id) === 'queued' || state(id) === 'running',
    set(status) {
      statuses.set(status.cell, status);
      events.onStatus(status);
    },
    output: (id) => outputs.get(id),
    show(id, output) {
      outputs.get(id)?.dispose();
      outputs.set(id, output);
      draw(id, '');
      events.onOutput(id, { from: 0, lines: output.lines() });
    },
    picture: (id) => pictures.get(id),
    draw,
    clear,
    forget(id) {
      outputs.get(id)?.dispose();
      outputs.delete(id);
      pictures.delete(id);
      statuses.delete(id);
    },
    queued: () => [...statuses.values()].filter((one) => one.state === 'queued').map(({ cell }) => cell),
    clearAll: () => new Set([...statuses.keys(), ...outputs.keys()]).forEach(clear),
    dispose() {
      for (const output of outputs.values()) output.dispose();
    },
  };
}
