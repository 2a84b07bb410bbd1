import { randomUUID } from 'node:crypto';
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
  /** Whether a page shows the deck. */
  readonly isShown: () => boolean;
  readonly blank: () => Blank;
  readonly timer: () => TalkTimer;
  readonly setTimer: (act: 'start' | 'pause' | 'reset') => void;
}

/** Each page that is opened has another name: of those that have shown something, only the last are known again. */
const mostKnownPages = 100;

const presents = ({ role }: StageMember): boolean => role === 'slides' || role === 'speaker';

export function createStage(
  options: {
    readonly now?: () => number;
    /** `isOpening`: a page that has just come says where it is. */
    readonly onMove?: (isOpening: boolean) => void;
  } = {},
): Stage {
  const { now = Date.now, onMove = () => {} } = options;
  const members = new Set<StageMember>();
  const board = createDrawingBoard();
  const boardId = randomUUID();
  let place: StagePlace | undefined;
  let blank: Blank = 'off';
  let timer = newTimer;
  /** The page that moved last: it knows best what the next step is. */
  let leader: StageMember | undefined;
  let leaderPage = '';
  let own = 0;
  /** Pages that have shown something: one that was lost and is there again begins nothing. */
  const known = new Set<string>();
  const remember = (page: string): void => {
    known.delete(page);
    known.add(page);
    const [oldest] = known;
    if (known.size > mostKnownPages && oldest !== undefined) known.delete(oldest);
  };

  const count = (...roles: readonly PageRole[]): number =>
    [...members].filter(({ role }) => roles.includes(role)).length;
  const tellAll = (message: StageServerMessage, but?: StageMember): void => {
    for (const member of members) if (member !== but) member.send(message);
  };
  const isShown = (): boolean => count('slides', 'speaker') > 0;
  const isSteered = (): boolean => count('speaker', 'remote') > 0;
  /** Without a desk an audience goes along with one page; whoever else has the slides open reads for himself. */
  const isReader = (page: string): boolean =>
    !isSteered() && leader !== undefined && leaderPage !== page && members.has(leader);
  const tellDesk = (): void =>
    tellAll({
      type: 'desk',
      steered: isSteered(),
      speakers: count('speaker'),
      remotes: count('remote'),
      followers: count('follower'),
    });
  const tellOwn = (move: StageMove): void =>
    tellAll({ type: 'stage', page: 'server', n: ++own, from: 'remote', move });
  const keepTimer = (next: TalkTimer): void => {
    timer = next;
    tellOwn({ kind: 'timer', ...tellTimer(timer, now()) });
  };
  const take = (page: string, move: StageMove): void => {
    if (move.kind === 'show') {
      const { kind: _, ...at } = move;
      // Who opens the first slide when nobody shows the deck tries anew.
      const isNewTry = place === undefined && !known.has(page) && at.h === 0 && at.v === 0;
      remember(page);
      if (isNewTry && !isUnused(timer)) keepTimer(newTimer);
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
      const isFirst = presents(member) && !isShown();
      if (isFirst) {
        // Who opens a deck when nobody shows it begins where the address says.
        place = undefined;
        // Whoever still looks on has a black screen, and only a presenter who sees it brings the slides back.
        if (members.size === 0) blank = 'off';
      }
      members.add(member);
      member.send({
        type: 'staged',
        place: place ?? null,
        blank: member.role === 'slides' && !isFirst && !isSteered() ? 'off' : blank,
        timer: isUnused(timer) || member.role === 'follower' ? null : tellTimer(timer, now()),
        drawings: board.drawings(),
        board: boardId,
      });
      tellDesk();
      return {
        move(page, n, move) {
          if (member.role === 'follower') return;
          const message = { type: 'stage', page, n, from: member.role, move } as const;
          if (move.kind === 'go') return doer()?.send(message);
          if (isReader(page) && ['show', 'blank', 'laser'].includes(move.kind)) return;
          if (move.kind === 'show' && member.role !== 'remote') [leader, leaderPage] = [member, page];
          const isOpening = place === undefined;
          tellAll(message, member);
          take(page, move);
          if (move.kind === 'show') onMove(isOpening);
        },
        leave() {
          members.delete(member);
          tellDesk();
        },
      };
    },
    place: () => place,
    isShown,
    blank: () => blank,
    timer: () => timer,
    setTimer(act) {
      if (act === 'reset') return keepTimer(newTimer);
      keepTimer(act === 'start' ? startTimer(timer, now()) : pauseTimer(timer, now()));
    },
  };
}
