import type { StateBlock } from 'markdown-it';

/** What is folded until it is asked for, by the names that authors know it under. */
const foldNames: Readonly<Record<string, Fold['kind']>> = {
  hint: 'hint',
  solution: 'solution',
  answer: 'solution',
  details: 'details',
  dropdown: 'details',
};

/** A container that its reader opens. */
export interface Fold {
  readonly kind: 'hint' | 'solution' | 'details';
  /** What its author calls it, in Markdown; empty where nothing is said. */
  readonly title: string;
}

/** The line that opens a container. */
export interface ContainerOpening {
  readonly name: string;
  /** Its brace group, as it is written. */
  readonly braces: string;
  readonly fold: Fold | undefined;
}

// `::: hint Title`, `:::hint[Title]` as Docusaurus has it, `:::{dropdown} Title` as MyST has it.
const beginning = /^:{3,}[ \t]*(?:\{([a-z]+)\}|([A-Za-z][\w-]*))/;

/** Reads `::: name`; text after the name is a title, which only what is folded has. */
export function readContainerOpening(line: string): ContainerOpening | undefined {
  const found = beginning.exec(line);
  if (found === null) return undefined;
  const name = found[1] ?? found[2] ?? '';
  const kind = Object.hasOwn(foldNames, name) ? foldNames[name] : undefined;
  const after = line.slice(found[0].length);
  const { text, braces } = takeBraces(withoutColons(after.trim()));
  if (kind === undefined)
    return text === '' && found[1] === undefined ? { name, braces, fold: undefined } : undefined;
  if (text !== '' && !/^[ \t[]/.test(after)) return undefined;
  const said = /\b(?:title|summary)=(?:"([^"]*)"|'([^']*)')/.exec(braces);
  const title = said?.[1] ?? said?.[2] ?? (/^\[[^[\]]*\]$/.test(text) ? text.slice(1, -1) : text);
  return { name, braces: braces.replace(said?.[0] ?? '', ''), fold: { kind, title: title.trim() } };
}

/** Colons at the end are there for the eye. */
function withoutColons(text: string): string {
  let end = text.length;
  while (text[end - 1] === ':') end--;
  return text.slice(0, end).trimEnd();
}

function takeBraces(text: string): { readonly text: string; readonly braces: string } {
  const at = text.endsWith('}') ? text.lastIndexOf('{') : -1;
  const braces = at < 0 ? '' : text.slice(at);
  return braces === '' || braces.indexOf('}') < braces.length - 1
    ? { text, braces: '' }
    : { text: text.slice(0, at).trim(), braces };
}

/** The line of the `:::` that ends a container, or of what ends the block around it. Fences hide theirs. */
export function closingLine(state: StateBlock, startLine: number, endLine: number): number {
  let depth = 1;
  let fence = '';
  for (let line = startLine + 1; line < endLine; line++) {
    const text = lineOf(state, line);
    if (text !== '' && (state.sCount[line] ?? 0) < state.blkIndent) return line;
    const mark = /^(?:`{3,}|~{3,})/.exec(text)?.[0] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && text.slice(mark.length).trim() === '') fence = '';
    } else if (mark !== '') fence = mark;
    else if (readContainerOpening(text)) depth++;
    else if (/^:{3,}[ \t]*$/.test(text) && --depth === 0) return line;
  }
  return endLine;
}

export const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

export const indentOf = (state: StateBlock, line: number): number =>
  (state.sCount[line] ?? 0) - state.blkIndent;
