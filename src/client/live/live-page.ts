import type { ClientMessage, ServerMessage } from '../../serve/protocol.ts';
import type { StageServerMessage } from '../../serve/stage/stage-protocol.ts';
import type { WorkshopClientMessage } from '../../serve/workshop/workshop-protocol.ts';
import { allCells, cellId, cellState } from '../cells/cell-elements.ts';
import { forgetRunning } from '../cells/cell-status.ts';
import { setRunnable } from '../cells/run-buttons.ts';
import { showLine, showNotice } from '../corner.ts';
import type { PageConfig } from '../page-config.ts';
import { spoken } from '../words.ts';
import type { LiveBoard } from './live-board.ts';
import { publishedPage } from './published-page.ts';
import { readServerMessage } from './server-message.ts';
import { openSteadySocket, socketAddress } from './steady-socket.ts';
import { showTouched } from './touched-line.ts';

/** The page's line to the server. */
export interface LivePage {
  /** True once the server has said that cells can run. */
  readonly canRun: () => boolean;
  /** True once it is known that cells cannot run: the server has said so, or is gone. */
  readonly isOut: () => boolean;
  /** Does this now, or as soon as it is known whether cells can run and how each stands. */
  readonly whenKnown: (work: () => void) => void;
  /** Says in the corner, once for each cause, that records are played instead. */
  readonly tellInstead: () => void;
  readonly send: (message: ClientMessage) => void;
  /** Sends without a word to the reader where there is no connection; true if it went out. */
  readonly tell: (message: ClientMessage | WorkshopClientMessage) => boolean;
  /** The sessions are gone, and with them what has run: cells are as before. */
  readonly forget: () => void;
  /** Another slide is shown: what belongs to cells of the one before goes. */
  readonly refresh: () => void;
  /** Tells which slide is shown, where the talk is being kept. */
  readonly tellSlide: (at: { readonly h: number; readonly v: number; readonly line: number }) => void;
}

/** What else wants to know. */
export interface LiveEvents {
  /** The deck on disk is no longer the one on the page. */
  readonly reload: () => void;
  /** The server is there, or there again: who takes part in a talk says so now. */
  readonly connected?: () => void;
  readonly stage?: (message: StageServerMessage) => void;
  /** All that the server says, before the page itself has read it. */
  readonly heard?: (text: string) => void;
  /** The server has said hello and how each cell stands. */
  readonly ready: () => void;
  /** A cell's output changed; `anew`: it had none before, so that the page must make room now. */
  readonly grown: (anew: boolean) => void;
  /** Whether a session is what the reader looks at now. */
  readonly concerns: (session: string) => boolean;
  /** The reader wants a session that was changed by hand to be what its cells left. */
  readonly restore: (session: string) => void;
}

const noConnection = (): string => spoken.say('live.noConnection');

/** A drop shorter than this is nobody's business. */
const patienceMs = 1500;
/** The states of cells follow the hello; whatever runs by itself waits for them. */
const settleMs = 300;

export function openLivePage(
  { name: deck, revision: shown, published, role }: PageConfig,
  board: LiveBoard,
  events: LiveEvents,
): LivePage {
  if (published) return publishedPage();
  let live = false;
  let isKept = false;
  let reason: string | undefined;
  let told: string | undefined;
  /** True while the server tells how all stands, and not what is new. */
  let settling = false;
  let revision = shown;
  let warning: number | undefined;
  /** What the reader has asked for of a page that has only just come. */
  const early: (() => void)[] = [];
  const doEarly = (): void => {
    for (const work of early.splice(0)) work();
  };
  const isSilent = (): boolean => reason === undefined && !live;
  const whenKnown = (work: () => void): void => {
    if (isSilent() || (live && settling)) early.push(work);
    else work();
  };
  const touched = new Set<string>();

  /** What was typed into a session is the speaker's business: once the speaker has a page, it is said there only. */
  let saidElsewhere = false;
  const tellTouched = (session: string): void => {
    const isShown = touched.has(session) && !saidElsewhere && events.concerns(session);
    showTouched(session, isShown, {
      restore: () => events.restore(session),
      dismiss: () => forgetTouched(session),
    });
  };
  const forgetTouched = (session: string): void => {
    touched.delete(session);
    tellTouched(session);
  };

  const onMessage = (message: ServerMessage): void => {
    switch (message.type) {
      case 'hello':
        live = message.live;
        isKept = message.recording === true;
        told = undefined;
        reason = live ? undefined : whyNot(message.reason, message.mend);
        settling = true;
        forgetRunning();
        touched.forEach(forgetTouched);
        setRunnable(live, reason ?? '');
        showLine('live', reason ?? '');
        if (revision !== undefined && revision !== message.revision) events.reload();
        revision = message.revision;
        events.connected?.();
        window.setTimeout(() => {
          settling = false;
          events.ready();
          doEarly();
        }, settleMs);
        break;
      case 'state':
        board.status(message, settling);
        break;
      case 'output':
        events.grown(board.output(message.cell, message.from, message.lines));
        break;
      case 'picture':
        events.grown(board.picture(message.cell, message.html));
        break;
      case 'session':
        if (message.touched) touched.add(message.session);
        else touched.delete(message.session);
        tellTouched(message.session);
        break;
      case 'notice':
        showNotice(message.text);
        break;
      case 'stage':
      case 'staged':
      case 'codes':
        events.stage?.(message);
        break;
      case 'desk':
        saidElsewhere = role === 'slides' && message.speakers > 0;
        touched.forEach(tellTouched);
        events.stage?.(message);
        break;
      case 'reload':
        revision = message.revision;
        events.reload();
    }
  };

  const socket = openSteadySocket({
    address: () => socketAddress('/live', { deck }),
    opened() {
      window.clearTimeout(warning);
      warning = undefined;
      showLine('connection', '');
    },
    dropped() {
      live = false;
      reason ??= noConnection();
      doEarly();
      warning ??= window.setTimeout(
        () => showLine('connection', spoken.say('live.reconnecting')),
        patienceMs,
      );
    },
    text(text) {
      events.heard?.(text);
      const message = readServerMessage(text);
      if (message) onMessage(message);
    },
    bytes() {},
  });

  return {
    canRun: () => live,
    isOut: () => reason !== undefined,
    whenKnown,
    tellInstead() {
      if (reason === undefined || told === reason) return;
      told = reason;
      const text = spoken.say('live.instead', { reason }).replace('..', '.');
      // What the server said stands in the corner already.
      if (reason === noConnection()) showNotice(text);
      else showLine('live', text);
    },
    forget() {
      for (const cell of allCells()) {
        if (['idle', 'recorded'].includes(cellState(cell))) continue;
        events.grown(board.output(cellId(cell), 0, []));
        board.picture(cellId(cell), '');
        board.status({ cell: cellId(cell), state: 'idle' }, false);
      }
    },
    refresh: () => touched.forEach(tellTouched),
    tellSlide(at) {
      if (isKept) socket.send(JSON.stringify({ type: 'slide', ...at }));
    },
    tell: (message) => socket.send(JSON.stringify(message)),
    send(message) {
      const say = (): void => {
        if (!socket.send(JSON.stringify(message))) showNotice(spoken.say('live.notSent'));
      };
      if (isSilent()) early.push(say);
      else say();
    },
  };
}

function whyNot(reason = spoken.say('live.cannotRun'), mend = ''): string {
  return mend === '' ? reason : `${reason}. ${mend}`.replace('..', '.');
}
