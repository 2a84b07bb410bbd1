/**
 * What a terminal says by itself: device attributes, cursor position, modes, focus, colours, settings. A program that
 * asked wants it; a replay of old output asks again, and then the answers would land in the shell as typed text.
 */
const answer = /^(?:\x1b\[[?>=]?[\d;]*(?:[cnRIO]|\$y)|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\))+$/;

export function isTerminalAnswer(data: string): boolean {
  return answer.test(data);
}
