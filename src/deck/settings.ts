import type { z } from 'zod';
import { nearestWord } from '../cells/nearest-word.ts';
import type { DeckEnvironment, DeckSettings } from './deck.ts';
import type { FoundDialect } from './dialect.ts';
import type { FrontMatter } from './front-matter.ts';
import { revealThemes } from './known-themes.ts';
import type { ProblemList } from './problem-list.ts';
import { aboutOf, foreignKeys, type OwnKeys, ownKeys, toldNames } from './settings-schema.ts';
import { revealTransition } from './slidev/slide-head.ts';

const knownNames = Object.keys(ownKeys.shape);
const ownNames = knownNames.filter((name) => !toldNames.includes(name));

/**
 * Reads our keys from a front matter. What is wrong with one is a problem, and its default stands in; an unknown
 * key is kept without a word, unless it is nearly one of ours.
 */
export function readOwnKeys(head: FrontMatter, problems: ProblemList): OwnKeys {
  for (const key of Object.keys(head.data)) {
    if (knownNames.includes(key) || foreignKeys.has(key)) continue;
    const near = nearestWord(key, ownNames);
    if (near === undefined) continue;
    problems.warn(head.positionOf([key]), `\`${key}\` means nothing here`, `did you mean \`${near}\`?`);
  }
  let data: Record<string, unknown> = { ...head.data };
  // YAML's `key:` with nothing after it is null: as if it were not there.
  data = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
  // Each round takes out what is wrong, so that one bad key does not cost the others.
  for (let round = 0; round < 50; round++) {
    const parsed = ownKeys.safeParse(data);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      noteIssue(issue, head, problems);
      data = without(data, issue);
    }
  }
  return ownKeys.parse({});
}

type Issue = z.core.$ZodIssue;

function noteIssue(issue: Issue, head: FrontMatter, problems: ProblemList): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const siblings = siblingNames(issue.path);
      const near = nearestWord(key, siblings);
      problems.error(
        head.positionOf([...issue.path, key]),
        `\`${issue.path.join('.')}\` has no \`${key}\``,
        near === undefined ? `it has ${siblings.join(', ')}` : `did you mean \`${near}\`?`,
      );
    }
    return;
  }
  const name = issue.path.join('.');
  const message = issue.message.startsWith('is not') ? issue.message : messageFor(issue);
  const parts = message.split(': ');
  const mend = parts.length > 1 ? parts.slice(1).join(': ') : `mend or remove \`${name}\``;
  problems.error(head.positionOf(issue.path), `\`${name}\` ${parts[0]}`, mend);
}

function messageFor(issue: Issue): string {
  if (issue.code === 'invalid_type') return `is not what it should be: write a ${issue.expected}`;
  if (issue.code === 'invalid_value')
    return `cannot be that: write one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union') return 'is of the wrong type';
  return `is wrong: ${issue.message}`;
}

function siblingNames(path: readonly PropertyKey[]): readonly string[] {
  const { environment, limits, check, article } = ownKeys.shape;
  const sections = { environment, limits, check, article };
  const [, section] = Object.entries(sections).find(([name]) => name === path[0]) ?? [];
  return section ? Object.keys(section.unwrap().shape) : [];
}

function without(data: Record<string, unknown>, issue: Issue): Record<string, unknown> {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path[1]];
  const [top] = issue.path;
  const section = data[String(top)];
  const isNested =
    keys[0] !== undefined && typeof section === 'object' && section !== null && !Array.isArray(section);
  const kept = Object.entries(data).filter(([key]) => key !== String(top));
  if (!isNested) return Object.fromEntries(kept);
  const rest = Object.entries(section).filter(([key]) => !keys.some((one) => String(one) === key));
  return Object.fromEntries([...kept, [String(top), Object.fromEntries(rest)]]);
}

function environmentOf(keys: OwnKeys['environment']): DeckEnvironment {
  const { packages, nixpkgs, substituters, network, containers } = keys;
  const trustedPublicKeys = keys['trusted-public-keys'];
  return { packages, nixpkgs, substituters, trustedPublicKeys, network, containers };
}

/** Merges a deck's keys, its dialect's own and our defaults, once. */
export function mergeSettings(keys: OwnKeys, found: FoundDialect, title: string): DeckSettings {
  const { memory, pids, disk, cpu, idle } = keys.limits;
  return Object.freeze({
    title,
    lang: keys.lang,
    about: aboutOf(keys),
    dialect: found.dialect,
    dialectBecause: found.because,
    layout: keys.layout === 'article' ? 'article' : 'slides',
    articleNotes: keys.article.notes,
    ...(keys.duration === undefined ? {} : { durationMs: keys.duration }),
    environment: environmentOf(keys.environment),
    limits: { memoryBytes: memory, pids, diskBytes: disk, cpus: cpu, idleMs: idle },
    check: keys.check,
    theme: themeOf(keys, found.dialect),
    css: keys.css,
    highlightTheme: keys.slides?.highlight_theme ?? keys.highlightTheme,
    revealOptions: {
      ...(found.dialect === 'slidev' ? slidevOptions(keys) : {}),
      ...keys.revealjs,
      ...keys.revealOptions,
    },
  });
}

/** A Slidev deck names themes of Slidev's; those that we have are taken. */
function themeOf(keys: OwnKeys, dialect: DeckSettings['dialect']): string | undefined {
  const theme = keys.slides?.theme ?? keys.theme;
  if (theme === undefined || dialect !== 'slidev') return theme;
  const isOurs = theme.endsWith('.css') || [...revealThemes, 'piste', 'light', 'dark'].includes(theme);
  return isOurs ? theme : undefined;
}

/** What of a Slidev deck's head is an option of reveal.js. */
function slidevOptions(keys: OwnKeys): Readonly<Record<string, unknown>> {
  const transition = revealTransition(keys.transition);
  const ratio = /^\s*([\d.]+)(?:\s*[/:x]\s*([\d.]+))?\s*$/.exec(String(keys.aspectRatio ?? ''));
  const share = ratio === null ? Number.NaN : Number(ratio[1]) / Number(ratio[2] ?? 1);
  return {
    ...(transition === undefined ? {} : { transition }),
    ...(share > 0.3 && share < 4 ? { width: 1280, height: Math.round(1280 / share) } : {}),
  };
}
