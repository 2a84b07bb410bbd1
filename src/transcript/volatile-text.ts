/** A rule for text that is another at every run though nothing has changed. */
interface VolatileRule {
  /** What a reader of a difference sees in its place. */
  readonly shownAs: string;
  readonly pattern: RegExp;
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const clock = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?`;
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;

const temporary = '(?:/var)?/tmp/';
const random = String.raw`(?=[A-Za-z_]{0,11}\d|[A-Za-z_]{0,10}[a-z][A-Z])`;
const ended = String.raw`(?=$|[\s/:'")\]])`;

/** Every rule by its name. Dates without a time of day stay: few programs print today's. */
const rules: Readonly<Record<string, readonly VolatileRule[]>> = {
  durations: [
    {
      shownAs: '‹duration›',
      pattern:
        /(?<![\w.])(?:\d+h ?)?(?:\d+m ?)?\d+(?:[.,]\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds?)(?![\w/])/g,
    },
    // The shell's own `time`.
    { shownAs: '‹duration›', pattern: /\b\d+m\d+[.,]\d+s\b/g },
  ],
  'temporary-folders': [
    // As Nix names those of its builds and shells.
    {
      shownAs: '‹temporary›',
      pattern: /(?:(?:\/var)?\/tmp\/)?\bnix-(?:build|shell)[\w.+-]{0,200}-\d{1,20}(?:-\d{1,20})?\b/g,
    },
    // As mktemp, Nix's shells and Python name theirs.
    {
      shownAs: '‹temporary›',
      pattern: new RegExp(
        String.raw`${temporary}(?:(?:tmp|nix-shell)\.[A-Za-z0-9]{6,12}|tmp[a-z0-9_]{8})${ended}`,
        'gm',
      ),
    },
    // As others do: with a digit, or a capital after a small letter. A plain word is somebody's own folder.
    {
      shownAs: '‹temporary›',
      pattern: new RegExp(
        String.raw`${temporary}[\w.-]{0,100}(?:[.-]${random}[A-Za-z0-9_]{6,12}|\d{2,20}-\d{1,20}|\d{3,20})${ended}`,
        'gm',
      ),
    },
  ],
  times: [
    // As JSON has them: seconds or milliseconds since 1970.
    { shownAs: '‹time›', pattern: /(?<="[A-Za-z]*[Tt]ime(?:stamp)?": ?)\d{9,13}\b/g },
    { shownAs: '‹time›', pattern: new RegExp(String.raw`\b\d{4}-\d{2}-\d{2}[T ]${clock}${zone}`, 'g') },
    {
      shownAs: '‹time›',
      pattern: new RegExp(
        String.raw`\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:(?:${months}) {1,2}\d{1,2}|\d{1,2} (?:${months}))(?: \d{4})? ${clock}(?: [AP]M)?${zone}(?: \d{4})?`,
        'g',
      ),
    },
    { shownAs: '‹time›', pattern: new RegExp(String.raw`\b${clock}\b`, 'g') },
  ],
  'store-hashes': [{ shownAs: '‹hash›', pattern: /(?<=\/nix\/store\/)[0-9a-z]{32}(?=-)/g }],
};

/** The names of the rules, as a deck's `check.normalise` takes them. */
export const volatileRules: readonly string[] = Object.keys(rules);

/** The text with all that the named rules and a cell's own masks know to be volatile replaced by marks. */
export function normalise(
  text: string,
  by: { readonly rules: readonly string[]; readonly mask?: ((text: string) => string) | undefined },
): string {
  const masked = by.mask?.(text) ?? text;
  return Object.entries(rules)
    .filter(([name]) => by.rules.includes(name))
    .flatMap(([, own]) => own)
    .reduce((left: string, { pattern, shownAs }) => left.replace(pattern, shownAs), masked);
}
