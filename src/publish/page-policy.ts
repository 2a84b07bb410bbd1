import { htmlAttributes } from '../html/escape.ts';

/** What a server of ours would send as a header: a published page may be served by any. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Lines for the head of every published page. */
export const policyLines: readonly string[] = [
  `<meta${htmlAttributes({ 'http-equiv': 'Content-Security-Policy', content: pagePolicy })}>`,
  '<meta name="referrer" content="no-referrer">',
];
