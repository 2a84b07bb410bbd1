import type { WorkshopMessage } from '../../serve/workshop/workshop-protocol.ts';
import { isObject } from '../page-config.ts';

/** Reads what a workshop's server says beside what every server does; undefined for anything else. */
export function readWorkshopMessage(text: string): WorkshopMessage | undefined {
  const value = parse(text);
  return isWorkshopMessage(value) ? value : undefined;
}

function isWorkshopMessage(value: unknown): value is WorkshopMessage {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'seat':
      return ['none', 'waiting', 'ready'].includes(String(value.state)) && isObject(value.limits);
    case 'idle':
      return value.endsInMs === null || typeof value.endsInMs === 'number';
    case 'edits':
      return isObject(value.edits) && Object.values(value.edits).every((one) => typeof one === 'string');
    case 'edit':
      return typeof value.cell === 'string' && (value.text === null || typeof value.text === 'string');
    case 'steps':
      return (
        isObject(value.steps) &&
        Object.values(value.steps).every((one) => isObject(one) && typeof one.done === 'boolean')
      );
    case 'terminals':
      return Array.isArray(value.open) && value.open.every(Number.isInteger);
    default:
      return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
