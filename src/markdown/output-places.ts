import type { Env, MarkdownIt, Token } from 'markdown-it';

/** Makes the HTML of the place where a named cell's output goes. */
export type RenderOutput = (cellName: string, env: Env) => string;

const places = new WeakMap<Token, string>();

/** The cell whose output an `<!-- output: x -->` asks for; undefined for any other token. */
export function outputPlaceOf(token: Token): string | undefined {
  return places.get(token);
}

/** `<!-- output: x -->` on a line of its own: the output of the cell `x` goes here. */
export function outputPlaces(md: MarkdownIt, renderOutput: RenderOutput = () => ''): void {
  md.core.ruler.push('output_places', (state) => {
    for (const token of state.tokens) {
      const found = /^<!--\s*output:\s*(\S+)\s*-->\s*$/.exec(
        token.type === 'html_block' ? token.content.trim() : '',
      );
      if (found?.[1] === undefined) continue;
      token.type = 'output_place';
      places.set(token, found[1]);
    }
  });
  md.renderer.rules.output_place = (tokens, index, _options, env) => {
    const token = tokens[index];
    return renderOutput((token === undefined ? undefined : places.get(token)) ?? '', env ?? {});
  };
}
