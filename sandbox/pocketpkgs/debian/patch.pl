# Gives a unit's files true references: loaders and library folders of programs, interpreters of scripts, targets of
# links and paths in texts all name store paths, those of the unit itself or of what it needs.
use strict;
use warnings;

my $out = $ENV{out};
my @needs = split ' ', $ENV{needs};
my @extra = split ' ', $ENV{interpreters} // '';
my $multiarch = $ENV{multiarch};
my %allowed_missing = map { $_ => 1 } split ' ', $ENV{missing} // '';
my $text_limit = 1 << 20;
my (%folder_of, @missing);

sub note_libraries {
  my ($folder) = @_;
  opendir my $dir, $folder or return;
  for my $name (sort readdir $dir) {
    $folder_of{$name} //= $folder if $name =~ /\.so(\.|$)/ && -e "$folder/$name";
  }
}

# Debian's path, as it would be below any of our store paths.
sub candidates {
  my ($path) = @_;
  $path =~ s{^/}{};
  $path =~ s{^usr/}{};
  $path =~ s{^(s?bin|games)/}{bin/};
  $path =~ s{^lib(64)?/(\Q$multiarch\E/)?}{lib/};
  return $path;
}

sub find_path {
  my ($path) = @_;
  my $below = candidates($path);
  for my $root ($out, @needs, @extra) { return "$root/$below" if -e "$root/$below" || -l "$root/$below" }
  return;
}

sub files_below {
  my ($folder, $visit) = @_;
  opendir my $dir, $folder or return;
  for my $name (sort grep { $_ ne '.' && $_ ne '..' } readdir $dir) {
    my $path = "$folder/$name";
    $visit->($path);
    files_below($path, $visit) if -d $path && !-l $path;
  }
}

sub read_start {
  my ($path, $length) = @_;
  open my $file, '<:raw', $path or return '';
  my $bytes = '';
  read $file, $bytes, $length;
  return $bytes;
}

# What the loader would read: whether a loader is named, which libraries are needed, which folders are searched.
sub read_elf {
  my ($bytes) = @_;
  my $wide = ord(substr $bytes, 4, 1) == 2;
  my ($phoff, $phsize, $phnum) = $wide
    ? (unpack('Q<', substr $bytes, 32, 8), unpack('v2', substr $bytes, 54, 4))
    : (unpack('V', substr $bytes, 28, 4), unpack('v2', substr $bytes, 42, 4));
  my ($interpreter, @loads, $dynamic);
  for my $n (0 .. $phnum - 1) {
    my $header = substr $bytes, $phoff + $n * $phsize, $phsize;
    my ($type, $offset, $address, $size) = $wide
      ? (unpack('V', $header), unpack('Q<Q<', substr $header, 8, 16), unpack('Q<', substr $header, 32, 8))
      : unpack('V3x4V', $header);
    if ($type == 1) { push @loads, [$address, $offset, $size] }
    elsif ($type == 2) { $dynamic = substr $bytes, $offset, $size }
    elsif ($type == 3) { $interpreter = unpack 'Z*', substr $bytes, $offset, $size }
  }
  return { dynamic => 0 } unless defined $dynamic;
  my $step = $wide ? 16 : 8;
  my (%strings, @needed, $table);
  for (my $at = 0; $at + $step <= length $dynamic; $at += $step) {
    my ($tag, $value) = unpack $wide ? 'Q<Q<' : 'V2', substr $dynamic, $at, $step;
    last if $tag == 0;
    if ($tag == 1) { push @needed, $value }
    elsif ($tag == 5) { $table = $value }
    elsif ($tag == 15 || $tag == 29) { $strings{rpath} = $value }
  }
  for my $load (@loads) {
    my ($address, $offset, $size) = @$load;
    next unless defined $table && $table >= $address && $table < $address + $size;
    $table = $table - $address + $offset;
    last;
  }
  my $string = sub { unpack 'Z*', substr $bytes, $table + $_[0], 4096 };
  return {
    dynamic => 1,
    interpreter => $interpreter,
    needed => [map { $string->($_) } @needed],
    rpath => defined $strings{rpath} ? $string->($strings{rpath}) : '',
  };
}

sub patch_program {
  my ($path) = @_;
  open my $file, '<:raw', $path or die "$path: $!\n";
  my $bytes = do { local $/; <$file> };
  close $file;
  # Test data of compilers is broken on purpose.
  my $elf = eval { local $SIG{__WARN__} = sub { die @_ }; read_elf($bytes) };
  return unless $elf && $elf->{dynamic};
  my @needed = @{ $elf->{needed} };
  my $loader = $elf->{interpreter};
  return if !$loader && !grep { $_ !~ /^(libc\.so\.6|ld-linux.*)$/ } @needed;
  my (@folders, %seen);
  for my $old (split /:/, $elf->{rpath}) {
    # Relative folders stay right, whatever the top is called.
    if ($old =~ /^\$ORIGIN/) { push @folders, $old unless $seen{$old}++; next }
    my $new = find_path("$old/");
    push @folders, $new if defined $new && !$seen{$new}++;
  }
  my $own = $path =~ s{/[^/]*$}{}r;
  for my $library (@needed) {
    my $folder = -e "$own/$library" ? $own : $folder_of{$library};
    if (!defined $folder) {
      push @missing, "$path needs $library" unless $allowed_missing{$library} || grep { /^\$ORIGIN/ } @folders;
      next;
    }
    push @folders, $folder unless $seen{$folder}++;
  }
  # One after the other, folders first: both at once break programs that are not position independent.
  my @changes;
  push @changes, ['--set-rpath', join(':', @folders)] if @folders;
  push @changes, ['--set-interpreter', $ENV{loader}] if $loader && $ENV{loader};
  @changes = [map { @$_ } @changes] if unpack('v', substr $bytes, 16, 2) != 2;
  return unless @changes && @{ $changes[0] };
  my $mode = (stat $path)[2] & 07777;
  chmod 0755, $path;
  for my $change (@changes) { system('patchelf', @$change, $path) == 0 or die "patchelf could not change $path\n" }
  chmod $mode, $path;
}

sub patch_text {
  my ($path, $start) = @_;
  return if -s $path > $text_limit || $start =~ /\0/;
  open my $file, '<:raw', $path or die "$path: $!\n";
  my $text = do { local $/; <$file> };
  close $file;
  my $before = $text;
  # `#! /usr/bin/env NAME` and `#!/bin/NAME`: the program that stands on the path of nobody in a build.
  if ($text =~ m{^#!\s*(?:/usr)?/bin/env\s+(?:-S\s+)?([\w.+-]+)} || $text =~ m{^#!\s*(?:/usr)?/bin/([\w.+-]+)}) {
    my $program = find_path("/usr/bin/$1");
    $text =~ s{^#!\s*((?:/usr)?/bin/env\s+(-S\s+)?)?\S+}{#!$program} if defined $program;
  }
  $text =~ s{(?<![\w./\$\}-])(/(?:usr/)?(?:bin|sbin|games|lib64|lib|share|libexec|include)/[\w.+/-]*[\w+])}{find_path($1) // $1}ge;
  return if $text eq $before;
  my $mode = (stat $path)[2] & 07777;
  chmod 0644, $path;
  open $file, '>:raw', $path or die "$path: $!\n";
  print $file $text;
  close $file;
  chmod $mode, $path;
}

sub patch_link {
  my ($path) = @_;
  my $target = readlink $path;
  if ($target =~ m{^/} && $target !~ m{^/nix/store/}) {
    my $new = find_path($target);
    unlink $path;
    # What only a maintainer script would have made is not there to be linked to.
    symlink $new, $path if defined $new && $new ne $path;
  } elsif ($target !~ m{^/} && !-e $path) {
    my $folder = $path =~ s{^\Q$out\E/}{}r =~ s{[^/]*$}{}r;
    my $whole = "/$folder$target";
    1 while $whole =~ s{/(?!\.\./)[^/]+/\.\./}{/};
    $whole =~ s{^(/\.\.)+}{};
    my $new = find_path($whole);
    unlink $path;
    symlink $new, $path if defined $new && $new ne $path;
  }
}

my @files;
files_below($out, sub { push @files, $_[0] });
note_libraries("$out/lib");
note_libraries($_) for grep { -d && !-l } @files;
note_libraries("$_/lib") for @needs;
for my $path (grep { -l } @files) { patch_link($path) }
for my $path (grep { !-l && -f } @files) {
  my $start = read_start($path, 512);
  if ($start =~ /^\x7fELF/) { patch_program($path) if $path !~ /\.(o|a|ko)$/ }
  elsif ($start =~ /^#!/ || $path =~ /\.(pc|la|pm|pl|py|conf|json|sh|so|rb|vim|cow)$/ || $path =~ m{/bin/}) { patch_text($path, $start) }
}
die "no library for:\n", map { "  $_\n" } @missing if @missing;
# Folders that hold nothing, now that documentation and links are gone.
for my $path (sort { length $b <=> length $a } grep { !-l && -d } @files) { rmdir $path }
