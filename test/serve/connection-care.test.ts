import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createAddressPace } from '../../src/serve/workshop/connection-care.ts';

it('an address that asks without end is refused for a while, and no other is', () => {
  let now = 0;
  const isTooFast = createAddressPace(() => now);
  const refused = Array.from({ length: 5000 }, () => isTooFast('a')).filter(Boolean).length;
  assert.equal(refused, 1000);
  assert.equal(isTooFast('b'), false);
  now += 10_001;
  assert.equal(isTooFast('a'), false);
});
