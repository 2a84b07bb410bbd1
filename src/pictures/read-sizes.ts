import type { Phrases } from '../words/phrases.ts';
import type { JsonNode } from './read-json.ts';
import { withoutHashes } from './store-name.ts';

/** Something that takes up room: its name for a label, what it is in full, and its bytes. */
export interface Part {
  readonly name: string;
  readonly whole: string;
  readonly bytes: number;
  /** Whether it stands for several that are too small to be told. */
  readonly isRest?: boolean;
}

/** Parts that belong together, the largest first. */
export interface Closure {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly bytes: number;
}

/** What Nix says of a store path; `closureBytes` where it was asked for. */
interface PathInfo {
  readonly path: string;
  readonly bytes: number;
  readonly closureBytes: number | undefined;
  readonly references: readonly string[];
}

/**
 * Reads `nix path-info --json`, as a list and as an object, or `{"title": {"part": bytes}}`; undefined if a document is
 * neither.
 */
export function readSizes(documents: readonly JsonNode[], phrases: Phrases): readonly Closure[] | undefined {
  const closures = documents.map((node) => closuresOf(node, phrases));
  return closures.every((one) => one !== undefined) ? closures.flat() : undefined;
}

function closuresOf(node: JsonNode, phrases: Phrases): readonly Closure[] | undefined {
  const infos = pathInfos(node);
  if (infos !== undefined) return [closureOfPaths(infos, phrases)];
  if (node.type !== 'object' || node.entries.length === 0) return undefined;
  const only = partsOf(node);
  if (only !== undefined) return [closureOf('', only)];
  const named = node.entries.map(([title, value]) => ({ title, parts: partsOf(value) }));
  const read = named.flatMap(({ title, parts }) => (parts === undefined ? [] : [closureOf(title, parts)]));
  return read.length === named.length ? read : undefined;
}

function closureOf(title: string, parts: readonly Part[]): Closure {
  const kept = parts.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  return { title: withoutHashes(title), parts: kept, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function partsOf(node: JsonNode): readonly Part[] | undefined {
  if (node.type !== 'object' || node.entries.length === 0) return undefined;
  const parts = node.entries.map(([whole, value]) => ({
    name: withoutHashes(whole),
    whole,
    bytes: bytesOf(value),
  }));
  return parts.every((part): part is Part => part.bytes !== undefined) ? parts : undefined;
}

const bytesOf = (node: JsonNode | undefined): number | undefined => {
  const bytes = node?.type === 'number' ? Number(node.text) : Number.NaN;
  // Above this sums are no longer exact, and areas no longer numbers.
  return bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined;
};

function pathInfos(node: JsonNode): readonly PathInfo[] | undefined {
  const listed: (readonly [string | undefined, JsonNode])[] | undefined =
    node.type === 'array'
      ? node.items.map((item) => [undefined, item] as const)
      : node.type === 'object'
        ? [...node.entries]
        : undefined;
  if (listed === undefined || listed.length === 0) return undefined;
  const infos: PathInfo[] = [];
  for (const [key, value] of listed) {
    if (value.type !== 'object') return undefined;
    const fields = new Map(value.entries);
    const stated = fields.get('path');
    const path = key ?? (stated?.type === 'string' ? stated.value : undefined);
    const bytes = bytesOf(fields.get('narSize'));
    if (path === undefined || bytes === undefined) return undefined;
    const references = fields.get('references');
    infos.push({
      path,
      bytes,
      closureBytes: bytesOf(fields.get('closureSize')),
      references:
        references?.type === 'array'
          ? references.items.flatMap((one) => (one.type === 'string' ? [one.value] : []))
          : [],
    });
  }
  return infos;
}

function closureOfPaths(infos: readonly PathInfo[], { say }: Phrases): Closure {
  const needed = new Set(infos.flatMap(({ path, references }) => references.filter((one) => one !== path)));
  const root = infos
    .filter(({ path }) => !needed.has(path))
    .reduce<PathInfo | undefined>(
      (most, one) =>
        (one.closureBytes ?? one.bytes) > (most?.closureBytes ?? most?.bytes ?? -1) ? one : most,
      undefined,
    );
  const parts = infos.map(({ path, bytes }) => ({ name: withoutHashes(path), whole: path, bytes }));
  // Without `--recursive` a path comes alone, and its closure only as a sum.
  const [alone, ...others] = infos;
  const rest = others.length === 0 ? (alone?.closureBytes ?? 0) - (alone?.bytes ?? 0) : 0;
  if (rest > 0) parts.push({ name: say('picture.needs'), whole: say('picture.needsWhole'), bytes: rest });
  return closureOf(root?.path ?? '', parts);
}
