import type { Word } from '../../words/phrases.ts';

type Key = readonly [keys: string, does: Word];

/** What every terminal understands. */
const inTerminals: readonly Key[] = [
  ['Esc', 'keys.leave'],
  ['Ctrl + .', 'keys.leaveAlways'],
  ['Ctrl + [', 'keys.escape'],
  ['Ctrl + Shift + C', 'keys.copy'],
  ['Ctrl + Shift + V', 'keys.paste'],
  ['Ctrl + Shift + F', 'keys.find'],
];

/** The keys, as the help shows them: `[keys, what they do]`. */
const keyList: ReadonlyArray<{
  readonly title: Word;
  readonly keys: readonly Key[];
}> = [
  {
    title: 'keys.cells',
    keys: [
      ['r', 'keys.run'],
      ['Shift + R', 'keys.runAll'],
      ['c', 'keys.cancel'],
      ['Shift + X', 'keys.reset'],
      ['Shift + H', 'keys.restore'],
      ['Shift + D', 'keys.drift'],
      ['Tab, Enter', 'keys.press'],
    ],
  },
  {
    title: 'keys.recorded',
    keys: [
      ['p', 'keys.replay'],
      ['>, <', 'keys.speed'],
      ['Esc', 'keys.end'],
    ],
  },
  {
    title: 'keys.terminal',
    keys: [['t', 'keys.toTerminal'], ...inTerminals],
  },
  {
    title: 'keys.stage',
    keys: [
      ['s', 'keys.speaker'],
      ['b, .', 'keys.black'],
      ['w', 'keys.white'],
      ['Shift + L', 'keys.laser'],
      ['a', 'keys.pens'],
      ['q', 'keys.codes'],
    ],
  },
  {
    title: 'keys.slides',
    keys: [
      ['← → ↑ ↓, Space', 'keys.move'],
      ['Esc, o', 'keys.overview'],
      ['g', 'keys.number'],
      ['f, F5', 'keys.fullscreen'],
      ['/', 'keys.searchSlides'],
      ['Shift + N', 'keys.numbers'],
      ['Shift + A', 'keys.turn'],
      ['d', 'keys.colours'],
      ['?', 'keys.help'],
    ],
  },
];

/** Which keys a page has. */
export type KeyPage = 'slides' | 'article' | 'workshop';

/** What of it there is on an article: nothing there is shown to a room, and nothing moves but the page. */
const articleKeyList: typeof keyList = keyList.flatMap(({ title, keys }) => {
  if (title === 'keys.stage') return [];
  if (title !== 'keys.slides') return [{ title, keys: keys.filter(([, does]) => does !== 'keys.runAll') }];
  const stays: readonly Word[] = ['keys.turn', 'keys.colours', 'keys.help'];
  return [{ title: 'keys.page', keys: keys.filter(([, does]) => stays.includes(does)) }];
});

/** A page to work through: what is typed into cells and into the terminals at its foot. */
const workshopKeyList: typeof keyList = [
  {
    title: 'keys.cells',
    keys: [
      ['Tab, Enter', 'keys.press'],
      ['r', 'keys.runFocused'],
      ['c', 'keys.cancel'],
      ['p', 'keys.replayFocused'],
    ],
  },
  {
    title: 'keys.editor',
    keys: [
      ['Ctrl (⌘) + Enter', 'keys.runEdited'],
      ['Tab, Shift + Tab', 'keys.indent'],
      ['Esc, Tab', 'keys.leaveEditor'],
    ],
  },
  {
    title: 'keys.terminal',
    keys: [['Ctrl + `', 'keys.toDock'], ...inTerminals, ['← →, Delete', 'keys.dockTabs']],
  },
  {
    title: 'keys.page',
    keys: [
      ['d', 'keys.colours'],
      ['?', 'keys.help'],
    ],
  },
];

export const keyLists: Readonly<Record<KeyPage, typeof keyList>> = {
  slides: keyList,
  article: articleKeyList,
  workshop: workshopKeyList,
};
