/** Where the pages of a deck are, below the site's folder: `a%20b/article.html`. */
export const pageAddresses = (name: string) => ({
  slides: `${encodeURIComponent(name)}/`,
  article: `${encodeURIComponent(name)}/article.html`,
});

/** A file's path as an address. */
export const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
