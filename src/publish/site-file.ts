/** A file of a site: where it lies below the site's folder, and what is in it. */
export interface SiteFile {
  readonly path: string;
  /** Its text or bytes, or the file that it is a copy of. */
  readonly content: string | Uint8Array | { readonly copyOf: string };
}
