import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import { escapeHtml } from '../html/escape.ts';
import { codeClass, codeTheme } from './code-colours.ts';

/** What tells the words of code apart. It is large, and read only when there is code that is not known yet. */
export interface CodeEngine {
  readonly has: (language: string) => boolean;
  readonly load: (languages: Iterable<string>) => Promise<void>;
  /** Each line of the code as HTML; undefined for a language that is not loaded. */
  readonly lines: (text: string, language: string) => readonly string[] | undefined;
}

export async function createCodeEngine(): Promise<CodeEngine> {
  const core = await createHighlighterCore({
    themes: [codeTheme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const loaded = new Set<string>();
  return {
    has: (language) => loaded.has(language),
    async load(languages) {
      const grammars = Object.entries(bundledLanguages);
      const wanted = [...languages].filter((language) => !loaded.has(language));
      await Promise.all(
        wanted.map((language) => {
          const grammar = grammars.find(([name]) => name === language)?.[1];
          return grammar && core.loadLanguage(grammar);
        }),
      );
      for (const language of core.getLoadedLanguages()) loaded.add(language);
    },
    lines(text, language) {
      if (!loaded.has(language)) return undefined;
      const { tokens } = core.codeToTokens(text, {
        lang: language,
        theme: 'piste',
        tokenizeMaxLineLength: 2000,
        tokenizeTimeLimit: 200,
      });
      return tokens.map((line) =>
        line
          .map((token) => {
            const kind = token.content.trim() === '' ? undefined : codeClass(token.color);
            const html = escapeHtml(token.content);
            return kind === undefined ? html : `<span class="${kind}">${html}</span>`;
          })
          .join(''),
      );
    },
  };
}
