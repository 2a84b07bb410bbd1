# The agent's part in snapshots.
# A snapshot is made of tar archives of the writable layer: of entries of the store, which are large and seldom change,
# and of all else. Only sessions pack and unpack them; to the host they are bytes.
use strict;
use warnings;

my $STORE = 'nix/upper/store';
my @COMMON = qw(--blocking-factor=64 --numeric-owner --xattrs --xattrs-include=user.* --xattrs-include=security.capability);
# Times of access and change differ from session to session, and nothing rests on them.
my @CREATE = (qw(/usr/bin/tar --create --file=- --format=posix --sparse --sort=name), '--pax-option=delete=atime,delete=ctime', @COMMON);
my @EXTRACT = (qw(/usr/bin/tar --extract --file=- --preserve-permissions --same-owner), @COMMON);
# Without CHOWN and its like where there is one id only, for there is nothing to change then.
my ($ONE_ID_CAPS, $MANY_IDS_CAPS) = (1 << 1 | 1 << 31, 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4 | 1 << 31);
# What the store's entries were like, by the number of the pack: of the one that the host has kept last, and of the one
# after it, which it may yet give up. Number 0 is the session's beginning.
my ($packs, %entries_at) = (0, 0 => {});

# Archives are on the descriptors from $first on. Whoever unpacks has the rights that the session's programs will have,
# and no more, for what is in an archive may be anything.
sub restore_layer {
  my ($first, $count, $many_ids, $drop_capabilities) = @_;
  for my $fd ($first .. $first + $count - 1) {
    pipe(my $complaints, my $complain) or return "pipe: $!";
    my $pid = fork // return "fork: $!";
    if ($pid == 0) {
      open(STDIN, '<&=', $fd) or exit 1;
      open(STDOUT, '>', '/dev/null'); open(STDERR, '>&', $complain);
      chdir '/mnt' or exit 1;
      $drop_capabilities->($many_ids ? $MANY_IDS_CAPS : $ONE_ID_CAPS);
      exec { $EXTRACT[0] } @EXTRACT or exit 1;
    }
    close $complain;
    my $why = '';
    while (sysread($complaints, my $bytes, 4096)) { $why = substr("$why$bytes", 0, 300) }
    waitpid $pid, 0;
    return 'the kept state could not be unpacked: ' . ($why =~ /^(.+)/ ? $1 : "tar ended with $?") if $? != 0;
  }
  # No program of the session inherits them, nor what the runtime had to be given before them.
  for my $fd (3 .. $first + $count - 1) {
    if (open(my $inherited, '<&=', $fd)) { close $inherited }
  }
  return;
}

# One line of text an entry: which files there are in it, and since when they are as they are.
sub store_entries {
  my %entries;
  return \%entries unless -d $STORE;
  open(my $files, '-|', '/usr/bin/find', $STORE, '-mindepth', '1', '-printf', '%P\0%i %C@\0') or return;
  local $/ = "\0";
  while (defined(my $path = <$files>)) {
    chomp $path;
    my ($entry) = split m{/}, $path;
    $entries{$entry} .= "$path\0" . <$files>;
  }
  return close $files ? \%entries : undef;
}

sub remember_store { $entries_at{0} = store_entries() // {} }

# What has to be packed of the store besides what an earlier pack has, if that is still known: all of it once an entry is
# gone or has changed, for what is unpacked over an earlier state takes nothing away. And this pack's number.
sub store_changes {
  my ($since) = @_;
  my $now = store_entries() // return;
  my $packed = $entries_at{$since} // {};
  %entries_at = ($since => $packed, ++$packs => $now);
  my $all = grep { !defined $now->{$_} || $now->{$_} ne $packed->{$_} } keys %$packed;
  my @names = sort grep { $all || !defined $packed->{$_} } keys %$now;
  return (($all ? 'all' : @names ? 'more' : 'none') . "\0$packs", @names);
}

# Starts a tar of the current folder, the layer's own: of entries of the store if any are named, else of all but those.
# Returns its process and a pipe to read from.
sub start_pack {
  my (@entries) = @_;
  pipe(my $archive, my $into) or return;
  my $pid = fork // return;
  return ($pid, $archive) if $pid;
  setpgrp;
  open(STDIN, '<', '/dev/null'); open(STDOUT, '>&', $into); open(STDERR, '>', '/dev/null');
  $SIG{$_} = 'DEFAULT' for qw(PIPE CHLD);
  if (@entries) {
    pipe(my $list, my $names) or exit 2;
    my $writer = fork // exit 2;
    if ($writer == 0) { close $list; print $names map { "./$STORE/$_\0" } @entries; close $names; exit 0 }
    open(STDIN, '<&', $list);
    exec { $CREATE[0] } @CREATE, qw(--null --verbatim-files-from --files-from=-) or exit 2;
  }
  # The overlay makes its work folder anew, the pipes to shells are each session's own, and what a REPL has read is no
  # part of what the cells before it have made.
  my @own = grep { m{/\d+$} && -p } glob('run/piste/[0-9]*');
  exec { $CREATE[0] } @CREATE, qw(--anchored --no-wildcards-match-slash), map({ "--exclude=./$_" }
    "$STORE/*", 'nix/work/*', 'run/piste/repl-*', @own), '.' or exit 2;
}

# The commands that run besides the agent, the shells in its terminals, and what people run in terminals of theirs.
sub background_commands {
  my (%shells) = @_;
  my %names;
  opendir(my $proc, '/proc') or return;
  for my $pid (grep { /^\d+$/ && $_ != $$ && !exists $shells{$_} } readdir $proc) {
    open(my $stat, '<', "/proc/$pid/stat") or next;
    my ($name, $state, $session) = (<$stat> // '') =~ /^\d+ \((.*)\) (\S) \d+ \d+ (\d+) /s or next;
    next if $state =~ /[ZX]/ || exists $shells{$session} && !$shells{$session};
    $names{$name} = 1;
  }
  return sort keys %names;
}
1;
