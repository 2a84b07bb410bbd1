import type { ClientMessage, ServerMessage } from '../../serve/protocol.ts';
import { patchOutput } from '../cells/cell-output.ts';
import { forgetRunning, isOpenTerminal, showStatus } from '../cells/cell-status.ts';
import { setRunnable } from '../cells/run-buttons.ts';
import { showLine, showNotice } from '../corner.ts';
import type { PageConfig } from '../page-config.ts';
import { readServerMessage } from './server-message.ts';
import { openSteadySocket, socketAddress } from './steady-socket.ts';

/** The page's line to the server. */
export interface LivePage {
  /** True once the server has said that cells can run. */
  readonly canRun: () => boolean;
  readonly send: (message: ClientMessage) => void;
}

/** What else wants to know. */
export interface LiveEvents {
  /** The deck on disk is no longer the one on the page. */
  readonly reload: () => void;
  /** The server has said hello and how each cell stands. */
  readonly ready: () => void;
  /** A cell's output changed; `anew`: it had none before, so that the page must make room now. */
  readonly grown: (anew: boolean) => void;
}

/** A drop shorter than this is nobody's business. */
const patienceMs = 1500;
/** The states of cells follow the hello; whatever runs by itself waits for them. */
const settleMs = 300;

export function openLivePage({ name: deck, revision: shown }: PageConfig, events: LiveEvents): LivePage {
  let live = false;
  let revision = shown;
  let warning: number | undefined;

  const onMessage = (message: ServerMessage): void => {
    switch (message.type) {
      case 'hello':
        live = message.live;
        forgetRunning();
        setRunnable(live, whyNot(message.reason, message.mend));
        showLine('live', live ? '' : whyNot(message.reason, message.mend));
        if (revision !== undefined && revision !== message.revision) events.reload();
        revision = message.revision;
        window.setTimeout(events.ready, settleMs);
        break;
      case 'state':
        if (!isOpenTerminal(message.cell)) showStatus(message);
        break;
      case 'output':
        events.grown(patchOutput(message.cell, message.from, message.lines));
        break;
      case 'notice':
        showNotice(message.text);
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
      warning ??= window.setTimeout(() => showLine('connection', 'Reconnecting…'), patienceMs);
    },
    text(text) {
      const message = readServerMessage(text);
      if (message) onMessage(message);
    },
    bytes() {},
  });

  return {
    canRun: () => live,
    send(message) {
      if (!socket.send(JSON.stringify(message))) showNotice('Not connected just now; nothing was sent.');
    },
  };
}

function whyNot(reason = 'Cells cannot run here', mend = ''): string {
  return mend === '' ? reason : `${reason}. ${mend}`.replace('..', '.');
}
