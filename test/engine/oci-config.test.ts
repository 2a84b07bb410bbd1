import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idsAbove, oneId } from '../../src/engine/oci/id-maps.ts';
import { type BundleSpec, ociConfig } from '../../src/engine/oci/oci-config.ts';
import { testLimits } from '../support/sessions.ts';

const owner = { uid: 1_900_000_001, gid: 1_900_000_001 };
const plain: BundleSpec = {
  rootfs: '/environment/rootfs',
  ids: oneId(owner),
  limits: testLimits,
  containers: false,
  cgroupsPath: '/piste/1',
  deviceRules: true,
  seccomp: { defaultAction: 'SCMP_ACT_ERRNO' },
  hostname: 'piste',
  plainMounts: false,
  archives: 0,
};
const withContainers: BundleSpec = { ...plain, ids: idsAbove(owner), containers: true };

/** The parts that a session with containers may differ in. */
interface Config {
  readonly root: unknown;
  readonly process: {
    readonly args: readonly string[];
    readonly capabilities: { readonly bounding: readonly string[] };
    readonly noNewPrivileges: boolean;
  };
  readonly mounts: readonly { readonly destination: string }[];
  readonly linux: { readonly [key: string]: unknown };
}
const configOf = (spec: BundleSpec): Config => JSON.parse(JSON.stringify(ociConfig(spec)));

describe('the configuration of a session without containers', () => {
  const config = configOf(plain);
  it('maps one id', () => {
    assert.deepEqual(config.linux.uidMappings, [{ containerID: 0, hostID: owner.uid, size: 1 }]);
    assert.deepEqual(config.linux.gidMappings, [{ containerID: 0, hostID: owner.gid, size: 1 }]);
  });
  it('has neither /sys nor kernel parameters', () => {
    assert.deepEqual(
      config.mounts.map((mount) => mount.destination),
      ['/proc', '/dev', '/dev/pts', '/dev/shm'],
    );
    assert.equal(config.linux.sysctl, undefined);
  });
  it('lets the agent change to no other id', () => {
    for (const name of ['CAP_SETUID', 'CAP_SETGID'])
      assert.equal(config.process.capabilities.bounding.includes(name), false);
  });
});

describe('the configuration of a session with containers', () => {
  const [without, config] = [configOf(plain), configOf(withContainers)];
  it('maps 65,536 ids and tells the agent so', () => {
    assert.deepEqual(config.linux.uidMappings, [{ containerID: 0, hostID: owner.uid, size: 65_536 }]);
    assert.deepEqual(config.process.args, [...without.process.args, '65536']);
  });
  it('has three capabilities more, to hand these ids on and to unpack a snapshot with an image in it', () => {
    const before = without.process.capabilities.bounding;
    assert.deepEqual(
      config.process.capabilities.bounding.filter((name) => !before.includes(name)),
      ['CAP_SETUID', 'CAP_SETGID', 'CAP_FSETID'],
    );
  });
  it('tells the agent how many archives it finds open, after the ids, of which there may be none', () => {
    const { args } = configOf({ ...plain, archives: 3 }).process;
    assert.deepEqual(args, [...without.process.args, '0', '3']);
    const both = configOf({ ...withContainers, archives: 3 }).process.args;
    assert.deepEqual(both, [...config.process.args, '3']);
  });
  it('has small empty folders where container tools look', () => {
    assert.deepEqual(
      config.mounts.slice(without.mounts.length).map((mount) => mount.destination),
      ['/sys', '/sys/fs/cgroup', '/var/cache'],
    );
  });
  it('is as locked down in all else: filter, limits, namespaces, root, no new privileges', () => {
    for (const part of ['seccomp', 'resources', 'namespaces', 'cgroupsPath'])
      assert.deepEqual(config.linux[part], without.linux[part], part);
    assert.deepEqual(config.root, { path: plain.rootfs, readonly: true });
    assert.equal(config.process.noNewPrivileges, true);
  });
});
