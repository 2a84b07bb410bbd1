/**
 * A theme of reveal.js' without the fonts that it would fetch from foreign hosts: on a stage there is no network, and
 * our pages ask nobody else. What the theme names next, in the end the system's own, stands in for them.
 */
export function themeWithoutForeignFonts(css: string): string {
  return css.replace(/@import\s*"(?:https?:)?\/\/[^"]*"[^;]*;/g, '');
}
