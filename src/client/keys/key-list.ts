/** The keys, as the help shows them: `[keys, what they do]`. */
export const keyList: ReadonlyArray<{
  readonly title: string;
  readonly keys: ReadonlyArray<readonly [string, string]>;
}> = [
  {
    title: 'Cells',
    keys: [
      ['r', 'Run the focused cell, else the next one on the slide (then the last again)'],
      ['Shift + R', 'Run all cells of the slide in order'],
      ['c', 'Cancel the running cell'],
      ['Shift + X', 'Reset the slide’s session'],
      [
        'Shift + H',
        'Reset to here: the session as it is right before the focused cell, else the slide’s first',
      ],
      ['Shift + D', 'Show how a run differs from its record'],
      ['Tab, Enter', 'Go to a button and press it'],
    ],
  },
  {
    title: 'Recorded outputs',
    keys: [
      ['p', 'Replay the focused cell, else the next one on the slide; while it plays: pause, go on'],
      ['>, <', 'Faster, slower (or +, -)'],
      ['Esc', 'Show the end at once'],
    ],
  },
  {
    title: 'Terminal',
    keys: [
      ['t', 'Go to the slide’s terminal'],
      ['Esc', 'Leave it (a full-screen program such as vi gets Esc itself)'],
      ['Ctrl + .', 'Leave it, always'],
      ['Ctrl + [', 'Send Esc to any program'],
      ['Ctrl + Shift + C', 'Copy the selection'],
      ['Ctrl + Shift + V', 'Paste'],
      ['Ctrl + Shift + F', 'Search'],
    ],
  },
  {
    title: 'Slides',
    keys: [
      ['Arrows, Space', 'Move (in a focused output the arrows scroll)'],
      ['Esc, o', 'Overview'],
      ['g', 'Go to a slide by number'],
      ['f', 'Full screen'],
      ['b, .', 'Black screen'],
      ['s', 'Speaker window: notes, next slide, clock'],
      ['d', 'Dark or light'],
      ['?', 'This help'],
    ],
  },
];
