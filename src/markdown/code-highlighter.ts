import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';

/** Colours code. Languages must be loaded before code in them is; unknown ones stay plain text. */
export interface CodeHighlighter {
  readonly load: (languages: Iterable<string>) => Promise<void>;
  /** Each line of the code as HTML. */
  readonly lines: (code: string, language: string) => readonly string[];
}

/** Quiet, and above AA contrast (4.5:1) on their own backgrounds. */
const themes = { light: 'github-light-high-contrast', dark: 'github-dark-default' } as const;

/** More letters than anyone reads on a page are shown without colours. */
const mostLetters = 200_000;
const mostRemembered = 2000;

let shared: Promise<CodeHighlighter> | undefined;

/** The one highlighter of this process: grammars and themes are loaded once, and only when needed. */
export function sharedHighlighter(): Promise<CodeHighlighter> {
  shared ??= createHighlighter();
  return shared;
}

async function createHighlighter(): Promise<CodeHighlighter> {
  const core = await createHighlighterCore({
    themes: [
      import('shiki/themes/github-light-high-contrast.mjs'),
      import('shiki/themes/github-dark-default.mjs'),
    ],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const remembered = new Map<string, readonly string[]>();
  return {
    load: async (languages) => {
      const loaded = new Set(core.getLoadedLanguages());
      const wanted = [...new Set(languages)]
        .map((one) => one.toLowerCase())
        .filter((one) => !loaded.has(one));
      await Promise.all(wanted.map((language) => loadLanguage(core, language)));
    },
    lines: (code, language) => {
      const key = `${language}\n${code}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const lines = highlightLines(core, code, language.toLowerCase());
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(key, lines);
      return lines;
    },
  };
}

async function loadLanguage(core: HighlighterCore, language: string): Promise<void> {
  const grammar = Object.entries(bundledLanguages).find(([name]) => name === language)?.[1];
  if (grammar !== undefined) await core.loadLanguage(grammar);
}

function highlightLines(core: HighlighterCore, code: string, language: string): readonly string[] {
  const text = code.replace(/\n$/, '');
  const plain = (): string[] => text.split('\n').map(escapeHtml);
  if (text.length > mostLetters || !core.getLoadedLanguages().includes(language)) return plain();
  const { tokens } = core.codeToTokens(text, {
    lang: language,
    themes,
    defaultColor: false,
    tokenizeMaxLineLength: 2000,
    tokenizeTimeLimit: 200,
  });
  return tokens.map((line) =>
    line
      .map((token) => {
        const style = Object.entries(token.htmlStyle ?? {}).map(([name, value]) => `${name}:${value}`);
        if (style.length === 0 || token.content.trim() === '') return escapeHtml(token.content);
        return `<span${htmlAttributes({ style: style.join(';') })}>${escapeHtml(token.content)}</span>`;
      })
      .join(''),
  );
}

/** The languages that a Markdown text's fences may be in, and perhaps a few words more. */
export function languagesIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/(?:`{3,}|~{3,})[ \t]*([A-Za-z][\w+#.-]*)/g)].map((one) => one[1] ?? '');
}
