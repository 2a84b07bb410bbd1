import { cellStates } from '../../cells/cell.ts';
import type { ServerMessage, TerminalServerMessage } from '../../serve/protocol.ts';
import { isObject } from '../page-config.ts';

/** Reads a message of the live socket; anything that is not one (a newer server's, say) is left out. */
export function readServerMessage(text: string): ServerMessage | undefined {
  const value = parse(text);
  return isServerMessage(value) ? value : undefined;
}

/** Reads a text frame of a terminal's socket. */
export function readTerminalMessage(text: string): TerminalServerMessage | undefined {
  const value = parse(text);
  return isTerminalMessage(value) ? value : undefined;
}

function isServerMessage(value: unknown): value is ServerMessage {
  if (!isObject(value)) return false;
  const { type, cell, lines, state } = value;
  switch (type) {
    case 'hello':
      return typeof value.live === 'boolean';
    case 'state':
      return (
        typeof cell === 'string' &&
        cellStates.some((known) => known === state) &&
        ['string', 'undefined'].includes(typeof value.drift)
      );
    case 'output':
      return typeof cell === 'string' && typeof value.from === 'number' && Array.isArray(lines);
    case 'picture':
      return typeof cell === 'string' && typeof value.html === 'string';
    case 'session':
      return typeof value.session === 'string' && typeof value.touched === 'boolean';
    case 'notice':
      return typeof value.text === 'string';
    case 'stage':
      return typeof value.page === 'string' && typeof value.n === 'number' && isObject(value.move);
    case 'staged':
      return typeof value.blank === 'string' && isObject(value.drawings);
    case 'codes':
      return Array.isArray(value.codes) && typeof value.hint === 'string';
    case 'desk':
      return typeof value.steered === 'boolean' && typeof value.speakers === 'number';
    default:
      return type === 'reload';
  }
}

function isTerminalMessage(value: unknown): value is TerminalServerMessage {
  if (!isObject(value)) return false;
  if (value.type === 'start') return typeof value.offset === 'number' && typeof value.fresh === 'boolean';
  return value.type === 'exit' || value.type === 'pause' || value.type === 'resume';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
