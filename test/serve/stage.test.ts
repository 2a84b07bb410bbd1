import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readClientMessage } from '../../src/serve/live-socket.ts';
import { boardBytes, createDrawingBoard } from '../../src/serve/stage/drawings.ts';
import { createStage, type Stage } from '../../src/serve/stage/stage.ts';
import type { PageRole, StageMove, StageServerMessage } from '../../src/serve/stage/stage-protocol.ts';
import { createStages } from '../../src/serve/stage/stages.ts';

const show = (h: number, f = -1): StageMove => ({ kind: 'show', h, v: 0, f, line: h * 10 + 1 });
const stroke = (id: string): StageMove => ({
  kind: 'stroke',
  slide: '0/0',
  stroke: { id, pen: 0, points: [1, 2, 3, 4] },
});

let pages = 0;

/** A page of the talk, with what it was told. */
function page(stage: Stage, role: PageRole) {
  const name = `${role}-${++pages}`;
  const told: StageServerMessage[] = [];
  const seat = stage.join({ role, send: (message) => told.push(message) });
  let n = 0;
  return {
    name,
    told,
    moves: () => told.flatMap((message) => (message.type === 'stage' ? [message.move.kind] : [])),
    staged: () => told.find((message) => message.type === 'staged'),
    move: (move: StageMove) => seat.move(name, ++n, move),
    leave: seat.leave,
  };
}

describe('a stage', () => {
  it('tells every other page where one goes', () => {
    const stage = createStage();
    const [slides, speaker, follower] = [
      page(stage, 'slides'),
      page(stage, 'speaker'),
      page(stage, 'follower'),
    ];
    slides.move(show(1));
    assert.deepEqual(speaker.moves(), ['show']);
    assert.deepEqual(follower.moves(), ['show']);
    assert.deepEqual(slides.moves(), []);
    assert.equal(stage.place()?.h, 1);
  });

  it('takes no move from who follows', () => {
    const stage = createStage();
    const slides = page(stage, 'slides');
    const follower = page(stage, 'follower');
    for (const move of [show(3), stroke('x'), { kind: 'go', to: 'next' } as const]) follower.move(move);
    assert.deepEqual(slides.moves(), []);
    assert.equal(stage.place(), undefined);
  });

  it('says to who comes later how all stands; to the first one no place, for it has its own', () => {
    const stage = createStage();
    const slides = page(stage, 'slides');
    slides.move(show(2));
    slides.move({ kind: 'blank', blank: 'black' });
    slides.move(stroke('a'));
    slides.move(stroke('b'));
    slides.move({ kind: 'erase', slide: '0/0', strokes: ['a'] });
    const staged = page(stage, 'speaker').staged();
    assert.ok(staged?.type === 'staged');
    assert.equal(staged.place?.h, 2);
    assert.equal(staged.blank, 'black');
    assert.deepEqual(
      staged.drawings['0/0']?.map(({ id }) => id),
      ['b'],
    );
    const empty = createStage();
    const first = page(empty, 'slides');
    first.move(show(4));
    first.leave();
    const again = page(empty, 'slides').staged();
    assert.ok(again?.type === 'staged');
    assert.equal(again.place, null);
  });

  it('lets one page do what a remote asks for: the one that moved last', () => {
    const stage = createStage();
    const [one, two] = [page(stage, 'slides'), page(stage, 'slides')];
    const remote = page(stage, 'remote');
    two.move(show(1));
    remote.move({ kind: 'go', to: 'next' });
    assert.deepEqual(two.moves(), ['go']);
    assert.deepEqual(one.moves(), ['show']);
    two.leave();
    remote.move({ kind: 'go', to: 'next' });
    assert.deepEqual(one.moves(), ['show', 'go']);
  });

  it('starts the timer with the first step, and not again after a pause', () => {
    let now = 0;
    const stage = createStage({ now: () => now });
    const slides = page(stage, 'slides');
    const speaker = page(stage, 'speaker');
    slides.move(show(0));
    assert.equal(stage.timer().since, undefined);
    now = 5000;
    slides.move(show(0, 0));
    assert.equal(stage.timer().since, 5000);
    now = 8000;
    stage.setTimer('pause');
    slides.move(show(1));
    assert.deepEqual(stage.timer(), { elapsedMs: 3000, since: undefined });
    assert.ok(speaker.moves().includes('timer'));
  });

  it('begins its timer anew with the first page of a new try, and not with one that was lost', () => {
    let now = 0;
    const stage = createStage({ now: () => now });
    const slides = page(stage, 'slides');
    for (const h of [0, 1]) slides.move(show(h));
    now = 9000;
    slides.leave();
    const lost = stage.join({ role: 'slides', send() {} });
    lost.move(slides.name, 9, show(0));
    assert.equal(stage.timer().since, 0);
    lost.leave();
    const opened = stage.join({ role: 'slides', send() {} });
    opened.move('another', 1, show(0));
    assert.deepEqual(stage.timer(), { elapsedMs: 0, since: undefined });
  });

  it('knows the hundred pages again that have shown something last', () => {
    const stage = createStage({ now: () => 0 });
    const visit = (name: string, ...places: readonly number[]) => {
      const seat = stage.join({ role: 'slides', send() {} });
      for (const [n, h] of places.entries()) seat.move(name, n, show(h));
      seat.leave();
      return stage.timer().since;
    };
    assert.equal(visit('first', 0, 1), 0);
    for (let number = 1; number <= 100; number++) visit(`page-${number}`, 1);
    assert.equal(visit('page-1', 0), 0, 'lost, and there again');
    assert.equal(visit('first', 0), undefined, 'a new try');
  });

  it('stays black for whoever looks on when its page is loaded anew; without anybody it begins with slides', () => {
    const blankOf = (one: ReturnType<typeof page>) => {
      const staged = one.staged();
      return staged?.type === 'staged' && staged.blank;
    };
    const stage = createStage();
    const slides = page(stage, 'slides');
    const follower = page(stage, 'follower');
    slides.move({ kind: 'blank', blank: 'black' });
    slides.leave();
    const again = page(stage, 'slides');
    assert.equal(blankOf(again), 'black');
    again.move({ kind: 'blank', blank: 'off' });
    assert.deepEqual(follower.moves(), ['blank', 'blank']);
    again.move({ kind: 'blank', blank: 'white' });
    assert.equal(blankOf(page(stage, 'slides')), 'off', 'a second reader sees slides');
    const alone = createStage();
    const one = page(alone, 'slides');
    one.move({ kind: 'blank', blank: 'black' });
    one.leave();
    assert.equal(blankOf(page(alone, 'slides')), 'off');
  });

  it('shows an audience one page where nobody is at a desk: the first that moved, until it goes', () => {
    const stage = createStage();
    const [first, second, follower] = [page(stage, 'slides'), page(stage, 'slides'), page(stage, 'follower')];
    first.move(show(1));
    second.move(show(2));
    second.move({ kind: 'blank', blank: 'black' });
    assert.deepEqual(follower.moves(), ['show']);
    assert.equal(stage.place()?.h, 1);
    assert.equal(stage.blank(), 'off');
    const speaker = page(stage, 'speaker');
    second.move(show(3));
    assert.equal(stage.place()?.h, 3);
    speaker.leave();
    second.leave();
    first.move(show(4));
    assert.equal(stage.place()?.h, 4);
  });

  it('says whether somebody steers, so that pages go along', () => {
    const stage = createStage();
    const slides = page(stage, 'slides');
    const steered = () =>
      slides.told.flatMap((message) => (message.type === 'desk' ? [message.steered] : [])).at(-1);
    assert.equal(steered(), false);
    const speaker = page(stage, 'speaker');
    assert.equal(steered(), true);
    speaker.leave();
    assert.equal(steered(), false);
  });
});

describe('the stages of several decks', () => {
  it('are presented one at a time, and a deck that is opened beside the talk takes nothing from it', () => {
    const stages = createStages();
    const changes: string[] = [];
    stages.onCurrent((deck) => changes.push(deck));
    const talk = page(stages.of('talk'), 'slides');
    talk.move(show(0));
    const other = page(stages.of('other'), 'slides');
    other.move(show(0));
    assert.equal(stages.current(), 'talk');
    other.move(show(1));
    assert.equal(stages.current(), 'other');
    other.leave();
    page(stages.of('third'), 'slides').move(show(0));
    assert.deepEqual(changes, ['talk', 'other', 'third']);
  });
});

describe('drawings', () => {
  it('are rounded, and all together fit into a slow page’s socket', () => {
    const raw = JSON.stringify({
      type: 'stage',
      page: 'p',
      n: 1,
      move: { kind: 'stroke', slide: '0/0', stroke: { id: 'a', pen: 0, points: [1 / 3, -9999.123456] } },
    });
    const read = readClientMessage(raw);
    assert.ok(read?.type === 'stage' && read.move.kind === 'stroke');
    assert.deepEqual(read.move.stroke.points, [0.3, -9999.1]);
    const board = createDrawingBoard();
    const points = Array(4000).fill(-9999.9);
    for (let count = 0; count < 150; count++)
      board.draw(`${count % 3}/0`, { id: `\u0000${count}`, pen: 0, points });
    const told = JSON.stringify(board.drawings()).length;
    assert.ok(told > boardBytes / 2 && told <= boardBytes, String(told));
    assert.equal(board.drawings()['2/0']?.at(-1)?.id, '\u0000149');
    for (const slide of ['0/0', '1/0', '2/0'])
      board.erase(slide, board.drawings()[slide]?.map(({ id }) => id) ?? []);
    board.draw('0/0', { id: 'new', pen: 0, points: [1, 2] });
    assert.deepEqual(Object.keys(board.drawings()), ['0/0']);
  });
});

describe('a page’s message about the stage', () => {
  const wrap = (move: unknown) => JSON.stringify({ type: 'stage', page: 'p', n: 1, move });

  it('is one of a few, of bounded size', () => {
    for (const move of [show(1), stroke('a'), { kind: 'laser', at: [0.5, 0.5] }, { kind: 'laser', at: null }])
      assert.ok(readClientMessage(wrap(move)), JSON.stringify(move));
    for (const move of [
      { ...show(1), code: 'id' },
      { kind: 'show', h: -1, v: 0, f: 0, line: 1 },
      { kind: 'stroke', slide: '__proto__', stroke: { id: 'a', pen: 0, points: [1, 2] } },
      { kind: 'stroke', slide: '0/0', stroke: { id: 'a', pen: 9, points: [1, 2] } },
      { kind: 'stroke', slide: '0/0', stroke: { id: 'a', pen: 0, points: Array(4001).fill(1) } },
      { kind: 'blank', blank: 'red' },
      { kind: 'run', cell: 'x' },
    ])
      assert.equal(readClientMessage(wrap(move)), undefined, JSON.stringify(move).slice(0, 80));
    assert.equal(readClientMessage('{"type":"join","role":"follower"}'), undefined);
    assert.equal(readClientMessage('{"type":"join","role":"remote"}'), undefined);
  });
});
