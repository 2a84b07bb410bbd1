import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { bash, makeCell } from '../support/cells.ts';
import { openSession } from '../support/sessions.ts';

/** What a cell tries, and what it must see. */
const probes: readonly { what: string; script: string; sees: RegExp }[] = [
  {
    what: 'gains nothing from new programs',
    script: 'grep NoNewPrivs /proc/self/status',
    sees: /NoNewPrivs:\s+1/,
  },
  {
    what: 'has two capabilities, over its own files only (see docs/safety.md)',
    script: 'grep -E "^Cap(Prm|Eff|Bnd)" /proc/self/status',
    sees: /^CapPrm:\s+0000000080000002\nCapEff:\s+0000000080000002\nCapBnd:\s+0000000080000002$/,
  },
  {
    what: 'runs behind a seccomp filter',
    script: 'grep "^Seccomp:" /proc/self/status',
    sees: /Seccomp:\s+2/,
  },
  {
    what: 'is no one on the host',
    script: 'awk \'{ print ($2 == 0) ? "root" : "other", $3 }\' /proc/self/uid_map',
    sees: /^other 1$/,
  },
  {
    what: 'cannot write to the root file system',
    script: 'touch /etc/x /usr/bin/x /piste',
    sees: /(Read-only file system[\s\S]*){3}/,
  },
  {
    what: 'cannot remount it',
    script: 'mount -o remount,rw /',
    sees: /denied|not permitted|must be superuser/,
  },
  {
    what: 'cannot mount a disk',
    script: 'mount -t ext4 /dev/vda /mnt; mount -t ext4 /dev/sda1 /mnt',
    sees: /denied|not permitted|does not exist|superuser/,
  },
  { what: 'cannot make a device', script: 'mknod /tmp/d b 8 0', sees: /not permitted/ },
  {
    what: 'cannot read memory or disks',
    script: 'cat /dev/mem /dev/kmem /dev/vda /dev/sda 2>&1',
    sees: /(No such file[\s\S]*){4}/,
  },
  {
    what: 'cannot set kernel parameters',
    script: 'echo x > /proc/sys/kernel/core_pattern; echo b > /proc/sysrq-trigger',
    sees: /(Permission denied|Read-only)[\s\S]*(Permission denied|Read-only|No such file)/,
  },
  {
    what: 'cannot read the agent',
    script: 'cat /proc/1/environ /proc/1/maps /proc/1/fd/0',
    sees: /(Permission denied[\s\S]*){3}/,
  },
  {
    what: 'cannot enter the agent’s namespaces',
    script: 'nsenter -t 1 -m -u -n true',
    sees: /Permission denied|not permitted|No such file/,
  },
  {
    what: 'cannot end the agent',
    script: 'kill -KILL 1; kill -TERM 1; echo "still $(cat /proc/1/comm)"',
    sees: /still/,
  },
  { what: 'sees its own processes only', script: 'ls /proc | grep -c "^[0-9]"', sees: /^\d$/ },
  { what: 'has no /sys', script: 'ls /sys | wc -l', sees: /^0$/ },
  {
    what: 'sees no cgroup files',
    script: 'ls /sys/fs/cgroup 2>&1; grep -c cgroup /proc/self/mounts',
    sees: /No such file[\s\S]*0/,
  },
  {
    what: 'gains nothing in a namespace of its own',
    script:
      'unshare -Urm sh -c "mount -o remount,rw,bind / && echo broken; mount -t ext4 /dev/vda /mnt && echo broken; echo tried"',
    sees: /^(?![\s\S]*broken)[\s\S]*tried/,
  },
  {
    what: 'cannot leave by chroot',
    script: `unshare -Ur perl -e 'mkdir "/tmp/j"; chroot "/tmp/j"; chdir ".." for 1..64; chroot "."; print -e "/etc/piste/agent.pl" ? "own root" : "elsewhere"'`,
    sees: /^own root$/,
  },
];

describe('a probe of the walls', () => {
  for (const { what, script, sees } of probes) {
    it(what, async () => {
      await using session = await openSession();
      assert.match((await session.run(bash(script))).text, sees);
    });
  }
});

/** System calls that the filter takes away, by number on x86_64 (empty elsewhere: the names are the same in the profile). */
const refusedCalls: Readonly<Record<string, number>> =
  process.arch === 'x64'
    ? {
        add_key: 248,
        keyctl: 250,
        bpf: 321,
        perf_event_open: 298,
        userfaultfd: 323,
        io_uring_setup: 425,
        kexec_load: 246,
        init_module: 175,
        open_by_handle_at: 304,
        fsopen: 430,
        move_mount: 429,
        process_vm_readv: 310,
        quotactl: 179,
        swapon: 167,
        reboot: 169,
        syslog: 103,
        pidfd_getfd: 438,
        kcmp: 312,
        modify_ldt: 154,
        name_to_handle_at: 303,
      }
    : {};

describe('system calls', () => {
  for (const [name, number] of Object.entries(refusedCalls)) {
    it(`${name} does not exist`, async () => {
      await using session = await openSession();
      const { text } = await session.run(
        bash(`perl -e 'my $r = syscall(${number}, 0, 0, 0, 0, 0); print $r == -1 ? $!+0 : "worked"'`),
      );
      assert.equal(text, '38');
    });
  }

  it('typing into a terminal from below (TIOCSTI, TIOCLINUX) does not exist, whatever the upper bits', async () => {
    await using session = await openSession();
    const ioctl = process.arch === 'x64' ? 16 : 29;
    for (const request of ['0x5412', '0x541c', '0x5412 | 1 << 32', '0x541c | 1 << 40']) {
      const { text } = await session.run(
        bash(`perl -e 'my $c = "x"; print syscall(${ioctl}, 0, ${request}, $c) == -1 ? $!+0 : "worked"'`),
      );
      assert.equal(text, '38', request);
    }
  });

  it('sockets of unusual families cannot be made, even as root of a namespace of one’s own', async () => {
    await using session = await openSession();
    for (const family of [17, 38, 40, 16 + 21]) {
      const { text } = await session.run(
        bash(`unshare -Urn perl -e 'socket(my $s, ${family}, 3, 0) and print "made" or print "refused"'`),
      );
      assert.equal(text, 'refused', `family ${family}`);
    }
  });
});

describe('nothing is shared between sessions', () => {
  it('files in /tmp, /dev/shm, /var/tmp, /run, the home and the store stay where they were made', async () => {
    await using a = await openSession();
    await using b = await openSession();
    const places = [
      '/tmp',
      '/dev/shm',
      '/var/tmp',
      '/run',
      '/home/piste',
      '/work',
      '/nix/store',
      '/nix/var/nix',
    ];
    for (const place of places) {
      await a.run(bash(`echo secret > ${place}/left; chmod 4755 ${place}/left`));
      assert.match((await b.run(bash(`cat ${place}/left`))).text, /No such file/, place);
    }
  });

  it('set-uid gives nothing, in the environment or made here', async () => {
    await using session = await openSession();
    assert.equal(
      (await session.run(bash('find / -xdev -perm /6000 -type f 2> /dev/null | wc -l'))).text,
      '0',
    );
  });

  it('the environment on disk is as it was after a session has "changed" it', async () => {
    await using a = await openSession();
    const before = (await a.run(bash('ls /nix/store | md5sum'))).text;
    await a.run(bash('nix-store --add /etc/hostname; rm -rf /nix/store/*-bash-*'));
    await using b = await openSession();
    assert.equal((await b.run(bash('ls /nix/store | md5sum'))).text, before);
  });
});

describe('no network', () => {
  it('there is loopback and nothing else', async () => {
    await using session = await openSession();
    assert.equal((await session.run(bash("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"))).text, 'lo');
    assert.equal(
      (await session.run(bash("awk 'NR > 1' /proc/net/route; cat /proc/net/ipv6_route | grep -vw lo"))).text,
      '',
    );
  });

  const ranges = [
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '8.8.8.8',
    '[fe80::1]',
    '[fd00::1]',
    '[2001:4860:4860::8888]',
    '[::ffff:10.0.0.1]',
  ];
  for (const address of ranges) {
    it(`${address} is out of reach`, async () => {
      await using session = await openSession();
      const { text } = await session.run(
        bash(`curl -gsS --max-time 3 http://${address}/`, { expect: 'fail' }),
      );
      assert.match(text, /Network is unreachable|Could not connect|Failed to connect|Couldn't connect/);
    });
  }

  it("the host's own loopback is not the session's", async () => {
    const server = createServer((_request, response) => response.end('host'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      await using session = await openSession();
      const { text } = await session.run(
        bash(`curl -sS --max-time 3 http://127.0.0.1:${port}/`, { expect: 'fail' }),
      );
      assert.match(text, /Could not connect|Failed to connect|Couldn't connect/);
    } finally {
      server.close();
    }
  });
});

describe('files that a deck writes or patches stay below its work folder', () => {
  const write = (path: string) =>
    makeCell({ kind: 'file', language: 'text', body: 'owned\n', options: { path } });
  it('whatever a cell has put in the way', async () => {
    await using session = await openSession();
    await session.run(
      bash('ln -s /tmp out; ln -s /etc/passwd file; mkdir dir; ln -s /etc/passwd linked.txt'),
    );
    const rows = [
      ['out/x', /\/work\/out is a link/],
      ['../x', /not a path below \/work/],
      ['/etc/x', /not a path below \/work/],
      ['a/../../x', /not a path below \/work/],
      ['dir', /\/work\/dir is a folder/],
    ] as const;
    for (const [path, reason] of rows) {
      const { result } = await session.run(write(path));
      assert.equal(result.status, 'failed', path);
      assert.match(result.reason ?? '', reason);
    }
    // A link at the end is replaced, not followed.
    assert.equal((await session.run(write('linked.txt'))).result.status, 'ok');
    assert.equal((await session.run(bash('test -L linked.txt; echo $?; cat linked.txt'))).text, '1\nowned');
  });

  it('reading for a patch follows no link and takes no device or giant', async () => {
    await using session = await openSession();
    await session.run(
      bash('ln -s /etc/passwd secret; mkfifo pipe; truncate -s 100M giant; ln -s /dev/zero endless'),
    );
    for (const path of ['secret', 'pipe', 'giant', 'endless']) {
      const cell = makeCell({ kind: 'patch', language: 'diff', body: '-root\n+x\n', options: { path } });
      const { result } = await session.run(cell);
      assert.equal(result.status, 'failed', path);
      assert.match(result.reason ?? '', /symbolic links|not a plain file|larger than/, path);
    }
  });
});
