import { readdir, readFile } from 'node:fs/promises';

const kilobytes = (text: string, field: string): number =>
  Number(text.match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm'))?.[1] ?? Number.NaN) * 1024;

/** Resident memory of one process; bytes. */
export const rssOf = async (pid: number): Promise<number> =>
  kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS');

async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** Proportional memory of a process and all below it; bytes, NaN where the kernel does not tell us. */
export async function pssOf(pid: number): Promise<number> {
  const own = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const below = await Promise.all((await childrenOf(pid)).map(pssOf));
  return below.reduce((total, bytes) => total + bytes, kilobytes(own, 'Pss'));
}
