/**
 * Runs tasks side by side, at most `width` at once, and hands out what they yield in the tasks' order: what a later task
 * has ready waits until those before it are done. The first task that throws ends the rest, and is thrown.
 */
export async function inOrder<T>(
  tasks: readonly (() => AsyncIterable<T>)[],
  width: number,
  onItem: (item: T) => void,
): Promise<void> {
  const waiting = tasks.map((): T[] => []);
  const done = tasks.map(() => false);
  let shown = 0;
  let next = 0;
  const show = () => {
    while (shown < tasks.length) {
      for (const item of waiting[shown]?.splice(0) ?? []) onItem(item);
      if (!done[shown]) return;
      shown++;
    }
  };
  const work = async () => {
    while (next < tasks.length) {
      const index = next++;
      for await (const item of tasks[index]?.() ?? []) {
        waiting[index]?.push(item);
        show();
      }
      done[index] = true;
      show();
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(width, tasks.length)) }, work);
  const results = await Promise.allSettled(
    workers.map((worker) =>
      worker.catch((error: unknown) => {
        next = tasks.length;
        throw error;
      }),
    ),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
