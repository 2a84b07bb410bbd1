import type { Limits } from '../../src/deck/deck.ts';
import { bash } from './cells.ts';
import { openSession, type TestSession } from './sessions.ts';

/** A session that may run containers, with room for an image. */
export const openContainerSession = (limits: Partial<Limits> = {}): Promise<TestSession> =>
  openSession({ pids: 256, diskBytes: 256 << 20, ...limits }, true);

/** Why no container can be run here, for a test's `skip`; false where they can. */
export async function whyNoDocker(): Promise<string | false> {
  await using session = await openContainerSession();
  const { result } = await session.run(bash('command -v docker'));
  return result.status === 'ok' ? false : 'the environment has no docker: its package set lacks podman';
}

/**
 * Makes `tiny.tar`, an image `tiny` as `docker save` writes it, from the session's own programs: a shell, a few tools
 * with their libraries, and one file of `nobody`, who is the last id that is mapped.
 */
const makeImage = String.raw`
set -e
trap 'echo "$BASH_COMMAND: $?"' ERR
root=$(mktemp -d)
chmod 755 "$root"
mkdir -p "$root"/{bin,etc,tmp,proc,sys,dev}
for program in cat chown dd grep head id ls mknod mount perl sleep touch; do
  cp -L "/usr/bin/$program" "$root/bin/"
  ldd "/usr/bin/$program" | grep -o '/[^ ]*' | xargs -I{} cp -nL --parents {} "$root"
done
cp /usr/bin/bash-static "$root/bin/sh"
printf '%s\n' root:x:0:0::/:/bin/sh web:x:1000:1000::/:/bin/sh > "$root/etc/passwd"
printf '%s\n' root:x:0: web:x:1000: > "$root/etc/group"
echo last > "$root/etc/nobodys"
chmod 600 "$root/etc/nobodys"
chown 65534:65534 "$root/etc/nobodys"
image=$(mktemp -d)
tar -C "$root" --numeric-owner -cf "$image/layer.tar" .
layer=$(sha256sum < "$image/layer.tar" | cut -d ' ' -f 1)
arch=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
cat > "$image/config.json" <<END
{"architecture":"$arch","os":"linux","config":{"Cmd":["sh"],"Env":["PATH=/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
END
echo '[{"Config":"config.json","RepoTags":["tiny:latest"],"Layers":["layer.tar"]}]' > "$image/manifest.json"
tar -C "$image" -cf tiny.tar config.json layer.tar manifest.json
rm -rf "$root" "$image"
`;

/** A session in which the image `tiny` has been loaded. */
export async function openWithImage(limits: Partial<Limits> = {}): Promise<TestSession> {
  const session = await openContainerSession(limits);
  const { result, text } = await session.run(
    bash(`(${makeImage})\n[ $? = 0 ] && docker load -q < tiny.tar && rm tiny.tar`),
  );
  if (result.status === 'ok') return session;
  await session[Symbol.asyncDispose]();
  throw new Error(`no image: ${result.reason}\n${text}`);
}

/** A server of one page, in Perl without modules, for a container's command: `perl -e '…' PORT`. */
export const pageServer =
  'socket my $s, 2, 1, 0; setsockopt $s, 1, 2, 1; bind $s, pack "Snx12", 2, shift or die "$!\\n"; listen $s, 5; ' +
  'while (accept my $c, $s) { sysread $c, my $r, 4096; syswrite $c, "HTTP/1.0 200 OK\\r\\n\\r\\nfrom a container\\n"; close $c }';
