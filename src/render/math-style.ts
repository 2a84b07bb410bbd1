/** The style sheet of formulas, beside the page's own; none for a page without a formula. */
export function mathStyles(styles: readonly string[], body: string): readonly string[] {
  const own = styles.find((href) => /(?:^|\/)(?:slides|article)\.css$/.test(href));
  if (own === undefined || !body.includes('class="katex"')) return [];
  return [own.replace(/(?:slides|article)\.css$/, 'math.css')];
}
