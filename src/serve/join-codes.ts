import { renderSVG } from 'uqr';
import type { Follow } from './follow/open-follow.ts';
import type { Remote } from './remote/open-remote.ts';
import type { CodesMessage, StageCode } from './stage/stage-protocol.ts';

const code = (title: string, address: string, shown = address): StageCode => ({
  title,
  address: shown,
  svg: renderSVG(address, { border: 2 }),
});

/** The codes that a page shows. The remote's opens the talk to whoever scans it: it is never on the audience's screen. */
export function joinCodes(
  role: 'slides' | 'speaker',
  { remote, follow }: { readonly remote: Remote | undefined; readonly follow: Follow | undefined },
): CodesMessage {
  const codes = [
    ...(follow ? [code('Follow this talk', follow.address)] : []),
    ...(remote && role === 'speaker'
      ? [code('Your remote', remote.joinAddress(), 'for one phone; the next one needs the code anew')]
      : []),
  ];
  const hints = [
    ...(remote && role === 'slides' ? ['The remote’s code is on the speaker’s page (s, then q).'] : []),
    ...(!remote && role === 'speaker' ? ['A phone steers the talk with `piste present --remote`.'] : []),
    ...(!follow ? ['An audience follows with `piste present --follow`.'] : []),
  ];
  return { type: 'codes', codes, hint: hints.join(' ') };
}
