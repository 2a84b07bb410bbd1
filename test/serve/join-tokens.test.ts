import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJoinTokens } from '../../src/serve/remote/join-tokens.ts';

describe('join tokens', () => {
  it('have 192 bits, and another server has others', () => {
    const token = createJoinTokens().current();
    assert.match(token, /^[\w-]{32}$/);
    assert.notEqual(token, createJoinTokens().current());
  });

  it('buy a secret until a phone has come with it, and nothing after', () => {
    const tokens = createJoinTokens();
    const token = tokens.current();
    const joined = tokens.join(token, 'a');
    assert.ok(typeof joined === 'object' && tokens.knows(joined.secret));
    assert.ok(typeof tokens.join(token, 'b') === 'object', 'a look at the address does not use it up');
    tokens.arrived(joined.secret);
    assert.equal(tokens.join(token, 'c'), 'wrong');
    assert.ok(tokens.knows(joined.secret));
    const next = tokens.current();
    tokens.arrived(joined.secret);
    assert.equal(tokens.current(), next, 'a phone that comes back leaves the next one’s alone');
  });

  it('let one phone in, however many have looked at the address', () => {
    const tokens = createJoinTokens();
    const [one, other] = [tokens.join(tokens.current(), 'a'), tokens.join(tokens.current(), 'b')];
    assert.ok(typeof one === 'object' && typeof other === 'object');
    tokens.arrived(other.secret);
    assert.equal(tokens.knows(one.secret), false);
    assert.equal(tokens.knows(other.secret), true);
  });

  it('may be guessed five times a minute by one sender, which keeps no other from joining', () => {
    let now = 0;
    const tokens = createJoinTokens(() => now);
    for (let guess = 0; guess < 5; guess++) assert.equal(tokens.join('wrong', 'a'), 'wrong');
    assert.equal(tokens.join('wrong', 'a'), 'too often');
    assert.equal(tokens.join(tokens.current(), 'a'), 'too often');
    assert.equal(typeof tokens.join(tokens.current(), 'b'), 'object');
    now = 60_000;
    assert.equal(typeof tokens.join(tokens.current(), 'a'), 'object');
  });

  it('know no empty secret', () => {
    assert.equal(createJoinTokens().knows(''), false);
  });
});
