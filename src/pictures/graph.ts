/** A graph, before it is drawn; edges name their ends by their place in `nodes`. */
export interface Graph {
  readonly directed: boolean;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** What it is called in the source: of a store path, the path's name with its hash. */
  readonly name: string;
  /** What is written in its box. */
  readonly lines: readonly string[];
  /** Stands out: what was asked for, or what its author has made bold or filled. */
  readonly stressed: boolean;
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly label: string | undefined;
}

/** A graph with its places, in points, from the upper left. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** A path through Bézier points, the tip of its arrow if it has one, and where its label stands. */
  readonly edges: readonly {
    readonly points: readonly Point[];
    readonly tip: Point | undefined;
    readonly labelAt: Point | undefined;
  }[];
}

export type Point = readonly [x: number, y: number];

/** The type in boxes, in points: letters of one width, so that a box can be cut to its text before it is drawn. */
export const nodeType = { size: 14, charWidth: 8.4, lineHeight: 18, padX: 11, padY: 7 } as const;
