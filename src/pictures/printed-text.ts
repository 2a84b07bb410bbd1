// Programs that ask whether stderr is a terminal colour their stdout too.
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/g;

/** Data as text: UTF-8, line ends as `\n`, without control characters and a terminal's escape sequences. */
export function printedText(data: Buffer): string {
  return data
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(escapes, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '');
}
