import { formatDuration } from '../cells/duration.ts';
import type { NixpkgsPin } from '../environment/nixpkgs-pin.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { Phrases } from '../words/phrases.ts';

/** What made a recorded output. */
export interface Origin {
  readonly cell: string;
  readonly transcript: Pick<
    Transcript,
    'key' | 'parts' | 'recordedAt' | 'exit' | 'durationMs' | 'nixVersion'
  >;
  /** Undefined where nobody has looked. */
  readonly nixpkgs: NixpkgsPin | undefined;
}

/** The id of what says how a cell's output was made: no heading may take it. */
export const originId = (cell: string): string => `origin-${cell}`;

/** A button and what it opens, without any script: when an output was recorded, and by what it was made. */
export function originHtml(origin: Origin, phrases: Phrases): string {
  const { say } = phrases;
  const id = originId(origin.cell);
  const what = say('provenance.what');
  const button = htmlAttributes({
    type: 'button',
    class: 'origin-button',
    popovertarget: id,
    'aria-label': what,
    title: what,
  });
  const sheet = htmlAttributes({ class: 'origin', id, popover: true, role: 'dialog', 'aria-label': what });
  const close = htmlAttributes({
    type: 'button',
    popovertarget: id,
    popovertargetaction: 'hide',
    'aria-label': say('provenance.close'),
  });
  const facts = factsOf(origin, phrases).map(
    ([name, html]) => `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`,
  );
  return [
    `<button${button}><span class="icon" aria-hidden="true"></span></button>`,
    `<span class="origin-brief">${escapeHtml(briefOf(origin, phrases))}</span>`,
    `<div${sheet}><p class="origin-title">${escapeHtml(what)}<button${close}></button></p>`,
    `<dl>${facts.join('')}</dl></div>`,
  ].join('');
}

function factsOf({ transcript, nixpkgs }: Origin, phrases: Phrases): readonly (readonly [string, string])[] {
  const { say } = phrases;
  const { key, parts, recordedAt, exit, durationMs, nixVersion } = transcript;
  const at = new Date(recordedAt * 1000).toISOString();
  const code = (text: string) => `<code>${escapeHtml(text)}</code>`;
  return [
    [say('provenance.at'), `<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`],
    [say('provenance.took'), escapeHtml(formatDuration(durationMs))],
    ...(exit === null ? [] : [[say('provenance.exit'), code(String(exit))] as const]),
    [say('provenance.nix'), code(nixVersion)],
    ...(nixpkgs ? [[say('provenance.packages'), packagesHtml(nixpkgs, phrases)] as const] : []),
    [say('provenance.environment'), code(parts.environment)],
    [say('provenance.key'), code(key)],
  ];
}

function packagesHtml({ ref, pinned, debian }: NixpkgsPin, { say }: Phrases): string {
  const name = escapeHtml(ref === 'pocket' ? 'pocketpkgs' : ref);
  if (pinned === null) return `${name}, ${escapeHtml(say('provenance.unknownPin'))}`;
  const of = debian === null ? '' : ` ${escapeHtml(say('provenance.ofDebian', { debian }))}`;
  return `${name}${of}<br><code>${escapeHtml(pinned)}</code>`;
}

/** For paper, where nothing opens. */
const briefOf = ({ transcript: { key, parts, nixVersion } }: Origin, { say }: Phrases): string =>
  say('provenance.brief', {
    nix: nixVersion,
    environment: parts.environment.slice(0, 12),
    key: key.slice(0, 12),
  });
