/** What has to be known of a PDF to add to it: as Chromium writes it, with a plain table of its objects at the end. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  /** Where the table of objects begins. */
  readonly tableAt: number;
  /** One more than the highest number of an object. */
  readonly size: number;
  readonly root: number;
  readonly info: number;
  /** The dictionary of an object, between `<<` and `>>`, as one letter a byte. */
  readonly dictionary: (object: number) => string;
  /** Where an object's own text begins and ends. */
  readonly span: (object: number) => readonly [start: number, end: number];
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);

/** Reads the table of a PDF's objects. Throws where the file is none, or has its table in another form. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const tail = latin1(bytes, Math.max(0, bytes.length - 1024), bytes.length);
  const tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  const table = Number.isNaN(tableAt) ? '' : latin1(bytes, tableAt, bytes.length);
  const head = /^xref\s+0 (\d+)\s+/.exec(table);
  const trailer = table.slice(table.indexOf('trailer'));
  const root = /\/Root (\d+) 0 R/.exec(trailer)?.[1];
  const info = /\/Info (\d+) 0 R/.exec(trailer)?.[1];
  if (head === null || root === undefined || info === undefined)
    throw new Error('this PDF has its objects listed in a form that is not known here');
  const size = Number(head[1]);
  const offsetOf = (object: number): number => {
    const entry = table.slice(head[0].length + object * 20, head[0].length + object * 20 + 20);
    if (!/^\d{10} \d{5} n/.test(entry)) throw new Error(`this PDF has no object ${object}`);
    return Number(entry.slice(0, 10));
  };
  const span = (object: number): readonly [number, number] => {
    const start = offsetOf(object);
    const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('endobj', start);
    return [start, end];
  };
  return {
    bytes,
    tableAt,
    size,
    root: Number(root),
    info: Number(info),
    span,
    dictionary(object) {
      const text = latin1(bytes, ...span(object));
      return text.slice(text.indexOf('<<') + 2, text.lastIndexOf('>>'));
    },
  };
}

/** The objects of a PDF's pages, in their order. */
export function pagesOf(pdf: PdfFile): readonly number[] {
  const below = (object: number): readonly number[] => {
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(pdf.dictionary(object))?.[1];
    if (kids === undefined) return [object];
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => below(Number(kid)));
  };
  const pages = /\/Pages (\d+) 0 R/.exec(pdf.dictionary(pdf.root))?.[1];
  return pages === undefined ? [] : below(Number(pages));
}
