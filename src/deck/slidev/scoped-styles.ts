import type { MarkdownIt } from 'markdown-it';

/** Slidev's `<style>` is about its own slide: `@scope` without a root is about the element that it stands in. */
export function scopeStyles(md: MarkdownIt, text: string): string {
  if (!/<style\b/i.test(text)) return text;
  const lines = text.split('\n');
  for (const token of md.parse(text, {})) {
    if (token.type !== 'html_block' || token.map === null || !/^\s*<style\b/i.test(token.content)) continue;
    const [first, end] = token.map;
    const last = lines.findIndex((line, index) => index >= first && index < end && /<\/style>/i.test(line));
    if (last < 0) continue;
    lines[first] = (lines[first] ?? '').replace(/<style\b[^>]*>/i, '<style>@scope {');
    lines[last] = (lines[last] ?? '').replace(/<\/style>/i, '}</style>');
  }
  return lines.join('\n');
}
