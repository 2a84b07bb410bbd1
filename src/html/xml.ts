import { escapeHtml } from './escape.ts';

/** What no XML document may have, escaped or not: most control characters, halves of pairs, and what is no character. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as XML text or a quoted attribute's value. */
export const escapeXml = (text: string): string => escapeHtml(text.replace(forbidden, ''));

/** An element with text in it; nothing where there is no text. */
export const xmlElement = (name: string, text: string | undefined): readonly string[] =>
  text === undefined ? [] : [`<${name}>${escapeXml(text)}</${name}>`];
