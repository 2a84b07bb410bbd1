const storePath = /(?:\/nix\/store\/)?\b[0-9a-df-np-sv-z]{32}-([\w+.?=-]+)/g;
const storePathWhole = new RegExp(`^${storePath.source}`);

/** A text in which store paths stand by their names: `/nix/store/HASH-hello-2.12/bin` as `hello-2.12/bin`. */
export function withoutHashes(text: string): string {
  return text.replace(storePath, '$1');
}

/** The length of the store path, with or without its folder, that a text begins with; 0 if it begins with none. */
export function storePathLength(text: string): number {
  return storePathWhole.exec(text)?.[0].length ?? 0;
}
