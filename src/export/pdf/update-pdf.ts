import { pagesOf, readPdf } from './read-pdf.ts';

/** A line of a PDF's outline, and those below it. */
export interface OutlineEntry {
  readonly title: string;
  /** From 0. */
  readonly page: number;
  readonly children?: readonly OutlineEntry[];
}

export interface PdfAbout {
  readonly title: string;
  readonly authors: readonly string[];
  readonly creator: string;
  /** In place of the outline that Chromium has made, if it has made one. */
  readonly outline?: readonly OutlineEntry[];
}

/**
 * A PDF of Chromium's with what it says of itself put right, as an addition at its end; times of its making are taken out,
 * so that the same deck makes the same file.
 */
export function updatePdf(bytes: Uint8Array, about: PdfAbout): Uint8Array {
  const pdf = readPdf(bytes);
  const objects = new Map<number, string>();
  let next = pdf.size;
  const producer = /\/Producer (\((?:\\.|[^\\)])*\))/.exec(pdf.dictionary(pdf.info))?.[1];
  objects.set(
    pdf.info,
    [
      `/Title ${pdfText(about.title)}`,
      ...(about.authors.length === 0 ? [] : [`/Author ${pdfText(about.authors.join(', '))}`]),
      `/Creator ${pdfText(about.creator)}`,
      ...(producer === undefined ? [] : [`/Producer ${producer}`]),
    ].join('\n'),
  );
  if (about.outline !== undefined && about.outline.length > 0) {
    const pages = pagesOf(pdf);
    const root = next++;
    const { first, last, count } = addEntries(about.outline, root);
    objects.set(root, `/Type /Outlines\n/First ${first} 0 R\n/Last ${last} 0 R\n/Count ${count}`);
    const catalog = pdf.dictionary(pdf.root).replace(/\/Outlines \d+ 0 R\s*/, '');
    objects.set(pdf.root, `${catalog.trim()}\n/Outlines ${root} 0 R\n/PageMode /UseOutlines`);

    function addEntries(entries: readonly OutlineEntry[], parent: number) {
      const numbers = entries.map(() => next++);
      let count = entries.length;
      entries.forEach(({ title, page, children = [] }, index) => {
        const own = numbers[index] ?? 0;
        const lines = [`/Title ${pdfText(title)}`, `/Parent ${parent} 0 R`];
        const target = pages[page];
        if (target !== undefined) lines.push(`/Dest [${target} 0 R /Fit]`);
        if (index > 0) lines.push(`/Prev ${numbers[index - 1]} 0 R`);
        if (index < entries.length - 1) lines.push(`/Next ${numbers[index + 1]} 0 R`);
        if (children.length > 0) {
          const below = addEntries(children, own);
          lines.push(`/First ${below.first} 0 R`, `/Last ${below.last} 0 R`, `/Count ${below.count}`);
          count += below.count;
        }
        objects.set(own, lines.join('\n'));
      });
      return { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0, count };
    }
  }
  return withObjects(withoutTimes(bytes, pdf.span(pdf.info)), objects, {
    size: next,
    root: pdf.root,
    info: pdf.info,
    before: pdf.tableAt,
  });
}

/** The times stand in what is replaced below, but would still make each file another. */
function withoutTimes(bytes: Uint8Array, [start, end]: readonly [number, number]): Uint8Array {
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const copy = Uint8Array.from(bytes);
  copy.set(Buffer.from(text.replace(/(?<=\(D:)\d{14}/g, '19700101000000'), 'latin1'), start);
  return copy;
}

function withObjects(
  bytes: Uint8Array,
  objects: ReadonlyMap<number, string>,
  { size, root, info, before }: Readonly<Record<'size' | 'root' | 'info' | 'before', number>>,
): Uint8Array {
  const parts: string[] = ['\n'];
  let at = bytes.length + 1;
  const entries: string[] = [];
  for (const [number, dictionary] of [...objects].sort(([one], [other]) => one - other)) {
    const text = `${number} 0 obj\n<<${dictionary}>>\nendobj\n`;
    entries.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    parts.push(text);
    at += text.length;
  }
  parts.push(
    `xref\n${entries.join('')}`,
    `trailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/Prev ${before}>>\n`,
    `startxref\n${at}\n%%EOF\n`,
  );
  return Buffer.concat([bytes, Buffer.from(parts.join(''), 'latin1')]);
}

/** Text of any letters, as PDF has it. */
function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}
