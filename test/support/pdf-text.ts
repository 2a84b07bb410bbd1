import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What poppler, which is not ours, reads in a PDF. */
export interface ReadPdf {
  /** `Title`, `Author`, `Pages` and so on, as `pdfinfo` tells them. */
  readonly info: Readonly<Record<string, string>>;
  /** The words of each page. */
  readonly pages: readonly string[];
  /** Lines of the outline with their pages from 1, those below others indented. */
  readonly outline: readonly string[];
  /** Where links lead: addresses, and pages from 1 for those within the file. */
  readonly links: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

/** Reads a PDF with poppler-utils. */
export function readPdfText(bytes: Uint8Array): ReadPdf {
  const folder = mkdtempSync(join(tmpdir(), 'piste-pdf-'));
  try {
    const file = join(folder, 'read.pdf');
    writeFileSync(file, bytes);
    const run = (command: string, ...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
      if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
      return stdout;
    };
    const xml = run('pdftohtml', '-xml', '-i', '-hidden', '-stdout', file);
    let depth = 0;
    const outline: string[] = [];
    for (const [, tag, page, text] of xml.matchAll(/<(\/?outline)>|<item page="(\d+)">([^<]*)<\/item>/g)) {
      if (tag === 'outline') depth++;
      else if (tag === '/outline') depth--;
      else outline.push(`${'  '.repeat(depth - 1)}${text} ${page}`);
    }
    return {
      info: Object.fromEntries(
        run('pdfinfo', file)
          .split('\n')
          .flatMap((line) => {
            const [, key, value] = /^([^:]+):\s+(.*)$/.exec(line) ?? [];
            return key === undefined ? [] : [[key, value ?? '']];
          }),
      ),
      pages: run('pdftotext', '-layout', file, '-').split('\f').slice(0, -1),
      outline,
      links: [...xml.matchAll(/<a href="([^"]*)">/g)].map(([, href = '']) =>
        href.replace(/^.*\.(?:html|xml|pdf)?#(\d+)$/, 'page $1').replaceAll('&amp;', '&'),
      ),
      fonts: run('pdffonts', file)
        .split('\n')
        .slice(2)
        .filter((line) => line !== '')
        .map((line) => ({
          name: line.split(/\s+/)[0] ?? '',
          embedded: /\byes\s+(?:yes|no)\s+(?:yes|no)\s+\d+/.test(line),
        })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
