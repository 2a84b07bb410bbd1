import { Worker } from 'node:worker_threads';
import type { RenderOptions, RenderResult, Graph as VizGraph } from '@viz-js/viz';

/** Why Graphviz gave no answer: its time was over, or its memory was. */
export class GraphvizGaveUp extends Error {
  readonly because: 'time' | 'memory';

  constructor(because: 'time' | 'memory') {
    super(`Graphviz gave up: ${because}`);
    this.name = 'GraphvizGaveUp';
    this.because = because;
  }
}

/** Graphviz in a thread of its own, until it is closed. */
export interface Graphviz {
  /** One at a time. Rejects with `GraphvizGaveUp`; what is wrong with the input is in the result. */
  render(input: string | VizGraph, options: RenderOptions): Promise<RenderResult>;
  close(): Promise<unknown>;
}

// Plain JavaScript in a string, so that it is the same whether our own files are run as TypeScript or as built.
const thread = `
import('node:worker_threads').then(async ({ parentPort, workerData }) => {
  const { instance } = await import(workerData);
  const viz = await instance();
  parentPort.on('message', ({ input, options }) => {
    let result;
    try {
      result = viz.render(input, options);
    } catch {}
    parentPort.postMessage(result);
  });
});`;

/**
 * Starts Graphviz for `timeoutMs` milliseconds in all. Some small graphs take for ever to be laid out, and the server
 * has others to answer meanwhile.
 */
export function openGraphviz(timeoutMs: number): Graphviz {
  const worker = new Worker(thread, { eval: true, workerData: import.meta.resolve('@viz-js/viz') });
  let fail: (reason: Error) => void = () => {};
  const over = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Nobody may be waiting when it happens.
  over.catch(() => {});
  const timer = setTimeout(() => fail(new GraphvizGaveUp('time')), timeoutMs);
  // What Graphviz throws is caught in the thread: all else is a fault of ours, or the end of the memory.
  worker.on('error', (error: Error & { code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new GraphvizGaveUp('memory') : error),
  );
  worker.on('exit', () => fail(new GraphvizGaveUp('memory')));
  return {
    render(input, options) {
      const answer = new Promise<RenderResult>((done, failed) => {
        worker.once('message', (result: RenderResult | undefined) =>
          result === undefined ? failed(new GraphvizGaveUp('memory')) : done(result),
        );
      });
      worker.postMessage({ input, options });
      return Promise.race([answer, over]);
    },
    close() {
      clearTimeout(timer);
      return worker.terminate();
    },
  };
}
