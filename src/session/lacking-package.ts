/** What a package set offers: store name (`go-1.24.4`) to attribute (`go`). */
export type Offers = ReadonlyMap<string, string>;

/** Lines of `store name<TAB>attribute`. */
export const readOffers = (text: string): Offers =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [name = '', attribute] = line.split('\t');
      return attribute === undefined ? [] : [[name, attribute] as const];
    }),
  );

/**
 * The attribute that an environment lacks, told from what Nix printed when it could not take one of Debian's packages
 * from the mirror, which no session reaches; undefined when that is not what went wrong.
 */
export function lackingPackage(output: string, offers: Offers): string | undefined {
  const plain = output.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').replace(/\s+/g, ' ');
  if (!plain.includes('mirror://debian/')) return undefined;
  const failed = [...plain.matchAll(/\/nix\/store\/[a-z0-9]{32}-([^\s']+?)\.drv/g)].map(
    ([, name = '']) => name,
  );
  return failed.map((name) => offers.get(name)).findLast((attribute) => attribute !== undefined);
}

/** The attribute of the same name as a command that the shell has not found; undefined where there is none. */
export function lackingCommand(output: string, offers: Offers): string | undefined {
  const attributes = new Set(offers.values());
  return [...output.matchAll(/: (?:line \d+: )?([\w.+-]{1,60}): command not found/g)]
    .map(([, name = '']) => name)
    .findLast((name) => attributes.has(name));
}

/** The reason, with the line that mends it. */
export const lackingReason = (attribute: string, packages: readonly string[]): string =>
  `this deck's environment has no \`${attribute}\`: write \`environment: { packages: [${[...packages, attribute].join(', ')}] }\` at its top`;
