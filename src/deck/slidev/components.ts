import type { MarkdownIt } from 'markdown-it';
import { escapeHtml } from '../../html/escape.ts';
import { rewriteProse } from '../code-regions.ts';
import type { NoteFlaw } from './snippets.ts';

const tag = /<(\/?)([A-Za-z][\w.:-]{0,60})((?:"[^"]{0,1000}"|'[^']{0,1000}'|[^"'<>]){0,1500}?)(\/?)>/g;
const iconSets = new Set(
  `akar-icons ant-design bi bx bxl bxs carbon cib codicon devicon ep eva fa fa6 fluent heroicons ic icon-park la line-md
  logos lucide material-symbols mdi noto octicon openmoji ph ri simple-icons skill-icons svg-spinners tabler twemoji uil
  uim vscode-icons`.split(/\s+/),
);
/** What becomes reveal.js' fragments, by the rules of the page's own Markdown. */
const clicks = /^(?:v-?clicks?|v-?after|v-?switch)$/i;
/** As text they would say nothing. */
const drawn = new Set(['arrow', 'v-drag-arrow', 'vdragarrow']);
const lowerCased = new Set(['toc', 'tweet', 'youtube', 'bluesky', 'poweredbyslidev']);
const directive =
  /\s(?:@[\w:.-]+|#[\w.-]+|:[A-Za-z][\w.-]*|v-(?!click|after|clicks|switch)[\w:.-]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * What of a Slidev slide needs Vue, made readable without it: a component stands as text, one with something in it
 * gives its place to that, an icon is left out, and elements lose their directives. Each is noted once in `told`.
 */
export function withoutComponents(
  md: MarkdownIt,
  text: string,
  lineAt: (offset: number) => number,
  told: Set<string>,
  flaw: NoteFlaw,
): string {
  const note = (name: string, offset: number, message: string, mend: string): void => {
    if (!told.has(name)) flaw(lineAt(offset), message, mend);
    told.add(name);
  };
  const shown = rewriteProse(md, text, tag, (found, offset) => {
    const [whole = '', slash = '', name = '', attributes = '', end = ''] = found;
    if (clicks.test(name)) return whole;
    if (isIcon(name)) {
      note('icons', offset, `the icon \`<${name}>\` is left out: icons come from Slidev`, 'write an emoji');
      return `<span class="icon${fill(whole)}"></span>`;
    }
    if (drawn.has(name.toLowerCase())) {
      note(
        'arrow',
        offset,
        `\`<${name}>\` is left out: it is drawn by Slidev`,
        'remove it, or draw it in a picture',
      );
      return `<span class="component${fill(whole)}"></span>`;
    }
    if (!isComponent(name)) return withoutDirectives(whole, name, slash, offset, note);
    const mend = 'write what it shows as Markdown or HTML';
    if (end === '/') {
      note(name, offset, `\`<${name}>\` needs Vue: it is shown as text`, mend);
      const written = `<${name}${attributes.trimEnd()}${end === '/' ? ' /' : ''}>`;
      return `<code class="component">${escapeText(written)}</code>`;
    }
    if (slash === '') note(name, offset, `\`<${name}>\` needs Vue: only what is in it is shown`, mend);
    return slash === '' ? `<span class="component${fill(whole)}">` : '</span>';
  });
  rewriteProse(md, shown, /(?<!\\)\{\{(?![<%#])[^{}\n]{1,200}\}\}/g, ([whole = ''], offset) => {
    note('{{', offset, `\`${whole}\` needs Vue: it is shown as text`, 'write what it stands for');
    return whole;
  });
  return shown;
}

function withoutDirectives(
  whole: string,
  name: string,
  slash: string,
  offset: number,
  note: (name: string, offset: number, message: string, mend: string) => void,
): string {
  // A template is shown by Vue only; the page's Markdown knows those of `<v-switch>`.
  if (slash === '/' || name === 'template') return whole;
  return whole.replace(directive, (written) => {
    const word = /[^\s=]+/.exec(written)?.[0] ?? '';
    note(
      'directives',
      offset,
      `\`${word}\` needs Vue: \`<${name}>\` is shown without it`,
      `remove \`${word}\``,
    );
    // To CommonMark `@click` is no attribute, and its tag no tag. No line may be left blank: it would end the HTML.
    return /^\s[@#]/.test(written)
      ? `${/^\s/.exec(written)?.[0] ?? ' '}data-vue="${fill(written.trimStart())}"`
      : written;
  });
}

const isIcon = (name: string): boolean =>
  /^[a-z][\w-]*:[\w-]+$/.test(name)
    ? !name.startsWith('http') && !name.startsWith('mailto')
    : [...iconSets].some((set) => name.startsWith(`${set}-`));

const isComponent = (name: string): boolean =>
  !name.includes(':') &&
  (/^[A-Z][a-z0-9]*[A-Za-z0-9]*$/.test(name)
    ? name !== name.toUpperCase()
    : name.startsWith('v-') || lowerCased.has(name));

/** As many lines as what it stands for, none of them blank. */
const fill = (text: string): string => '\n-'.repeat(text.split('\n').length - 1);

/** Also what Markdown would read as a mark of its own. */
const escapeText = (text: string): string =>
  escapeHtml(text).replace(/[*_`{}[\]:$~\\|]/g, (char) => `&#${char.charCodeAt(0)};`);
