import { spokenDuration } from '../../words/recorded-words.ts';
import { spoken } from '../words.ts';

/** What the bar shows. */
export interface BarView {
  readonly positionMs: number;
  readonly lengthMs: number;
  readonly speed: number;
  readonly running: boolean;
  readonly shortSilences: boolean;
}

/** What its parts ask for. */
export interface BarEvents {
  readonly toggle: () => void;
  readonly seek: (positionMs: number) => void;
  readonly nextSpeed: () => void;
  readonly toggleSilences: () => void;
}

export interface PlayerBar {
  readonly element: HTMLElement;
  readonly show: (view: BarView) => void;
}

/** The controls of a replay, to stand in the cell's own bar; `hasSilences`: there are some to be shortened. */
export function playerBar(events: BarEvents, hasSilences: boolean): PlayerBar {
  const element = document.createElement('span');
  element.className = 'player';
  element.setAttribute('role', 'group');
  // A finger on the slider must not turn to the next slide.
  element.setAttribute('data-prevent-swipe', '');
  element.setAttribute('aria-label', spoken.say('player.label'));
  const pause = part('pause', events.toggle);
  const slider = element.appendChild(document.createElement('input'));
  slider.type = 'range';
  slider.min = '0';
  slider.step = 'any';
  slider.setAttribute('aria-label', spoken.say('player.place'));
  slider.addEventListener('input', () => events.seek(Number(slider.value)));
  const time = document.createElement('span');
  time.className = 'time';
  time.setAttribute('aria-hidden', 'true');
  const speed = part('speed', events.nextSpeed);
  const silences = part('silences', events.toggleSilences);
  element.append(pause, slider, time, speed, ...(hasSilences ? [silences] : []));
  for (const control of [pause, slider, speed, silences]) leaveAfterPointer(control);

  return {
    element,
    show({ positionMs, lengthMs, speed: times, running, shortSilences }) {
      name(pause, spoken.say(running ? 'player.pause' : 'player.goOn'));
      pause.dataset.running = String(running);
      slider.max = String(lengthMs);
      slider.value = String(positionMs);
      slider.style.setProperty('--played', `${(100 * positionMs) / Math.max(1, lengthMs)}%`);
      const whole = Math.floor(positionMs / 1000) * 1000;
      const [place, length] = [whole, lengthMs].map((ms) => spokenDuration(ms, spoken));
      slider.setAttribute(
        'aria-valuetext',
        spoken.say('player.placeOf', { place: place ?? '', length: length ?? '' }),
      );
      setText(time, `${minutes(positionMs)} / ${minutes(lengthMs)}`);
      setText(speed, `${times}×`);
      name(speed, spoken.say('player.speed', { times }));
      setText(silences, spoken.say('player.silences'));
      name(silences, spoken.say(shortSilences ? 'player.silencesShort' : 'player.silencesLong'));
      silences.setAttribute('aria-pressed', String(shortSilences));
    },
  };
}

function part(kind: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.player = kind;
  if (kind === 'pause') button.appendChild(document.createElement('span')).className = 'icon';
  button.addEventListener('click', act);
  return button;
}

/** A mouse leaves no focus behind: the next key belongs to the slide again. */
function leaveAfterPointer(control: HTMLElement): void {
  control.addEventListener('pointerup', () => window.setTimeout(() => control.blur()));
}

function name(button: HTMLElement, text: string): void {
  if (button.title === text) return;
  button.title = text;
  button.setAttribute('aria-label', text);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** `0:07`, as players write it. */
function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
