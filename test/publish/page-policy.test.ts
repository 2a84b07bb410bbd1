import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pagePolicy } from '../../src/publish/page-policy.ts';
import { securityHeaders } from '../../src/serve/security-headers.ts';

it('a published page may do what a served one may; a page cannot say who frames it', () => {
  let served = '';
  const response = {
    set: (headers: Readonly<Record<string, string>>) => {
      served = headers['Content-Security-Policy'] ?? '';
    },
  };
  Reflect.apply(securityHeaders, undefined, [{}, response, () => {}]);
  const ofPages = served.split('; ').filter((one) => !one.startsWith('frame-ancestors'));
  assert.deepEqual(pagePolicy.split('; '), ofPages);
});
