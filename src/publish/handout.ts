import { formatDuration } from '../cells/duration.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { renderPicture } from '../pictures/render-picture.ts';
import type { RecordedCell } from '../render/recorded-html.ts';
import { createSlideRenderer } from '../render/slide-renderer.ts';
import type { Talk, TalkEntry } from '../talk/talk.ts';
import { stdoutOf } from '../transcript/recorder.ts';
import { framesOf, linesOf } from '../transcript/replay.ts';
import type { CastEvent } from '../transcript/transcript.ts';

type CellEntry = Extract<TalkEntry, { type: 'cell' }>;

/** When a slide was shown: from and for how long, in ms; the last one's end is not known. */
interface Showing {
  readonly at: number;
  readonly forMs: number | undefined;
}

/**
 * A talk as a page to be read: its slides in the order in which they came, each once, with their times and with what
 * really came out. It lacks the style sheet of articles.
 */
export async function renderHandout(deck: Deck, talk: Talk): Promise<string> {
  const renderer = await createSlideRenderer(deck, false, await ranCells(talk));
  const sections = [...showingsOf(deck, talk)].map(([slide, showings]) => {
    const attributes = htmlAttributes({ class: slide.attributes.class, 'data-line': slide.line });
    return `<section${attributes}>\n${timesHtml(showings)}\n${renderer.slide(slide).html}</section>\n`;
  });
  const day = new Date(talk.startedAt * 1000).toISOString();
  return [
    '<!doctype html>',
    `<html${htmlAttributes({ lang: deck.settings.lang })}>`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(talk.title)}</title>`,
    `<style>${ownStyle}</style>`,
    '</head>',
    '<body class="page-article handout">',
    '<main class="article">',
    `<p class="talk">${escapeHtml(talk.title)}, as it was presented on <time datetime="${day}">${day.slice(0, 10)}</time></p>`,
    ...sections,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What a page that nobody can press anything on does without, and the lines that it has of its own. */
const ownStyle = `
.handout .cell-bar button { display: none; }
.handout .talk, .handout .slide-time { color: var(--muted); font: 500 0.8rem/1.5 var(--sans); }
.handout .slide-time { margin: 0 0 0.6rem; font-variant-numeric: tabular-nums; }
.handout .cell-output { max-height: none; }
`;

function timesHtml(showings: readonly Showing[]): string {
  const times = showings.map(
    ({ at, forMs }) => `${clock(at)}${forMs === undefined ? '' : ` for ${formatDuration(forMs)}`}`,
  );
  return `<p class="slide-time">${escapeHtml(times.join(', again at '))}</p>`;
}

/** `1:02:03` or `12:04`: the time since the talk began. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** What is shown for less is gone by. */
const leastMs = 2000;

/** The slides that were shown, in the order of their first showing. */
function showingsOf(deck: Deck, talk: Talk): ReadonlyMap<Slide, readonly Showing[]> {
  const shown = talk.entries.filter((entry) => entry.type === 'slide');
  const slides = new Map<Slide, Showing[]>();
  for (const [index, { at, h, v, line }] of shown.entries()) {
    // The deck may have grown since: its lines say what its numbers no longer do.
    const slide =
      deck.slides.find((one) => one.h === h && one.v === v && one.line === line) ??
      deck.slides.find((one) => one.h === h && one.v === v);
    if (!slide) continue;
    const next = shown[index + 1];
    // Who goes by on the way to another slide shows nothing.
    if (next && next.at - at < leastMs && slides.has(slide)) continue;
    const showing = { at, forMs: next && next.at - at };
    const showings = slides.get(slide);
    if (showings) showings.push(showing);
    else slides.set(slide, [showing]);
  }
  return slides;
}

/** What each cell came to when it ran last. */
async function ranCells(talk: Talk): Promise<ReadonlyMap<string, RecordedCell>> {
  const last = new Map<string, CellEntry>();
  for (const entry of talk.entries) if (entry.type === 'cell') last.set(entry.cell, entry);
  const cells = await Promise.all(
    [...last].map(async ([id, entry]): Promise<[string, RecordedCell]> => [id, await ranCell(talk, entry)]),
  );
  return new Map(cells);
}

async function ranCell(talk: Talk, entry: CellEntry): Promise<RecordedCell> {
  const { cols, rows, show, exit, durationMs, status, reason } = entry;
  const events = entry.events.map(
    ([at, code, data]): CastEvent => ({ at: at * 1000, kind: code === 'o' ? 'output' : 'mark', data }),
  );
  const stdout = show === 'text' ? undefined : stdoutOf(events);
  const drawn = show === 'text' || !stdout ? undefined : await renderPicture(show, stdout);
  const said = status === 'ok' ? 'ok' : (reason ?? status);
  return {
    record: { key: '', recordedAt: talk.startedAt + entry.at / 1000, exit, durationMs },
    shown: {
      lines: linesOf(await framesOf({ cols, rows, events })),
      picture: drawn && 'html' in drawn ? drawn.html : null,
    },
    ran: status,
    words: `run at ${clock(entry.at)} · ${said} · ${formatDuration(durationMs)}`,
  };
}
