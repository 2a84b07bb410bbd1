import type { ThemeRegistrationRaw } from 'shiki/core';

/** What a piece of code can be, for the eye: few kinds, each a colour of the palette (`--code-KIND`). */
const scopesOf = {
  comment: ['comment', 'punctuation.definition.comment', 'meta.shebang'],
  string: [
    'string',
    'punctuation.definition.string',
    'meta.preprocessor.string',
    'markup.inline.raw',
    'markup.fenced_code',
    'string.quoted variable.language.special.wildcard',
  ],
  // Where a string says something that is not itself.
  escape: [
    'constant.character.escape',
    'constant.other.placeholder',
    'punctuation.section.embedded',
    'punctuation.definition.template-expression',
    'string.regexp',
    'constant.character.entity',
    'constant.character.format.placeholder',
  ],
  keyword: [
    'keyword',
    'storage',
    'punctuation.definition.keyword',
    'entity.name.tag',
    'keyword.control.at-rule',
    'keyword.operator.new',
    'keyword.operator.expression',
    'keyword.operator.logical.python',
    'variable.language.this',
    'variable.language.self',
  ],
  constant: [
    'constant',
    'constant.numeric',
    'constant.language',
    'support.constant',
    'variable.other.constant',
    'keyword.other.unit',
  ],
  function: [
    'entity.name.function',
    'support.function',
    'entity.name.command',
    'meta.function-call.generic',
    'entity.other.attribute-name.class.css',
    'entity.name.type',
    'entity.name.class',
    'support.type',
    'support.class',
    'entity.other.inherited-class',
    'entity.name.section',
    'markup.heading',
    'entity.name.function.decorator',
    'punctuation.definition.decorator',
  ],
  name: [
    'entity.other.attribute-name',
    'support.type.property-name',
    'variable.other.assignment',
    'entity.name.tag.yaml',
    'keyword.key.toml',
    'support.type.property-name.json',
    'punctuation.support.type.property-name',
    'variable.other.property.definition',
    'meta.object-literal.key',
    'variable.other.member.definition',
  ],
  parameter: [
    'variable.parameter',
    'variable.other.normal',
    'variable.language',
    'punctuation.definition.variable',
    'variable.other.for',
    'variable.argument.css',
    'variable.css',
  ],
  punctuation: [
    'punctuation',
    'meta.brace',
    'keyword.operator',
    'storage.type.function.arrow',
    'constant.other.option',
    'meta.separator',
  ],
  link: ['string.unquoted.path', 'string.unquoted.spath', 'string.unquoted.uri', 'markup.underline.link'],
  added: ['markup.inserted', 'punctuation.definition.inserted'],
  removed: ['markup.deleted', 'punctuation.definition.deleted'],
  // Things that a grammar sees as more than they are.
  text: [
    'string.unquoted.argument',
    'string.unquoted.shell',
    'string.unquoted.plain.out.yaml',
    'variable.parameter.name.nix',
    'meta.template.expression',
    'punctuation.definition.entity.css',
    'source.nix string meta.embedded',
    'string.quoted.double.shell source',
  ],
} as const;

export type CodeKind = Exclude<keyof typeof scopesOf, 'text'>;

const colourOf = (kind: string): string => (kind === 'text' ? 'var(--code-text)' : `var(--code-${kind})`);

/** Our theme for shiki. Its colours are names; the style sheet says what they are, by day and by night. */
export const codeTheme: ThemeRegistrationRaw = {
  name: 'piste',
  type: 'light',
  fg: 'var(--code-text)',
  bg: 'transparent',
  settings: [
    { settings: { foreground: 'var(--code-text)' } },
    ...Object.entries(scopesOf).map(([kind, scope]) => ({
      scope: [...scope],
      settings: { foreground: colourOf(kind) },
    })),
  ],
};

/** The class of a token that shiki gave this colour, `c-KIND`; none for plain text. */
export function codeClass(colour: string | undefined): string | undefined {
  const kind = /^var\(--code-(\w+)\)$/.exec(colour ?? '')?.[1];
  return kind === undefined || kind === 'text' ? undefined : `c-${kind}`;
}
