import {
  hearTimer,
  isUnused,
  newTimer,
  pauseTimer,
  startTimer,
  type TalkTimer,
  tellTimer,
} from '../../talk/talk-timer.ts';
import { createDrawingBoard } from './drawings.ts';
import type { Blank, PageRole, StageMove, StagePlace, StageServerMessage } from './stage-protocol.ts';

/** A page that takes part in a talk. */
export interface StageMember {
  readonly role: PageRole;
  readonly send: (message: StageServerMessage) => void;
}

/** A member's line to the stage. */
export interface StageSeat {
  readonly move: (page: string, n: number, move: StageMove) => void;
  readonly leave: () => void;
}

/** What a deck's pages show together. It lives as long as the server. */
export interface Stage {
  readonly join: (member: StageMember) => StageSeat;
  readonly place: () => StagePlace | undefined;
  readonly blank: () => Blank;
  readonly timer: () => TalkTimer;
  readonly setTimer: (act: 'start' | 'pause' | 'reset') => void;
}

export function createStage(
  options: { readonly now?: () => number; readonly onMove?: () => void } = {},
): Stage {
  const { now = Date.now, onMove = () => {} } = options;
  const members = new Set<StageMember>();
  const board = createDrawingBoard();
  let place: StagePlace | undefined;
  let blank: Blank = 'off';
  let timer = newTimer;
  /** The page that moved last: it knows best what the next step is. */
  let leader: StageMember | undefined;
  let own = 0;

  const count = (...roles: readonly PageRole[]): number =>
    [...members].filter(({ role }) => roles.includes(role)).length;
  const tellAll = (message: StageServerMessage, but?: StageMember): void => {
    for (const member of members) if (member !== but) member.send(message);
  };
  const tellDesk = (): void =>
    tellAll({
      type: 'desk',
      steered: count('speaker', 'remote') > 0,
      remotes: count('remote'),
      followers: count('follower'),
    });
  const tellOwn = (move: StageMove): void =>
    tellAll({ type: 'stage', page: 'server', n: ++own, from: 'remote', move });
  const keepTimer = (next: TalkTimer): void => {
    timer = next;
    tellOwn({ kind: 'timer', ...tellTimer(timer, now()) });
  };
  const take = (move: StageMove): void => {
    if (move.kind === 'show') {
      const { kind: _, ...at } = move;
      // A talk begins with the first step, not with the first slide.
      const isStep = place !== undefined && (place.h !== at.h || place.v !== at.v || place.f !== at.f);
      place = at;
      if (isStep && isUnused(timer)) keepTimer(startTimer(timer, now()));
    } else if (move.kind === 'blank') blank = move.blank;
    else if (move.kind === 'timer') timer = hearTimer(move, now());
    else if (move.kind === 'stroke') board.draw(move.slide, move.stroke);
    else if (move.kind === 'erase') board.erase(move.slide, move.strokes);
  };
  const doer = (): StageMember | undefined =>
    (leader && members.has(leader) ? leader : undefined) ??
    [...members].find(({ role }) => role === 'slides') ??
    [...members].find(({ role }) => role === 'speaker');

  return {
    join(member) {
      const isAlone = count('slides', 'speaker') === 0;
      if (isAlone) {
        // Who opens a deck when nobody shows it begins where the address says.
        if (member.role === 'slides' || member.role === 'speaker') place = undefined;
        blank = 'off';
      }
      members.add(member);
      member.send({
        type: 'staged',
        place: place ?? null,
        blank: member.role === 'slides' && count('speaker', 'remote') === 0 ? 'off' : blank,
        timer: isUnused(timer) || member.role === 'follower' ? null : tellTimer(timer, now()),
        drawings: board.drawings(),
      });
      tellDesk();
      return {
        move(page, n, move) {
          if (member.role === 'follower') return;
          const message = { type: 'stage', page, n, from: member.role, move } as const;
          if (move.kind === 'go') return doer()?.send(message);
          if (move.kind === 'show' && member.role !== 'remote') leader = member;
          tellAll(message, member);
          take(move);
          if (move.kind === 'show') onMove();
        },
        leave() {
          members.delete(member);
          tellDesk();
        },
      };
    },
    place: () => place,
    blank: () => blank,
    timer: () => timer,
    setTimer(act) {
      if (act === 'reset') return keepTimer(newTimer);
      keepTimer(act === 'start' ? startTimer(timer, now()) : pauseTimer(timer, now()));
    },
  };
}
