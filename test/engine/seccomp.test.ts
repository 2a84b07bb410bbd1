import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allBut, readSeccompPolicy, seccompProfile } from '../../src/engine/oci/seccomp.ts';

const allows = (rules: ReturnType<typeof allBut>, value: number) =>
  rules.some((rule) => (value & rule.mask) >>> 0 === rule.value);

describe('all numbers but some, as masks', () => {
  const refused = [0x5412, 0x541c];
  const rules = allBut(refused);
  it('refuses exactly those', () => {
    for (const value of refused) assert.equal(allows(rules, value), false);
    for (let bit = 0; bit < 32; bit++) {
      for (const value of refused) {
        const neighbour = (value ^ (1 << bit)) >>> 0;
        assert.equal(allows(rules, neighbour), !refused.includes(neighbour), neighbour.toString(16));
      }
    }
    for (const value of [0, 1, 0xffffffff, 0x5401, 0x5413, 0x80045430])
      assert.equal(allows(rules, value), true);
  });
  it('looks at no bit above the 32 that the kernel uses', () => {
    assert.ok(rules.every((rule) => rule.mask <= 0xffffffff));
  });
});

describe('the profile', () => {
  it('says "no such call" to all that it does not name', async () => {
    const profile = seccompProfile(await readSeccompPolicy());
    assert.equal(profile.defaultAction, 'SCMP_ACT_ERRNO');
    assert.equal(profile.defaultErrnoRet, 38);
  });
  it('does not name what could hurt', async () => {
    const { allow } = await readSeccompPolicy();
    for (const name of [
      'bpf',
      'keyctl',
      'add_key',
      'io_uring_setup',
      'init_module',
      'kexec_load',
      'open_by_handle_at',
      'perf_event_open',
      'userfaultfd',
      'ioctl',
      'socket',
      'socketcall',
    ]) {
      assert.equal(allow.includes(name), false, name);
    }
  });
});
