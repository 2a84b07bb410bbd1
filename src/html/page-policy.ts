/**
 * The Content-Security-Policy of every page, as a meta element may have it too: it runs our scripts and nothing else.
 * Styles may be inline, because a deck's author may write HTML; reveal.js' themes carry their fonts inside them.
 */
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
