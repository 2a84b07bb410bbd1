import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bash, makeCell } from '../support/cells.ts';
import { openWithImage, whyNoDocker } from '../support/containers.ts';
import { openSession } from '../support/sessions.ts';
import { restoredSession, snapshotFolder } from '../support/snapshots.ts';

/** A derivation that writes its name and needs no package. */
const build = (name: string) =>
  `nix build --impure -o ${name} --expr 'derivation { name = "${name}"; system = builtins.currentSystem; ` +
  `builder = "/bin/sh"; args = [ "-c" "echo ${name} > $out" ]; }'`;

/** Chains, and a cell that shows what they have made. */
const chains: Readonly<Record<string, { readonly cells: readonly string[]; readonly shows: string }>> = {
  'variables, of every kind': {
    cells: [
      'plain="two\nlines"; export passed=1; readonly fixed=2; declare -i number=3; unset PAGER',
      'list=(a "b c" [7]=h); declare -A map=([key]="a value" ["]"]=x); declare -n other=plain; IFS=:',
    ],
    shows: 'declare -p plain passed fixed number list map other IFS PAGER; env | grep -v "^_=" | sort',
  },
  'functions, aliases and options': {
    cells: [
      'shopt -s extglob nullglob',
      'f() { case $1 in @(a|b)) echo "extended $1" ;; esac; }; export -f f; alias hi="echo hello"; set -u -C',
    ],
    shows: 'declare -f f; declare -Fx; f a; bash -c "f b"; alias; hi; shopt; set -o; echo "$-"',
  },
  'the folder, the stack of folders, mask, arguments and traps': {
    cells: [
      'mkdir -p "a folder" && cd "a folder" && pushd /usr > /dev/null && pushd /tmp > /dev/null',
      `umask 027; set -- one "two words"; trap 'echo caught' USR1; trap '' INT`,
    ],
    shows: 'pwd; dirs -l -p; cd -; umask; echo $#; printf "<%s>" "$@"; trap -p; kill -USR1 $$',
  },
  'the status that the next cell sees': { cells: ['(exit 3)'], shows: 'echo $?' },
  'the status where failures end the shell': { cells: ['set -e', 'false'], shows: 'echo "$? $-"' },
  'what a shell that has ended left to the next': {
    cells: ['kept=1; cd /tmp; exit 4'],
    shows: 'echo $kept $PWD $?',
  },
  tracing: { cells: ['set -x', 'true'], shows: 'echo traced' },
  'lines printed as they are read': { cells: ['set -v', 'set -x'], shows: 'echo shown' },
  'traps that see every command': {
    cells: [
      'n=0; trap "n=\\$((n+1))" DEBUG; trap "echo failed" ERR; trap "echo returned" RETURN; f() { true; }',
      'alias trap=echo; trap() { echo own; }; f',
    ],
    shows: 'echo $n; f; false; builtin trap -p DEBUG ERR RETURN',
  },
  'variables of the shell that were unset': {
    cells: ['unset RANDOM SECONDS IFS', 'unset HOME PS4 OPTIND'],
    shows:
      'v="a:b c"; set -- $v; echo $# "[$IFS]" "[$RANDOM$SECONDS$HOME$PS4$OPTIND]"; SECONDS=5; echo $SECONDS',
  },
  'completions, builtins that are off, and known programs': {
    cells: ['complete -W "x y" words; enable -n echo', 'hash -p /bin/true nothing'],
    shows: 'complete -p; type -t echo; enable -n; nothing; builtin echo $?',
  },
  'functions named like what the shell calls': {
    cells: [
      'set() { echo set; }; trap() { echo trap; }; .() { echo dot; }; source() { echo source; }; shopt() { echo shopt; }',
      'declare() { echo declare; }; export -f declare; eval() { echo eval; }; unset() { echo unset; }; command() { echo c; }',
    ],
    shows:
      'set; trap; . x; source; shopt; declare; eval; unset; command; builtin declare -Fx; builtin shopt | head -5',
  },
  'aliases named like what the shell calls': {
    cells: [
      'alias builtin=echo declare=echo set=echo while=echo if=echo; alias alias=echo',
      'unalias if; break',
    ],
    shows: String.raw`\alias; set a; \shopt expand_aliases`,
  },
  'files, with all that belongs to them': {
    cells: [
      'echo text > file; chmod 640 file; ln file other; ln -s file link; ln -s /nowhere dangling; mkdir -p empty/inside',
      'touch -d "2001-02-03 04:05:06.789" old; mkfifo pipe; truncate -s 1M sparse; chmod 1777 empty; mkdir deep; chmod 0 deep',
      String.raw`touch -- "-n" $'new\nline' "ünï" "*" " "; setfattr -n user.note -v hello file 2> /dev/null`,
      'touch ~/.rc /tmp/t /var/tmp/v /dev/shm/s /run/r /run/piste/9mine; mkdir /run/piste/1',
    ],
    shows: String.raw`find /work ~ /tmp /var/tmp /dev/shm /run/r /run/piste/9mine /run/piste/1 -printf '%M %n %s %p %l\n' | sort; cat file; ls --full-time file old; du sparse`,
  },
  'the Nix store': {
    cells: [build('one'), `${build('two')}; rm one; nix-collect-garbage 2> /dev/null`, build('three')],
    shows:
      'ls /nix/store /nix/var/nix/gcroots/auto; cat two three; nix path-info --all | sort; nix path-info -r ./two; ' +
      'nix-store --verify --check-contents 2>&1; nix-store --gc --print-roots | grep -v /proc',
  },
};

describe('a chain restored at a cell equals the chain run to it', () => {
  for (const [what, { cells, shows }] of Object.entries(chains)) {
    it(what, async () => {
      await using folder = await snapshotFolder();
      const snapshots = folder.open();
      await using run = await openSession();
      for (const [at, body] of cells.entries()) {
        await run.run(bash(body));
        assert.ok(await snapshots.take(`cell-${at}`, run.session), `no snapshot after ${body}`);
      }
      const wanted = await run.run(bash(shows, { cols: 200 }));
      // At each cell, and from there run on to the end.
      for (const at of cells.keys()) {
        await using restored = await restoredSession(await snapshots.restoreOf(`cell-${at}`));
        for (const body of cells.slice(at + 1)) await restored.run(bash(body));
        const found = await restored.run(bash(shows, { cols: 200 }));
        assert.equal(found.text, wanted.text, `restored at cell ${at}`);
      }
    });
  }
});

describe('a check cell', () => {
  const rows: readonly (readonly [body: string, prints: string])[] = [
    ['echo a) ; x=5; (echo b', 'syntax error near unexpected token'],
    ['x=6; cat <<END\nno end', 'no end'],
    ['x=7 # (', ''],
    ['builtin() { echo mine; }; x=8', ''],
  ];
  it('changes nothing in the shell, whatever it closes or leaves open', async () => {
    await using session = await openSession();
    await session.run(bash('x=1; alias builtin=echo'));
    for (const [body, prints] of rows) {
      const { text } = await session.run(makeCell({ kind: 'check', body }));
      assert.ok(text.includes(prints), text);
      assert.equal((await session.run(bash('echo $x'))).text, '1', body);
    }
  });
});

describe('a snapshot', () => {
  it('is what two sessions begin with that do not see each other', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash('echo first > note; x=1'));
    await snapshots.take('key', session.session);
    const restore = await snapshots.restoreOf('key');
    await using one = await restoredSession(restore);
    await using two = await restoredSession(restore);
    await one.run(bash('echo changed > note; x=2; touch mine; nix-store --add note'));
    assert.equal((await two.run(bash('cat note; echo $x; ls'))).text, 'first\n1\nnote');
  });

  it('of a restored session shares what was built before, and the next one holds only what is new', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash(`head -c 4000000 /dev/urandom > big; nix-store --add big > path; rm big`));
    const first = await snapshots.take('first', session.session);
    await using restored = await restoredSession(await snapshots.restoreOf('first'));
    await restored.run(bash(build('more')));
    const second = await snapshots.take('second', restored.session);
    assert.ok(first && second);
    const stored = await folder.bytes();
    assert.ok(stored < first.sizeBytes + 2_000_000, `${stored} bytes`);
    await using again = await restoredSession(await snapshots.restoreOf('second'));
    const { text } = await again.run(
      bash('nix path-info "$(cat path)" ./more | wc -l; stat -c %s "$(cat path)"'),
    );
    assert.equal(text, '2\n4000000');
  });

  it('does not bring back what was taken from the store after it had been packed', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash('echo a > a; path=$(nix-store --add a); echo b > b; other=$(nix-store --add b)'));
    await snapshots.take('both', session.session);
    await session.run(bash('nix-store --delete "$path" 2> /dev/null'));
    await snapshots.take('one', session.session);
    await using restored = await restoredSession(await snapshots.restoreOf('one'));
    const { text } = await restored.run(bash('ls "$path" 2>&1 | sed "s/.*: //"; cat "$other"'));
    assert.equal(text, 'No such file or directory\nb');
  });

  it('remembers what of the environment itself was removed or changed', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(
      bash(
        'set -- /nix/store/*; gone=$1; rm -rf "$1"; rm -rf /nix/var/nix/db; mkdir /nix/var/nix/db; touch "$2/new"; changed=$2',
      ),
    );
    await snapshots.take('key', session.session);
    const shows = 'ls -d "$gone" 2>&1; ls -A /nix/var/nix/db; ls -A "$changed"; ls /nix/store';
    await using restored = await restoredSession(await snapshots.restoreOf('key'));
    assert.equal((await restored.run(bash(shows))).text, (await session.run(bash(shows))).text);
  });

  it('leaves the shell as it is: its jobs too', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash('sleep 1000 & false'));
    await snapshots.take('key', session.session);
    const { text } = await session.run(
      bash('echo $?; jobs; kill %1; sleep 1000 & jobs %+ | cut -c -3; kill %+'),
    );
    assert.equal(text, '1\n[1]+  Running                 sleep 1000 &\n[2]');
  });

  it('says nothing of a REPL that was open', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash('touch /run/piste/repl-0123.nix /run/piste/mine'));
    await snapshots.take('key', session.session);
    await using restored = await restoredSession(await snapshots.restoreOf('key'));
    const { text } = await restored.run(bash('ls /run/piste | grep -e repl -e mine'));
    assert.equal(text, 'mine');
  });

  it('names the commands that ran in the background, but not those of a terminal', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    const terminal = await session.session.openTerminal({
      argv: ['bash', '-c', 'perl -e "print qq(up\\n); sleep"'],
      cols: 80,
      rows: 24,
      onData: () => up(),
    });
    let up = () => {};
    const isUp = new Promise<void>((done) => {
      up = done;
    });
    terminal.grant(1000);
    await isUp;
    await session.run(
      bash(
        'sleep 1000 & (exec -a server sleep 1000) & disown; until [ "$(pgrep -c -x sleep)" = 2 ]; do :; done',
      ),
    );
    const snapshot = await snapshots.take('key', session.session);
    assert.deepEqual(snapshot?.background, ['sleep']);
    // The terminal's program is as it was.
    assert.equal((await session.run(bash('pgrep -c perl'))).text, '1');
  });

  it('is not kept while something goes on writing', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(
      bash(
        `head -c 30000000 /dev/zero > log
         perl -e 'open F, "+<", "log"; open my $begun, ">", "begun"; syswrite F, "x" while seek F, 0, 0' &
         until test -e begun; do :; done`,
      ),
    );
    assert.equal(await snapshots.take('key', session.session), undefined);
    assert.equal(await snapshots.find('key'), undefined);
    await session.run(bash('kill $!; wait'));
    assert.ok(await snapshots.take('key', session.session));
  });

  it('opens a terminal in the folder where the chain was', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openSession();
    await session.run(bash('mkdir project; cd project; x=1'));
    await snapshots.take('key', session.session);
    await using restored = await restoredSession(await snapshots.restoreOf('key'));
    let printed = '';
    const terminal = await restored.session.openTerminal({
      argv: ['pwd'],
      cols: 80,
      rows: 24,
      onData: (bytes) => {
        printed += bytes.toString();
      },
    });
    terminal.grant(1000);
    await terminal.exited;
    assert.equal(printed, '/work/project\r\n');
    assert.equal((await restored.run(bash('echo $x'))).text, '1');
  });
});

describe('a snapshot of a session with containers', async () => {
  const skip = await whyNoDocker();
  it('holds its images, with their owners and permissions', { skip }, async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await using session = await openWithImage();
    assert.ok(await snapshots.take('key', session.session));
    const of = { spec: { containers: true }, limits: { pids: 256, diskBytes: 256 << 20 } };
    await using restored = await restoredSession(await snapshots.restoreOf('key'), of);
    const { text } = await restored.run(
      bash(
        'docker images --format "{{.Repository}}"; docker run --rm tiny sh -c "ls -ln /etc/nobodys; cat /etc/nobodys"',
      ),
    );
    assert.match(text, /^localhost\/tiny\n-rw-------.* 65534 +65534 .*\nlast$/);
  });
});
