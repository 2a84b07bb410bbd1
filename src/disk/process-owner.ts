import { isAlive, startTimeOf } from './is-alive.ts';

/** Names this process, so that one that gets its number later is not taken for it. */
export const thisOwner = (): string => `${process.pid} ${startTimeOf(process.pid) ?? ''}`;

/** Whether the process that called itself so is still there. */
export function ownerIsAlive(owner: string): boolean {
  const [pid = '', began = ''] = owner.trim().split(' ');
  if (!/^\d+$/.test(pid) || !isAlive(Number(pid))) return false;
  const now = startTimeOf(Number(pid)) ?? '';
  return now === '' || began === '' || now === began;
}
