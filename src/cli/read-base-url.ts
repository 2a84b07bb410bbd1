import { ConfigError } from '../errors.ts';

/** Where a site is or will be, as a folder. Throws `ConfigError` for what is no address. */
export function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ConfigError(`--base-url ${text} is no address`, '--base-url https://example.org/talks/');
  url.hash = '';
  url.search = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
