/**
 * Why a path may not name a file below a folder, or undefined if it may: absolute, `..`, a home, a drive,
 * percent-encoded dots or slashes, backslashes, control characters. Symbolic links are for whoever opens it.
 */
export function whyNotConfined(path: string): string | undefined {
  if (path.trim() === '') return 'the path is empty';
  if (/[\0-\x1f\x7f]/.test(path)) return 'the path has a control character';
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return 'the path is absolute';
  if (path.startsWith('~')) return 'the path is in a home folder';
  if (path.includes('\\')) return 'the path has a backslash';
  if (/%(?:2e|2f|5c|00)/i.test(path)) return 'the path is percent-encoded';
  if (path.split('/').includes('..')) return 'the path leaves its folder by `..`';
  if (path.endsWith('/')) return 'the path is a folder';
  if (/^\.(?:\/\.)*$/.test(path)) return 'the path is a folder';
  return undefined;
}
