/** Something that a site says and that is not so, or no longer. */
export interface Difference {
  /** The file below the site. */
  readonly path: string;
  readonly cell?: string;
  /** Of the cell, in its deck. */
  readonly line?: number;
  readonly message: string;
  /** The command that mends it. */
  readonly mend: string;
}
