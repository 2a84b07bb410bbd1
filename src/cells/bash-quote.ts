/** A text as one word of bash, whatever is in it, in single quotes. */
export function bashQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
