import { EmulatedRegExp } from 'oniguruma-to-es';
import { codeToTokensBase, createShikiPrimitiveAsync } from 'shiki/core';
import { createJavaScriptRegexEngine, defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import { escapeHtml } from '../html/escape.ts';
import { codeClass, codeTheme } from './code-colours.ts';
import { compiledPatterns, type PatternTable } from './compiled-patterns.ts';

/** What tells the words of code apart. It is large, and read only when there is code that is not known yet. */
export interface CodeEngine {
  readonly has: (language: string) => boolean;
  readonly load: (languages: Iterable<string>) => Promise<void>;
  /** Each line of the code as HTML; a line stays plain from where it took too long. Undefined for a language that is not loaded. */
  readonly lines: (text: string, language: string, limitMs: number) => readonly string[] | undefined;
}

/** `compiled`: what need not be compiled here. */
export async function createCodeEngine(compiled = compiledPatterns): Promise<CodeEngine> {
  const tables: PatternTable[] = [];
  const core = await createShikiPrimitiveAsync({
    themes: [codeTheme],
    langs: [],
    engine: createJavaScriptRegexEngine({
      forgiving: true,
      regexConstructor: (pattern) => patternOf(pattern, tables),
    }),
  });
  const loaded = new Set<string>();
  return {
    has: (language) => loaded.has(language),
    async load(languages) {
      const grammars = Object.entries(bundledLanguages);
      const wanted = [...languages].filter((language) => !loaded.has(language));
      await Promise.all(
        wanted.map(async (language) => {
          const grammar = await grammars.find(([name]) => name === language)?.[1]();
          if (grammar === undefined) return;
          const parts = grammar.default.filter(({ name }) => Object.hasOwn(compiled, name));
          const read = await Promise.all(parts.map(({ name }) => compiled[name]?.()));
          tables.push(...read.flatMap((one) => (one === undefined ? [] : [one.patterns])));
          await core.loadLanguage(grammar.default);
        }),
      );
      for (const language of core.getLoadedLanguages()) loaded.add(language);
    },
    lines(text, language, limitMs) {
      if (!loaded.has(language)) return undefined;
      const tokens = codeToTokensBase(core, text, {
        lang: language,
        theme: 'piste',
        tokenizeMaxLineLength: 2000,
        tokenizeTimeLimit: limitMs,
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

function patternOf(pattern: string, tables: readonly PatternTable[]): RegExp {
  const table = tables.find((one) => Object.hasOwn(one, pattern));
  const [source, flags, emulation] = table?.[pattern] ?? [];
  if (source === undefined) return defaultJavaScriptRegexConstructor(pattern, { target: 'auto' });
  return emulation === undefined ? new RegExp(source, flags) : new EmulatedRegExp(source, flags, emulation);
}
