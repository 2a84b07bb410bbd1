import type { ClientMessage } from '../../serve/protocol.ts';
import type {
  CodesMessage,
  PageRole,
  StageMove,
  StageServerMessage,
} from '../../serve/stage/stage-protocol.ts';
import { isObject } from '../page-config.ts';

type Staged = Extract<StageServerMessage, { type: 'staged' }>;
type DeskNews = Extract<StageServerMessage, { type: 'desk' }>;

/** What a page hears of the talk that it is part of. */
export interface StageListener {
  readonly moved?: (move: StageMove, from: PageRole) => void;
  /** How all stands: `again` after a lost connection. */
  readonly staged?: (staged: Staged, again: boolean) => void;
  readonly desk?: (news: DeskNews) => void;
}

/** A page's line to the other pages of the talk. */
export interface StageLink {
  readonly role: PageRole;
  readonly join: () => void;
  readonly move: (move: StageMove) => void;
  /** Takes what the server says. */
  readonly hear: (message: StageServerMessage) => void;
  readonly listen: (listener: StageListener) => void;
  /** Asks the server how others join; calls back when it says so. */
  readonly askCodes: (told: (codes: CodesMessage) => void) => void;
}

/**
 * Joins the talk of a deck. Each move goes to the server, which other machines hear, and to this browser's own windows,
 * which hear it when there is no server any more; what comes by both ways counts once.
 */
export function createStageLink(options: {
  readonly deck: string;
  readonly role: PageRole;
  readonly tell: (message: ClientMessage) => boolean;
}): StageLink {
  const { deck, role, tell } = options;
  const page = crypto.getRandomValues(new Uint32Array(3)).join('-');
  const listeners: StageListener[] = [];
  const heard = new Map<string, number>();
  let n = 0;
  let joined = false;
  let steered = false;
  /** The server has said how all stands, and takes what is new. */
  let ready = false;
  let waiting: readonly (readonly [number, StageMove])[] = [];
  let askedCodes: ((codes: CodesMessage) => void) | undefined;
  const windows = 'BroadcastChannel' in window ? new BroadcastChannel(`piste ${deck}`) : undefined;

  const hear = (message: StageServerMessage): void => {
    if (message.type === 'stage') {
      if (message.page === page || (heard.get(message.page) ?? -1) >= message.n) return;
      heard.set(message.page, message.n);
      // Two readers of a deck, with nobody at a desk: what is drawn is the deck's, all else is their own.
      const isStranger = role === 'slides' && message.from === 'slides' && !steered;
      if (isStranger && ['show', 'blank', 'laser'].includes(message.move.kind)) return;
      for (const { moved } of listeners) moved?.(message.move, message.from);
    } else if (message.type === 'staged') {
      // A server that has begun anew counts anew.
      heard.delete('server');
      for (const { staged } of listeners) staged?.(message, joined);
      joined = true;
      ready = true;
      const late = waiting;
      waiting = [];
      // What this page did while nobody listened: for itself too, since it has just been told how all stood before.
      for (const [at, move] of late) {
        tell({ type: 'stage', page, n: at, move });
        for (const { moved } of listeners) moved?.(move, role);
      }
    } else if (message.type === 'codes') askedCodes?.(message);
    else {
      steered = message.steered;
      for (const { desk } of listeners) desk?.(message);
    }
  };
  windows?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // From a window of this very page's server: what it says has the form that it was sent in.
    if (isStageMessage(data)) hear(data);
  });

  return {
    role,
    join() {
      ready = false;
      if (role === 'slides' || role === 'speaker') tell({ type: 'join', role });
    },
    move(move) {
      // Who follows is heard by nobody.
      if (role === 'follower') return;
      n++;
      if (!ready || !tell({ type: 'stage', page, n, move })) waiting = withMove(waiting, n, move);
      windows?.postMessage({ type: 'stage', page, n, from: role, move });
    },
    hear,
    listen: (listener) => void listeners.push(listener),
    askCodes(told) {
      askedCodes = told;
      if (!tell({ type: 'codes' }))
        told({ type: 'codes', codes: [], hint: 'There is no connection to Piste just now.' });
    },
  };
}

function isStageMessage(value: unknown): value is Extract<StageServerMessage, { type: 'stage' }> {
  return isObject(value) && value.type === 'stage' && isObject(value.move);
}

/** As many as a well-filled board has strokes. */
const mostWaiting = 2_000;

/** Of what is done while nobody listens, only the last of a kind counts; of strokes the last of each. */
function withMove(
  waiting: readonly (readonly [number, StageMove])[],
  n: number,
  move: StageMove,
): readonly (readonly [number, StageMove])[] {
  if (move.kind === 'laser' || move.kind === 'go') return waiting;
  const isOld = (other: StageMove): boolean =>
    move.kind === 'stroke'
      ? other.kind === 'stroke' && other.stroke.id === move.stroke.id
      : move.kind !== 'erase' && other.kind === move.kind;
  return [...waiting.filter(([, other]) => !isOld(other)), [n, move] as const].slice(-mostWaiting);
}
