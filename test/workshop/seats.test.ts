import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSeats, type SeatPlace } from '../../src/workshop/seats.ts';

/** Somebody who wants a seat, and all places that were told. */
function person(seats: ReturnType<typeof createSeats>) {
  const told: string[] = [];
  const seat = seats.open((place) => told.push(words(place)));
  return { seat, told };
}

const words = (place: SeatPlace): string =>
  place.state === 'waiting' ? `${place.position} of ${place.of}` : place.state;

describe('seats', () => {
  it('are taken in the order of coming; who waits is told of each change', async () => {
    const seats = createSeats(1);
    const [ada, bob, cem] = [person(seats), person(seats), person(seats)];
    assert.equal(await ada.seat.take(), true);
    const [bobs, cems] = [bob.seat.take(), cem.seat.take()];
    ada.seat.leave();
    assert.equal(await bobs, true);
    bob.seat.leave();
    assert.equal(await cems, true);
    assert.deepEqual(ada.told, ['ready', 'none']);
    assert.deepEqual(bob.told, ['1 of 1', '1 of 2', 'ready', 'none']);
    assert.deepEqual(cem.told, ['2 of 2', '1 of 1', 'ready']);
  });

  it('who leaves the line gets none, and the others move up', async () => {
    const seats = createSeats(1);
    const [ada, bob, cem] = [person(seats), person(seats), person(seats)];
    await ada.seat.take();
    const [bobs, cems] = [bob.seat.take(), cem.seat.take()];
    bob.seat.leave();
    assert.equal(await bobs, false);
    assert.deepEqual(cem.told, ['2 of 2', '1 of 1']);
    ada.seat.leave();
    assert.equal(await cems, true);
  });

  it('one is free when what was in it has ended, and not before', async () => {
    const seats = createSeats(1);
    const [ada, bob] = [person(seats), person(seats)];
    await ada.seat.take();
    const bobs = bob.seat.take();
    let end: () => void = () => {};
    ada.seat.leave(
      new Promise<void>((done) => {
        end = done;
      }),
    );
    await Promise.resolve();
    assert.equal(words(bob.seat.place()), '1 of 1');
    end();
    assert.equal(await bobs, true);
  });

  it('who asks twice has one seat, or one place in line', async () => {
    const seats = createSeats(1);
    const [ada, bob] = [person(seats), person(seats)];
    await Promise.all([ada.seat.take(), ada.seat.take()]);
    const waits = [bob.seat.take(), bob.seat.take()];
    assert.equal(seats.waiting(), 1);
    ada.seat.leave();
    assert.deepEqual(await Promise.all(waits), [true, true]);
    bob.seat.leave();
    assert.equal(await ada.seat.take(), true);
  });

  it('tell when somebody begins to wait, and when nobody does any more', async () => {
    const seats = createSeats(1);
    const crowds: boolean[] = [];
    seats.onCrowd((crowded) => crowds.push(crowded));
    const [ada, bob, cem] = [person(seats), person(seats), person(seats)];
    await ada.seat.take();
    void bob.seat.take();
    void cem.seat.take();
    bob.seat.leave();
    cem.seat.leave();
    assert.deepEqual(crowds, [true, false]);
  });
});
