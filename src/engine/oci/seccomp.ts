import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sandboxDir } from '../../environment/places.ts';

const policySchema = z.strictObject({
  allow: z.array(z.string()),
  sockets: z.record(z.string(), z.number().int()),
  refusedIoctls: z.record(z.string(), z.string().regex(/^0x[0-9a-f]+$/)),
});
export type SeccompPolicy = z.infer<typeof policySchema>;

export async function readSeccompPolicy(): Promise<SeccompPolicy> {
  return policySchema.parse(JSON.parse(await readFile(join(sandboxDir, 'seccomp.json'), 'utf8')));
}

interface MaskedValue {
  readonly mask: number;
  readonly value: number;
}

/**
 * All 32-bit numbers but the refused ones, as masked values. A filter sees 64 bits of an argument of which the kernel
 * uses 32: a plain "not equal" is passed by setting a bit above, a mask is not.
 */
export function allBut(refused: readonly number[]): readonly MaskedValue[] {
  const allowed: MaskedValue[] = [];
  const walk = (depth: number, prefix: number) => {
    const shift = 32 - depth;
    const mask = depth === 0 ? 0 : (0xffffffff << shift) >>> 0;
    const below = refused.filter((value) => (value & mask) >>> 0 === prefix);
    if (below.length === 0) allowed.push({ mask, value: prefix });
    else if (depth < 32) {
      walk(depth + 1, prefix);
      walk(depth + 1, (prefix | (1 << (shift - 1))) >>> 0);
    }
  };
  walk(0, 0);
  return allowed;
}

/** The policy as the OCI specification's `linux.seccomp`. What is not allowed looks as if the kernel lacked it. */
export function seccompProfile(policy: SeccompPolicy): Record<string, unknown> {
  const refused = Object.values(policy.refusedIoctls).map(Number);
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: 38,
    architectures: process.arch === 'arm64' ? ['SCMP_ARCH_AARCH64'] : ['SCMP_ARCH_X86_64'],
    syscalls: [
      { names: policy.allow, action: 'SCMP_ACT_ALLOW' },
      ...Object.values(policy.sockets).map((family) => ({
        names: ['socket'],
        action: 'SCMP_ACT_ALLOW',
        args: [{ index: 0, value: family, op: 'SCMP_CMP_EQ' }],
      })),
      ...allBut(refused).map(({ mask, value }) => ({
        names: ['ioctl'],
        action: 'SCMP_ACT_ALLOW',
        args: [{ index: 1, value: mask, valueTwo: value, op: 'SCMP_CMP_MASKED_EQ' }],
      })),
    ],
  };
}
