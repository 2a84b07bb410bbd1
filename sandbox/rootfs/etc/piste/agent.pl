#!/usr/bin/perl
# A session's first process. It lays the writable layer over the read-only environment, gives up every capability,
# then serves the host over its own stdin and stdout: pseudo-terminals and files.
# When the host goes away, stdin ends, this process exits, and the kernel clears the session: processes, mounts, all.
#
# A frame is: type (1 byte), channel (4), length of payload (4), payload; numbers big-endian.
#   from the host                                 to the host
#   1 OPEN    cols,rows,cells,cwd,argc,argv,env   1 DATA   bytes from the terminal
#   2 DATA    bytes typed                         2 EXIT   status, signal
#   3 RESIZE  cols,rows                           3 CREDIT bytes consumed
#   4 SIGNAL  name, to the foreground group       4 REPLY  "ok" or "error", NUL, content or message
#   5 CREDIT  bytes that may be sent              5 READY
#   6 CLOSE
#   7 CELL    text for the channel's shell
#   8 WRITE   path, NUL, content
#   9 READ    path
#   10 CWD    of the channel's shell
#   11 PACK   "state", or "store" NUL number of an earlier pack: REPLY "none", "more" or "all", NUL, number; then a tar's
#             DATA and EXIT, but for "none"
#   12 JOBS   names of the commands that run in the background
use strict;
use warnings;
# Now, for later something of the session's own may be mounted in its place.
require '/etc/piste/snapshots.pl';

# Numbers instead of Fcntl, Socket and Errno: loading those three takes longer than all that this program does at start.
my $is_x86 = -e '/lib64/ld-linux-x86-64.so.2';
my ($O_RDONLY, $O_WRONLY, $O_RDWR, $O_CREAT, $O_EXCL, $O_NOCTTY, $O_NONBLOCK) = (0, 1, 2, 0100, 0200, 0400, 04000);
my $O_NOFOLLOW = $is_x86 ? 0400000 : 0100000;
my ($EINTR, $EAGAIN, $F_SETFL, $AF_INET, $SOCK_DGRAM, $AT_FDCWD, $S_IFIFO) = (4, 11, 4, 2, 2, -100, 0010000);
my %sys = $is_x86
  ? (mount => 165, umount2 => 166, prctl => 157, capset => 126, setsid => 112, mknodat => 259, unshare => 272)
  : (mount => 40, umount2 => 39, prctl => 167, capset => 91, setsid => 157, mknodat => 33, unshare => 97);
my ($MS_BIND, $MNT_DETACH, $WNOHANG, $CLONE_NEWNS, $CLONE_NEWUSER) = (4096, 2, 1, 0x20000, 0x10000000);
my ($TIOCSCTTY, $TIOCGPGRP, $TIOCSWINSZ, $TIOCSPTLCK, $TIOCGPTN) = (0x540E, 0x540F, 0x5414, 0x40045431, 0x80045430);
my ($PR_SET_DUMPABLE, $PR_CAPBSET_DROP, $LAST_CAP) = (4, 24, 63);
my $FIRST_ARCHIVE = 4;
my $KEPT_CAPS = 1 << 1 | 1 << 31;
# CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, SYS_CHROOT, SYS_ADMIN, SETFCAP.
my $CONTAINER_CAPS = 0;
$CONTAINER_CAPS |= 1 << $_ for 0, 1, 3, 4, 5, 6, 7, 8, 18, 21, 31;
my $SIOCSIFADDR = 0x8916;
my $WORK = '/work';
my $CHUNK = 65536;
my $FILE_LIMIT = 4 << 20;

sub fail { print STDERR "piste-agent: @_\n"; exit 70 }

sub mount_on {
  my ($source, $target, $type, $flags, $data) = @_;
  syscall($sys{mount}, $source, $target, $type, $flags, $data) == 0 or fail("mount $target ($data): $!");
}

# The writable layer's root, which no path leads to.
my $layer;

# One tmpfs bounds all that a session writes, bytes and files alike. It begins as a snapshot has it, if there is one.
sub lay_writable {
  my ($bytes, $inodes, $overlay_options, $ids, $archives) = @_;
  my $files = $inodes ? ",nr_inodes=$inodes" : '';
  mount_on('layer', '/mnt', 'tmpfs', 0, "size=$bytes,mode=755$files");
  my @folders = qw(nix nix/upper nix/work work home tmp vartmp run run/piste shm);
  mkdir "/mnt/$_" for @folders;
  chmod 01777, "/mnt/$_" for qw(tmp vartmp shm);
  if ($archives) {
    my $why = restore_layer($FIRST_ARCHIVE, $archives, $ids, \&drop_capabilities);
    fail($why) if defined $why;
    # What is mounted is to be the layer's own, whatever an archive had in its place.
    for my $folder (@folders) { fail("the kept state has no folder $folder") if -l "/mnt/$folder" || !-d _ }
  }
  mount_on('nix', '/nix', 'overlay', 0, 'lowerdir=/nix,upperdir=/mnt/nix/upper,workdir=/mnt/nix/work' . $overlay_options);
  my %at = (work => $WORK, home => '/home/piste', tmp => '/tmp', vartmp => '/var/tmp', run => '/run', shm => '/dev/shm');
  mount_on("/mnt/$_", $at{$_}, '', $MS_BIND, '') for sort keys %at;
  opendir($layer, '/mnt') or fail("/mnt: $!");
  my $mounted = '/mnt';
  syscall($sys{umount2}, $mounted, $MNT_DETACH) == 0 or fail("umount /mnt: $!");
}

# Nix believes itself offline, and says so at every command, on a machine that has no address but 127.0.0.1.
sub add_loopback_address {
  socket(my $socket, $AF_INET, $SOCK_DGRAM, 0) or return;
  my $request = pack('a16 S n C4 x16', 'lo:1', $AF_INET, 0, 127, 0, 0, 2);
  ioctl($socket, $SIOCSIFADDR, $request);
  close $socket;
}

# In a control group namespace of its own making a session could mount its groups, and where an ordinary user started
# it, they and the limits in them are that user's, as whom it runs. None is made here, nor in any namespace below.
sub forbid_cgroup_namespaces {
  my $limit = '/proc/sys/user/max_cgroup_namespaces';
  return unless -e $limit;
  sysopen(my $file, $limit, $O_WRONLY) or fail("$limit: $!");
  defined syswrite($file, '0') or fail("$limit: $!");
}

# A session with containers of its own needs SYS_ADMIN, and must not have it where its mounts and its network were made:
# it would make the environment writable again. In a user namespace below, with the same ids, what is mounted so far is
# locked as it is, and the capabilities count for what is made from here on.
sub enter_own_namespace {
  my ($ids) = @_;
  pipe(my $entered, my $enter) or fail("pipe: $!");
  my $agent = $$;
  # In two parts, for an ordinary user's ids are not in one piece on the host, and a line must not span both.
  my $same = "0 0 1\n1 1 " . ($ids - 1) . "\n";
  my $pid = fork // fail("fork: $!");
  if ($pid == 0) {
    close $enter;
    sysread($entered, my $byte, 1) or exit 1;
    for my $map ('uid_map', 'gid_map') {
      sysopen(my $file, "/proc/$agent/$map", $O_WRONLY) or fail("$map: $!");
      defined syswrite($file, $same) or fail("$map: $!");
    }
    exit 0;
  }
  close $entered;
  syscall($sys{unshare}, $CLONE_NEWUSER | $CLONE_NEWNS) == 0 or fail("unshare: $!");
  syswrite($enter, '.');
  waitpid($pid, 0) == $pid && $? == 0 or fail('no ids for the session');
}

# The bounding set goes first, or exec would give all of them back to uid 0. Two stay, because Nix takes uid 0 at its
# word: it maps its own id in a build's user namespace (SETFCAP) and renames read-only folders (DAC_OVERRIDE). Both reach
# no further than this session's own files: no other id is mapped here, and file capabilities gain no one anything.
sub drop_capabilities {
  my ($caps) = @_;
  for my $cap (0 .. $LAST_CAP) { syscall($sys{prctl}, $PR_CAPBSET_DROP, $cap, 0, 0, 0) unless $caps >> $cap & 1 }
  my $header = pack('LL', 0x20080522, 0);
  my $kept = pack('L6', $caps, $caps, 0, 0, 0, 0);
  syscall($sys{capset}, $header, $kept) == 0 or fail("capset: $!");
  # No process of the session may read or trace this one.
  syscall($sys{prctl}, $PR_SET_DUMPABLE, 0, 0, 0, 0);
}

my (%channels, %by_pid, $wake_read, $wake_write);

sub send_frame {
  my ($type, $channel, $payload) = @_;
  my $frame = pack('CNN', $type, $channel, length $payload) . $payload;
  my $at = 0;
  while ($at < length $frame) {
    my $wrote = syswrite(STDOUT, $frame, length($frame) - $at, $at);
    if (!defined $wrote) { next if $! == $EINTR; exit 0 }
    $at += $wrote;
  }
}

sub window_size { pack('S4', $_[1], $_[0], 0, 0) }

sub open_terminal {
  my ($id, $payload) = @_;
  my ($cols, $rows, $cells, $cwd, $argc, @rest) = split /\0/, $payload, -1;
  my @argv = splice @rest, 0, $argc;
  my %env = map { split /=/, $_, 2 } grep { /=/ } @rest;
  sysopen(my $master, '/dev/ptmx', $O_RDWR | $O_NOCTTY | $O_NONBLOCK) or return send_frame(4, $id, "error\0no terminal: $!");
  # Perl writes to what it hands to ioctl and syscall, so that no literal will do.
  my ($unlocked, $number, $size) = (pack('i', 0), pack('i', 0), window_size($cols, $rows));
  ioctl($master, $TIOCSPTLCK, $unlocked);
  ioctl($master, $TIOCGPTN, $number);
  my $slave = '/dev/pts/' . unpack('i', $number);
  ioctl($master, $TIOCSWINSZ, $size);
  my $fifo;
  if ($cells) {
    my $path = "/run/piste/$id";
    unlink $path;
    syscall($sys{mknodat}, $AT_FDCWD, $path, $S_IFIFO | 0600, 0) == 0 or return send_frame(4, $id, "error\0no room for the shell: $path");
    sysopen($fifo, $path, $O_RDWR | $O_NONBLOCK) or return send_frame(4, $id, "error\0$path: $!");
    $env{PISTE_CELLS} = $path;
  }
  my $pid = fork;
  if (!defined $pid) { return send_frame(4, $id, "error\0no process left: $!") }
  if ($pid == 0) {
    syscall($sys{setsid});
    sysopen(my $tty, $slave, $O_RDWR) or exit 126;
    ioctl($tty, $TIOCSCTTY, 0);
    open(STDIN, '<&', $tty); open(STDOUT, '>&', $tty); open(STDERR, '>&', $tty);
    $SIG{$_} = 'DEFAULT' for qw(PIPE CHLD INT TERM HUP);
    # When memory runs out the kernel is to end what runs here, not the agent.
    if (open(my $score, '>', '/proc/self/oom_score_adj')) { print $score 500; close $score }
    chdir $cwd or chdir $WORK or chdir '/';
    %ENV = %env;
    exec { $argv[0] } @argv or print "$argv[0]: $!\r\n";
    exit 127;
  }
  $channels{$id} = { handle => $master, pid => $pid, fifo => $fifo, credit => 0, out => '', cell => '' };
  $by_pid{$pid} = $id;
  send_frame(4, $id, "ok\0$pid");
}

sub foreground_group {
  my ($channel) = @_;
  my $group = pack('i', 0);
  ioctl($channel->{handle}, $TIOCGPGRP, $group) or return 0;
  return unpack('i', $group);
}

sub close_channel {
  my ($id) = @_;
  my $channel = delete $channels{$id} or return;
  if ($channel->{pid}) {
    my $group = foreground_group($channel);
    kill 'HUP', -$group if $group > 1;
    kill 'HUP', -$channel->{pid};
    kill 'KILL', -$channel->{pid} unless $channel->{exited};
    delete $by_pid{$channel->{pid}};
  }
  close $channel->{handle};
  close $channel->{fifo} if $channel->{fifo};
}

# A terminal gives a few kilobytes at a time; what it has at once goes out as one frame.
sub read_channel {
  my ($id) = @_;
  my $channel = $channels{$id};
  my $limit = $channel->{credit} < $CHUNK ? $channel->{credit} : $CHUNK;
  my $bytes = '';
  while (length $bytes < $limit) {
    my $got = sysread($channel->{handle}, $bytes, $limit - length $bytes, length $bytes);
    next if $got;
    $channel->{ended} = 1 unless !defined $got && ($! == $EAGAIN || $! == $EINTR);
    last;
  }
  return 0 if $bytes eq '';
  $channel->{credit} -= length $bytes;
  send_frame(1, $id, $bytes);
  return 1;
}

# The last words come before the exit: a terminal is drained, as far as the host lets it be, when its shell has ended.
sub finish_exited {
  for my $id (keys %channels) {
    my $channel = $channels{$id};
    next unless defined $channel->{exited};
    while ($channel->{credit} > 0 && !$channel->{ended}) { read_channel($id) or last }
    next if $channel->{credit} <= 0 && !$channel->{ended};
    my $status = $channel->{exited};
    my $after = $channel->{after};
    close_channel($id);
    $after->() if $after;
    send_frame(2, $id, pack('NN', $status >> 8, $status & 127));
  }
}

sub reap {
  while ((my $pid = waitpid(-1, $WNOHANG)) > 0) {
    my $id = delete $by_pid{$pid};
    $channels{$id}{exited} = $? if defined $id && $channels{$id};
  }
}

sub write_pending {
  my ($id) = @_;
  my $channel = $channels{$id};
  my $wrote = syswrite($channel->{handle}, $channel->{out});
  if (defined $wrote) {
    substr($channel->{out}, 0, $wrote, '');
    send_frame(3, $id, pack('N', $wrote));
  } elsif ($! != $EAGAIN && $! != $EINTR) {
    $channel->{out} = '';
  }
}

sub write_cell {
  my ($id) = @_;
  my $channel = $channels{$id};
  my $wrote = syswrite($channel->{fifo}, $channel->{cell});
  substr($channel->{cell}, 0, $wrote, '') if defined $wrote;
}

# A path below the work folder that leads through no link: what a deck writes stays where the deck says.
sub work_path {
  my ($path, $make) = @_;
  die "not a path below $WORK\n" if $path eq '' || $path =~ m{^/} || $path =~ m{(^|/)\.\.(/|$)};
  my $at = $WORK;
  my @parts = grep { $_ ne '' && $_ ne '.' } split m{/}, $path;
  my $last = pop @parts;
  for my $part (@parts) {
    $at .= "/$part";
    mkdir $at if $make;
    die "$at is a link\n" if -l $at;
    die "$at: no such folder\n" unless -d $at;
  }
  return "$at/$last";
}

sub write_file {
  my ($id, $payload) = @_;
  my ($path, $content) = split /\0/, $payload, 2;
  my $done = eval {
    my $full = $path =~ m{^/run/piste/[\w.-]+$} ? $path : work_path($path, 1);
    die "$full is a folder\n" if -d $full;
    my $part = "$full.piste-part";
    unlink $part;
    sysopen(my $file, $part, $O_WRONLY | $O_CREAT | $O_EXCL | $O_NOFOLLOW, 0644) or die "$full: $!\n";
    my $at = 0;
    while ($at < length $content) {
      my $wrote = syswrite($file, $content, length($content) - $at, $at);
      if (!defined $wrote) { my $why = "$!"; unlink $part; die "$full: $why\n" }
      $at += $wrote;
    }
    close $file or die "$full: $!\n";
    chmod((stat $full)[2] & 0777, $part) if -f $full && !-l $full;
    rename $part, $full or die "$full: $!\n";
    1;
  };
  my $why = $@; chomp $why;
  send_frame(4, $id, $done ? "ok\0" : "error\0$why");
}

# Of our own files the beginning, one byte or more above the limit where there is more, so that it can be told.
sub read_file {
  my ($id, $path) = @_;
  my $content = eval {
    my $own = $path =~ m{^/run/piste/[\w.-]+$};
    my $full = $own ? $path : work_path($path, 0);
    sysopen(my $file, $full, $O_RDONLY | $O_NOFOLLOW | $O_NONBLOCK) or die "$full: $!\n";
    die "$full is not a plain file\n" unless -f $file;
    die "$full is larger than $FILE_LIMIT bytes\n" if !$own && -s $file > $FILE_LIMIT;
    my $all = '';
    while (length $all <= $FILE_LIMIT && sysread($file, my $bytes, $CHUNK)) { $all .= $bytes }
    $all;
  };
  my $why = $@; chomp $why;
  send_frame(4, $id, defined $content ? "ok\0$content" : "error\0$why");
}

# In the layer's root, and back: no program of the session is to start there.
sub in_layer {
  my ($do) = @_;
  chdir $layer or die "the layer's root: $!\n";
  my @result = $do->();
  chdir '/';
  return @result;
}

# A tar's output is a channel like a terminal's.
sub pack_layer {
  my ($id, $payload) = @_;
  my ($what, $since) = split /\0/, $payload;
  my $done = eval {
    my ($changes, @entries) = $what eq 'store' ? in_layer(sub { store_changes($since) }) : ("all\0");
    die "the store cannot be read\n" unless $changes;
    if ($changes !~ /^none/) {
      my ($pid, $archive) = in_layer(sub { start_pack(@entries) });
      die "no process left: $!\n" unless $pid;
      fcntl($archive, $F_SETFL, $O_NONBLOCK);
      # A shell that lives on is not to find, should it be killed, the state that was written down for the snapshot.
      my $after = sub { unlink '/run/piste/shell-state' if grep { $_->{fifo} } values %channels };
      $channels{$id} = { handle => $archive, pid => $pid, credit => 0, out => '', after => $after };
      $by_pid{$pid} = $id;
    }
    send_frame(4, $id, "ok\0$changes");
  };
  my $why = $@; chomp $why;
  send_frame(4, $id, "error\0$why") unless $done;
}

sub list_jobs {
  my ($id) = @_;
  my %shells = map { $_->{pid} => $_->{fifo} ? 1 : 0 } values %channels;
  send_frame(4, $id, "ok\0" . join "\0", background_commands(%shells));
}

sub handle_frame {
  my ($type, $id, $payload) = @_;
  return open_terminal($id, $payload) if $type == 1;
  return write_file($id, $payload) if $type == 8;
  return read_file($id, $payload) if $type == 9;
  return pack_layer($id, $payload) if $type == 11;
  return list_jobs($id) if $type == 12;
  # A question about a shell that has just ended is answered too, or its asker would wait for ever.
  return send_frame(4, $id, "ok\0$WORK") if $type == 10 && !$channels{$id};
  my $channel = $channels{$id} or return;
  if ($type == 2) { $channel->{out} .= $payload }
  elsif ($type == 3) { my $size = window_size(unpack 'nn', $payload); ioctl($channel->{handle}, $TIOCSWINSZ, $size) }
  elsif ($type == 4) { my $group = foreground_group($channel); kill $payload, -$group if $group > 1 }
  elsif ($type == 5) { $channel->{credit} += unpack 'N', $payload }
  elsif ($type == 6) { close_channel($id) }
  elsif ($type == 7) { $channel->{cell} .= "$payload\0" }
  elsif ($type == 10) { send_frame(4, $id, "ok\0" . (readlink("/proc/$channel->{pid}/cwd") // $WORK)) }
}

sub serve {
  my $buffer = '';
  while (1) {
    my ($readable, $writable) = ('', '');
    vec($readable, fileno(STDIN), 1) = 1;
    vec($readable, fileno($wake_read), 1) = 1;
    for my $channel (values %channels) {
      vec($readable, fileno($channel->{handle}), 1) = 1 if $channel->{credit} > 0 && !$channel->{ended};
      vec($writable, fileno($channel->{handle}), 1) = 1 if length $channel->{out};
      vec($writable, fileno($channel->{fifo}), 1) = 1 if $channel->{fifo} && length $channel->{cell};
    }
    my $ready = select($readable, $writable, undef, undef);
    if ($ready < 0) { next if $! == $EINTR; fail("select: $!") }
    if (vec($readable, fileno(STDIN), 1)) {
      my $got = sysread(STDIN, $buffer, $CHUNK, length $buffer);
      exit 0 if defined $got && $got == 0;
      exit 0 if !defined $got && $! != $EINTR;
      while (length $buffer >= 9) {
        my ($type, $id, $length) = unpack 'CNN', $buffer;
        last if length $buffer < 9 + $length;
        handle_frame($type, $id, substr($buffer, 9, $length));
        substr($buffer, 0, 9 + $length, '');
      }
    }
    if (vec($readable, fileno($wake_read), 1)) { sysread($wake_read, my $drained, 512); reap() }
    for my $id (keys %channels) {
      my $channel = $channels{$id} or next;
      write_cell($id) if $channel->{fifo} && length $channel->{cell} && vec($writable, fileno($channel->{fifo}), 1);
      write_pending($id) if length $channel->{out} && vec($writable, fileno($channel->{handle}), 1);
      read_channel($id) if vec($readable, fileno($channel->{handle}), 1);
    }
    finish_exited();
  }
}

# The number of ids is given to sessions only that may run containers, that of archives to those that are restored.
my ($bytes, $inodes, $overlay_options, $ids, $archives) = @ARGV;
$0 = 'piste-agent';
umask 022;
binmode STDIN; binmode STDOUT;
pipe($wake_read, $wake_write) or fail("pipe: $!");
fcntl($_, $F_SETFL, $O_NONBLOCK) for $wake_read, $wake_write;
$SIG{PIPE} = 'IGNORE';
lay_writable($bytes, $inodes, $overlay_options, $ids, $archives) if $bytes;
if ($archives && $archives > 1) { in_layer(\&remember_store) }
add_loopback_address();
forbid_cgroup_namespaces();
enter_own_namespace($ids) if $ids;
drop_capabilities($ids ? $CONTAINER_CAPS : $KEPT_CAPS);
$SIG{CHLD} = sub { syswrite($wake_write, '.') };
send_frame(5, 0, '');
serve();
