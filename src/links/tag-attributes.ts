const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The attributes of a raw tag (`<img src=x alt>`), their names in lower case; one without a value has ''. */
export function tagAttributes(tag: string): ReadonlyMap<string, string> {
  const inside = tag.replace(/^<[A-Za-z][\w-]*/, '').replace(/\/?>$/, '');
  return new Map(
    [...inside.matchAll(attribute)].map((one) => [
      (one[1] ?? '').toLowerCase(),
      (one[2] ?? one[3] ?? one[4] ?? '').replaceAll('&amp;', '&'),
    ]),
  );
}
