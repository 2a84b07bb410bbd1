import '../../theme/seat.css';
import type { Step, StepOptions } from '../in-step.ts';

/** A seat in the audience: the page goes where the talk goes, until its reader goes elsewhere. */
export interface Seat {
  readonly options: Pick<StepOptions, 'isFree' | 'strayed'>;
  readonly sit: (step: Step) => void;
}

export function takeSeat(): Seat {
  document.documentElement.classList.add('in-seat');
  const chip = document.createElement('button');
  chip.type = 'button';
  chip.className = 'follow-chip';
  let isFree = false;
  const show = (): void => {
    chip.textContent = isFree ? 'Back to the talk' : 'Following the talk';
    chip.disabled = !isFree;
  };
  show();
  document.body.append(chip);
  return {
    options: {
      isFree: () => isFree,
      strayed() {
        isFree = true;
        show();
      },
    },
    sit(step) {
      chip.addEventListener('click', () => {
        isFree = false;
        show();
        chip.blur();
        step.catchUp();
      });
    },
  };
}
