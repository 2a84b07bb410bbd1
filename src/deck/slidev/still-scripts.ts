import type { MarkdownIt } from 'markdown-it';

/** A `<script>` of a Slidev slide is Vue's: it stays in the page as data, which no browser runs or complains of. */
export function stillScripts(md: MarkdownIt, text: string, found: (line: number) => void): string {
  if (!/<script\b/i.test(text)) return text;
  const lines = text.split('\n');
  for (const token of md.parse(text, {})) {
    if (token.type !== 'html_block' || token.map === null || !/^\s*<script\b/i.test(token.content)) continue;
    const [first] = token.map;
    found(first);
    lines[first] = (lines[first] ?? '').replace(/<script\b[^>]*>/i, '<script type="text/x-vue">');
  }
  return lines.join('\n');
}
