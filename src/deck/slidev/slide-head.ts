/** What a slide's own front matter makes of it. */
export interface SlideHead {
  /** Of its `<section>`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** A picture that its layout shows, beside or behind the text. */
  readonly picture: string | undefined;
  /** An address that its layout would frame. */
  readonly address: string | undefined;
  readonly isHidden: boolean;
  /** Another file, whose slides stand in its place. */
  readonly source: string | undefined;
  /** What of it cannot be shown here, with the edit that mends it. */
  readonly flaws: readonly { readonly key: string; readonly message: string; readonly mend: string }[];
}

const layouts: Readonly<Record<string, string>> = {
  default: '',
  none: '',
  cover: 'layout-title',
  intro: 'layout-title',
  center: 'layout-center',
  section: 'layout-section',
  statement: 'layout-statement',
  fact: 'layout-fact',
  quote: 'layout-quote',
  end: 'layout-end',
  full: 'layout-full',
  'two-cols': 'layout-two-columns',
  'two-cols-header': 'layout-two-columns',
  image: 'layout-image',
  'image-left': 'layout-image-left',
  'image-right': 'layout-image-right',
  iframe: '',
  'iframe-left': '',
  'iframe-right': '',
};

/** Reads a slide's front matter; `isFirst`: without a layout, Slidev makes a cover of it. */
export function readSlideHead(data: Readonly<Record<string, unknown>>, isFirst: boolean): SlideHead {
  const flaws: { key: string; message: string; mend: string }[] = [];
  const text = (key: string): string | undefined => {
    const value = data[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const local = (key: string): string | undefined => {
    const address = text(key);
    if (address === undefined || !isForeign(address)) return address?.replace(/^(?:@\/|\/)(?!\/)/, '');
    flaws.push({
      key,
      message: `\`${key}\` is on another host, from which nothing is loaded: ${address.slice(0, 80)}`,
      mend: 'put the picture beside the deck and name it there',
    });
    return undefined;
  };
  const layout = text('layout') ?? (isFirst ? 'cover' : 'default');
  const picture = layout.startsWith('image') ? local('image') : undefined;
  const known = Object.hasOwn(layouts, layout) ? layouts[layout] : undefined;
  if (known === undefined) {
    flaws.push({
      key: 'layout',
      message: `the layout \`${layout.slice(0, 40)}\` is no layout of Slidev's own: the slide has the plain one`,
      mend: `give it a style: \`.layout-${className(layout)}\``,
    });
  }
  const layoutClass = known ?? `layout-${className(layout)}`;
  const background = text('background');
  const paint = background !== undefined && isPaint(background);
  const image = background === undefined || paint ? undefined : local('background');
  const classes = [
    layout.startsWith('image') && picture === undefined ? '' : layoutClass,
    ...(Array.isArray(data.class) ? data.class.map(String) : [text('class') ?? '']),
  ].filter((one) => one !== '');
  const alias = text('routeAlias');
  const attributes = {
    id: alias !== undefined && /^[A-Za-z][\w-]*$/.test(alias) ? alias : undefined,
    class: classes.length === 0 ? undefined : classes.join(' '),
    'data-transition': revealTransition(data.transition),
    'data-background': paint ? background : undefined,
    'data-background-image': image,
    'data-background-size': image === undefined ? undefined : text('backgroundSize'),
    'data-visibility': data.hide === true || data.disabled === true ? 'hidden' : undefined,
  };
  return {
    attributes: definedOnes(attributes),
    picture,
    address: layout.startsWith('iframe') ? text('url') : undefined,
    isHidden: attributes['data-visibility'] !== undefined,
    source: text('src'),
    flaws,
  };
}

/** reveal.js' transition for one of Slidev's; undefined where it says nothing that reveal.js could do. */
export function revealTransition(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.split('|')[0]?.trim() : undefined;
  if (name === undefined || name === '') return undefined;
  if (name.startsWith('fade') || name === 'view-transition') return 'fade';
  if (name.startsWith('slide')) return 'slide';
  return ['none', 'zoom', 'convex', 'concave'].find((one) => one === name);
}

/** Whether an address leads to another host. */
export const isForeign = (address: string): boolean => /^(?:[a-z][\w+.-]*:)?\/\//i.test(address);

const isPaint = (value: string): boolean =>
  /^(?:#[\da-f]{3,8}|[a-z]+|(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\([^()]*\)|(?:repeating-)?(?:linear|radial|conic)-gradient\(.*\))$/i.test(
    value,
  );

const className = (name: string): string => name.replace(/[^\w-]+/g, '-').slice(0, 40);

function definedOnes(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
