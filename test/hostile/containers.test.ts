import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { bash } from '../support/cells.ts';
import { openContainerSession, openWithImage, pageServer, whyNoDocker } from '../support/containers.ts';
import { eventually, eventuallyNone } from '../support/eventually.ts';
import { openSession } from '../support/sessions.ts';

const skip = await whyNoDocker();
const megabyte = 1 << 20;

/** Processes of the host's with such arguments, in whatever session. */
const processesOf = (args: string): readonly string[] =>
  execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(args));

/** What a cell of a session with containers tries, and what it must see. */
const probes: readonly { what: string; script: string; sees: RegExp }[] = [
  {
    what: 'has the capabilities that docs/safety.md lists and no other',
    script: 'grep -E "^Cap(Prm|Eff|Bnd|Amb)" /proc/self/status | cut -f 2',
    sees: /^00000000802401fb\n00000000802401fb\n00000000802401fb\n0000000000000000$/,
  },
  {
    what: 'gains nothing from new programs, behind the same filter',
    script: 'grep -E "^(NoNewPrivs|Seccomp):" /proc/self/status | cut -f 2',
    sees: /^1\n2$/,
  },
  {
    what: 'cannot write to the root file system, however it mounts it',
    script:
      'mount -o remount,rw /; mount -o remount,bind,rw /; mkdir /tmp/r; mount --rbind / /tmp/r; mount -o remount,bind,rw /tmp/r; touch /etc/x /tmp/r/etc/x; ls /etc/x',
    sees: /(Read-only file system[\s\S]*){2}No such file/,
  },
  {
    what: 'cannot take away what is mounted, to see what is below',
    script:
      'for at in /nix /sys /dev /proc; do umount -l $at || umount -l -n $at; done; ls /nix/store > /dev/null && ls /dev/vda',
    sees: /cannot access '\/dev\/vda'/,
  },
  {
    what: 'cannot loosen what is mounted',
    script:
      'for at in /proc /dev/pts /sys; do mount -o remount,exec,suid,dev $at && echo broken; done; echo tried',
    sees: /^(?![\s\S]*broken)[\s\S]*tried/,
  },
  {
    what: 'cannot mount a disk, the host’s devices, /sys, or control groups',
    script:
      'for type in ext4 devtmpfs sysfs cgroup cgroup2 debugfs tracefs securityfs; do mount -t $type /dev/vda /mnt && echo broken; done; echo tried',
    sees: /^(?![\s\S]*broken)[\s\S]*tried/,
  },
  { what: 'cannot make a device', script: 'mknod /tmp/d b 254 0', sees: /not permitted/ },
  {
    what: 'cannot set kernel parameters',
    script:
      'echo x > /proc/sys/kernel/core_pattern; echo 1 > /proc/sys/vm/drop_caches; echo b > /proc/sysrq-trigger',
    sees: /(Permission denied[\s\S]*){2}(Permission denied|No such file)/,
  },
  {
    what: 'cannot read, enter or end the agent',
    script:
      'cat /proc/1/environ /proc/1/maps; ls /proc/1/root; nsenter -t 1 -U -m true; kill -KILL 1; kill -STOP 1; echo "still $(cat /proc/1/comm)"',
    sees: /(Permission denied[\s\S]*){3}reassociate[\s\S]*still/,
  },
  {
    what: 'does not reach the user namespace that owns its network',
    script: `perl -e 'for (["net", 0xb701], ["user", 0xb702]) { open my $f, "<", "/proc/self/ns/$_->[0]"; print ioctl($f, $_->[1], 0) ? "broken " : "refused " }'`,
    sees: /^refused refused$/,
  },
  { what: 'sees its own processes only', script: 'ls /proc | grep -c "^[0-9]"', sees: /^\d$/ },
  { what: 'sees an empty /sys', script: 'find /sys -type f | wc -l', sees: /^0$/ },
  {
    what: 'has no network but loopback',
    script:
      "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; curl -sS --max-time 3 http://169.254.169.254/",
    sees: /^lo\n.*(unreachable|[Cc]ould not connect|Failed to connect|Couldn't connect)/,
  },
];

describe('a probe of the walls of a session with containers', () => {
  for (const { what, script, sees } of probes) {
    it(what, async () => {
      await using session = await openContainerSession();
      assert.match((await session.run(bash(script))).text, sees);
    });
  }

  it('a session beside it sees none of its files and processes', async () => {
    await using a = await openContainerSession();
    await using b = await openContainerSession();
    await a.run(
      bash('for at in /tmp /var/cache /sys /run /home/piste; do echo secret > $at/left; done; sleep 4243 &'),
    );
    const { text } = await b.run(
      bash(
        'ls /tmp/left /var/cache/left /sys/left /run/left /home/piste/left; pgrep -f "^sleep 4243" || echo none',
      ),
    );
    assert.match(text, /^(.*No such file.*\n){5}none$/);
  });

  it('memory that it mounts counts as its own, not as the machine’s', async () => {
    await using session = await openContainerSession();
    const { result } = await session.run(
      bash('mkdir m; mount -t tmpfs -o size=8g none m; head -c 4G /dev/zero > m/big', { timeoutMs: 60_000 }),
    );
    assert.equal(result.reason, 'killed: out of memory (512 MB)');
  });
});

describe('limits cannot be lifted from inside', () => {
  for (const containers of [false, true]) {
    it(`no namespace of control groups is made in a session with${containers ? '' : 'out'} containers`, async () => {
      await using session = await openSession({}, containers);
      const { text } = await session.run(
        bash(
          'unshare -UrmC true; unshare -Urm sh -c "echo 9 > /proc/sys/user/max_cgroup_namespaces; unshare -C true"; unshare -Urm mount -t cgroup -o memory none /mnt; unshare -Urm mount -t cgroup2 none /mnt; echo tried',
        ),
      );
      assert.match(
        text,
        /^unshare: .*No space left[\s\S]*unshare: .*No space left[\s\S]*(mount: [\s\S]*){2}tried$/,
      );
    });
  }
});

describe('what runs in a container is held as its session is', { skip }, () => {
  it('a container with every privilege sees the session’s files and no more', async () => {
    await using session = await openWithImage();
    const { text } = await session.run(
      bash(
        // Two streams of a container come one before the other as podman likes.
        `docker run --rm --privileged -v /:/host tiny sh -c '
          exec 2>&1
          touch /host/etc/x; mknod /tmp/d b 254 0; mount -t ext4 /dev/vda /tmp; mount -t sysfs none /tmp
          ls /host/etc/piste/agent.pl /host/root; ls /dev | grep -cE "^(vd|sd|nvme|mem|kmsg)"'`,
      ),
    );
    assert.match(
      text,
      /Read-only file system[\s\S]*not permitted[\s\S]*\/host\/etc\/piste\/agent\.pl[\s\S]*\n0$/,
    );
    assert.equal(
      (await session.run(bash('docker run --rm --device /dev/vda tiny true'))).result.status,
      'failed',
    );
  });

  it('calls that the session lacks are missing in its containers too, filtered there or not', async () => {
    await using session = await openWithImage();
    const call = "perl -e 'print syscall($_, 0, 0, 0, 0, 0) == -1 ? $!+0 : q(worked), q( ) for @ARGV'";
    // add_key, bpf, perf_event_open, userfaultfd, io_uring_setup, open_by_handle_at, on either kind of processor.
    const numbers = process.arch === 'x64' ? '248 321 298 323 425 304' : '217 280 241 282 425 265';
    const { text } = await session.run(
      bash(`docker run --rm --privileged --security-opt seccomp=unconfined tiny ${call} ${numbers}`),
    );
    assert.equal(text, '38 38 38 38 38 38');
  });

  it('a memory bomb is killed, and the slide says why', async () => {
    await using session = await openWithImage();
    const { result } = await session.run(bash(`docker run --rm tiny perl -e 'my $x = "a" x 2e9'`));
    assert.equal(result.reason, 'killed: out of memory (512 MB)');
    assert.equal((await session.run(bash('docker run --rm tiny id -u'))).text, '0');
  });

  it('a fork bomb meets the session’s limit, a neighbour goes on, and stopping clears it', async () => {
    const bombs = () => processesOf('perl -e 4245; fork while 1');
    {
      await using attacker = await openWithImage({ pids: 100 });
      await using neighbour = await openSession();
      const abort = new AbortController();
      const bomb = attacker.run(bash("docker run --rm tiny perl -e '4245; fork while 1'"), abort.signal);
      await eventually(() => bombs().length > 10, 'it has not grown');
      assert.equal((await neighbour.run(bash('echo $((6 * 7))'))).text, '42');
      assert.ok(bombs().length <= 100, `${bombs().length} processes`);
      abort.abort();
      assert.notEqual((await bomb).result.status, 'ok');
    }
    await eventuallyNone(bombs);
  });

  it('a full disk is the session’s', async () => {
    await using session = await openWithImage({ diskBytes: 128 * megabyte });
    const { text } = await session.run(
      bash('docker run --rm tiny head -c 1G /dev/zero > big; stat -c %s big'),
    );
    assert.match(text, /no space left on device/i);
    assert.ok(Number(text.match(/^\d+$/m)?.[0]) <= 128 * megabyte);
  });

  it('a port of a container is the session’s, not the host’s', async () => {
    await using session = await openWithImage();
    await session.run(bash(`docker run -d tiny perl -e '${pageServer}' 18213`));
    const curl = 'curl -s --retry 20 --retry-connrefused --retry-delay 1 http://localhost:18213/';
    assert.equal((await session.run(bash(curl))).text, 'from a container');
    const refused = await new Promise<string | undefined>((done) => {
      const socket = connect(18_213, '127.0.0.1', () => done('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    });
    assert.equal(refused, 'ECONNREFUSED');
  });

  it('nothing is left of containers that run when their session is stopped', async () => {
    const processes = () => processesOf('sleep 4244');
    {
      await using session = await openWithImage();
      await session.run(bash('for i in 1 2 3; do docker run -d tiny sleep 4244; done'));
      await eventually(() => processes().length === 3, 'not all are up');
    }
    await eventuallyNone(processes);
    assert.equal(readFileSync('/proc/self/mountinfo', 'utf8').includes('containers/storage'), false);
  });
});
