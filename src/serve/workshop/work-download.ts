import { once } from 'node:events';
import type { Response } from 'express';
import { formatBytes } from '../../cells/quantities.ts';
import { packWork } from '../../session/work-archive.ts';
import type { Phrases } from '../../words/phrases.ts';
import type { Workplace } from '../../workshop/workplace.ts';
import { workLimitBytes } from '../../workshop/workshop-limits.ts';

/** One at a time for each visitor's deck. */
const underWay = new WeakSet<Workplace>();

/** Sends the files of a visitor's session as a tar; says so where nothing runs. What breaks off is seen to be broken. */
export async function sendWork(
  place: Workplace | undefined,
  response: Response,
  { deck, say }: { readonly deck: string; readonly say: Phrases['say'] },
): Promise<void> {
  const session = await place?.work()?.catch(() => undefined);
  if (!place || !session || underWay.has(place))
    return void response
      .status(409)
      .type('text')
      .send(`${say('workshop.no-work')}\n`);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  underWay.add(place);
  const leave = place.enter();
  try {
    const folder = `${deck}-work`;
    const end = await packWork(session, {
      folder,
      limitBytes: workLimitBytes,
      signal: gone.signal,
      async sink(bytes) {
        if (!response.headersSent) response.attachment(`${folder}.tar`).type('application/x-tar');
        if (!response.write(bytes)) await once(response, 'drain', { signal: gone.signal });
      },
    });
    if (end === 'whole') return void response.end();
    const size = formatBytes(workLimitBytes);
    if (!gone.signal.aborted)
      place.notice(say(end === 'too-large' ? 'workshop.work-too-large' : 'workshop.work-failed', { size }));
    if (response.headersSent) response.destroy();
    else
      response
        .status(500)
        .type('text')
        .send(`${say('workshop.work-failed')}\n`);
  } finally {
    underWay.delete(place);
    leave();
  }
}
