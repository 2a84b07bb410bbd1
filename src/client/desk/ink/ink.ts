import '../../theme/ink.css';
import type { RevealApi } from 'reveal.js';
import type { Stroke } from '../../../serve/stage/stage-protocol.ts';
import type { DeskCommand } from '../../keys/key-command.ts';
import { createLaser } from './laser.ts';
import { createPenBar, type PenTool } from './pen-bar.ts';
import { nearStrokes, strokePath } from './strokes.ts';
import { createUndo } from './undo.ts';

export type PenCommand = Extract<
  DeskCommand,
  'laser' | 'draw' | 'pen-1' | 'pen-2' | 'pen-3' | 'eraser' | 'undo' | 'clear'
>;

/** What is drawn over the slides of a page. */
export interface Ink {
  readonly do: (command: PenCommand) => void;
  readonly isDrawing: () => boolean;
  readonly redraw: () => void;
  /** Shows where somebody points, in shares of the canvas. */
  readonly point: (at: readonly [number, number] | null) => void;
}

export interface InkOptions {
  readonly reveal: RevealApi;
  readonly strokesOf: (slide: string) => readonly Stroke[];
  readonly draw: (slide: string, stroke: Stroke) => void;
  readonly erase: (slide: string, strokes: readonly string[]) => void;
  readonly point: (at: readonly [number, number] | null) => void;
}

/** A stroke that is being drawn is told to others this often. */
const tellMs = 60;
/** Numbers after which a stroke goes on as another. */
const longestStroke = 2_000;
const eraserPx = 16;
const svg = 'http://www.w3.org/2000/svg';

export function createInk({ reveal, strokesOf, draw, erase, point }: InkOptions): Ink {
  const root = reveal.getRevealElement() ?? document.body;
  const slides = reveal.getSlidesElement() ?? root;
  const sheet = root.appendChild(document.createElementNS(svg, 'svg'));
  sheet.setAttribute('class', 'ink');
  sheet.setAttribute('aria-hidden', 'true');
  const laser = createLaser(root, slides, point);
  const undo = createUndo();
  let tool: PenTool | undefined;
  let stroke:
    | { readonly id: string; readonly slide: string; readonly points: number[]; toldAt: number }
    | undefined;
  /** Strokes that the eraser has gone over since it was put down. */
  let wiped: { readonly slide: string; readonly strokes: Stroke[] } | undefined;

  const slideKey = (): string => {
    const { h, v = 0 } = reveal.getIndices();
    return `${h}/${v}`;
  };
  const redraw = (): void => {
    const paths = strokesOf(slideKey()).map(({ pen, points }) => {
      const path = document.createElementNS(svg, 'path');
      path.setAttribute('class', `pen-${pen + 1}`);
      path.setAttribute('d', strokePath(points));
      return path;
    });
    sheet.replaceChildren(...paths);
  };
  const place = (): void => {
    const { offsetWidth: width, offsetHeight: height } = slides;
    sheet.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const outer = root.getBoundingClientRect();
    const inner = slides.getBoundingClientRect();
    Object.assign(sheet.style, {
      left: `${inner.left - outer.left}px`,
      top: `${inner.top - outer.top}px`,
      width: `${inner.width}px`,
      height: `${inner.height}px`,
    });
  };
  const at = (event: PointerEvent): readonly [number, number] => {
    const box = sheet.getBoundingClientRect();
    const round = (value: number): number => Math.round(value * 10) / 10;
    return [
      round(((event.clientX - box.left) / box.width) * slides.offsetWidth),
      round(((event.clientY - box.top) / box.height) * slides.offsetHeight),
    ];
  };
  const put = (pen: number): void => {
    if (!stroke) return;
    draw(stroke.slide, { id: stroke.id, pen, points: [...stroke.points] });
    stroke.toldAt = performance.now();
  };
  const begin = (first: readonly number[]): void => {
    const id = crypto.getRandomValues(new Uint32Array(2)).join('-');
    stroke = { id, slide: slideKey(), points: [...first], toldAt: 0 };
    undo.note({ slide: stroke.slide, drawn: [stroke.id], erased: [] });
  };
  const goOn = (event: PointerEvent): void => {
    if (tool === 'eraser') {
      wipe(at(event));
      return;
    }
    if (!stroke || tool === undefined) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const one of steps.length > 0 ? steps : [event]) stroke.points.push(...at(one));
    if (performance.now() - stroke.toldAt > tellMs) put(tool);
    redrawLast(tool);
    if (stroke.points.length < longestStroke) return;
    put(tool);
    begin(stroke.points.slice(-2));
  };
  /** What is under the pen now is shown at once, before it is told. */
  const redrawLast = (pen: number): void => {
    if (!stroke) return;
    const live = sheet.querySelector('.live') ?? sheet.appendChild(document.createElementNS(svg, 'path'));
    live.setAttribute('class', `live pen-${pen + 1}`);
    live.setAttribute('d', strokePath(stroke.points));
  };
  const wipe = (spot: readonly [number, number]): void => {
    if (!wiped) return;
    const near = nearStrokes(strokesOf(slideKey()), spot, eraserPx);
    if (near.length === 0) return;
    wiped.strokes.push(...near);
    erase(
      slideKey(),
      near.map(({ id }) => id),
    );
    redraw();
  };

  sheet.addEventListener('pointerdown', (event) => {
    if (event.button > 0 || tool === undefined) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    if (tool === 'eraser') {
      wiped = { slide: slideKey(), strokes: [] };
      wipe(at(event));
    } else begin(at(event));
  });
  sheet.addEventListener('pointermove', goOn);
  const lift = (): void => {
    if (stroke && typeof tool === 'number') put(tool);
    if (wiped && wiped.strokes.length > 0)
      undo.note({ slide: wiped.slide, drawn: [], erased: wiped.strokes });
    stroke = undefined;
    wiped = undefined;
    redraw();
  };
  for (const type of ['pointerup', 'pointercancel'] as const) sheet.addEventListener(type, lift);
  const take = (next: PenTool | undefined): void => {
    tool = next;
    if (next !== undefined) laser.set(false);
    root.classList.toggle('is-drawing', next !== undefined);
    bar.show(next);
  };
  const act = (command: PenCommand): void => {
    if (command === 'laser') {
      take(undefined);
      laser.set(!laser.isOn());
    } else if (command === 'draw') take(tool === undefined ? 0 : undefined);
    else if (command === 'eraser') take(tool === 'eraser' ? 0 : 'eraser');
    else if (command === 'clear') {
      const gone = strokesOf(slideKey());
      if (gone.length > 0) undo.note({ slide: slideKey(), drawn: [], erased: gone });
      erase(
        slideKey(),
        gone.map(({ id }) => id),
      );
    } else if (command === 'undo') {
      const last = undo.take(slideKey(), strokesOf(slideKey()));
      if (last.drawn.length > 0) erase(slideKey(), last.drawn);
      for (const one of last.erased) draw(slideKey(), one);
    } else take(command === 'pen-1' ? 0 : command === 'pen-2' ? 1 : 2);
    redraw();
  };
  const bar = createPenBar(root, act);
  // The slide goes on under the pen, and what was begun on it stays there.
  reveal.on('slidechanged', lift);
  reveal.on('overviewhidden', redraw);
  new ResizeObserver(place).observe(root);
  // reveal.js tells of its new scale just before it writes it down.
  reveal.on('resize', () => requestAnimationFrame(place));
  place();
  redraw();
  return { do: act, isDrawing: () => tool !== undefined, redraw, point: laser.show };
}
