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
    title: 'On stage',
    keys: [
      ['s', 'Speaker’s page: notes, next slide, time, cells'],
      ['b, .', 'Black screen'],
      ['w', 'White screen'],
      ['Shift + L', 'Laser'],
      ['a', 'Pens; then 1 2 3, e eraser, u undo, Shift + E clear, Esc'],
      ['q', 'Codes to follow by, or for a phone'],
    ],
  },
  {
    title: 'Slides',
    keys: [
      ['Arrows, Space', 'Move (in a focused output the arrows scroll)'],
      ['Esc, o', 'Overview'],
      ['g', 'Go to a slide by number'],
      ['f, F5', 'Full screen (Ctrl + R loads the page anew)'],
      ['/', 'Search in slides, code and outputs'],
      ['Shift + N', 'Slide numbers'],
      ['d', 'Dark or light'],
      ['?', 'This help'],
    ],
  },
];
