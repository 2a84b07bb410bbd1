/** A run of ids of the session and the run of the host's that stands behind it, as the OCI specification writes it. */
export interface IdMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

/** What a session's user and group ids are on the host. */
export interface IdMaps {
  readonly uid: readonly IdMapping[];
  readonly gid: readonly IdMapping[];
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A range of subordinate ids that an administrator has given to a user. */
export interface SubordinateRange {
  readonly start: number;
  readonly count: number;
}

/** As many ids as the users of an ordinary image's files need: up to 65534, which is `nobody`, and one more. */
export const containerIds = 65_536;

/** One id: whoever runs in the session is the owner of the environment's files, and there is no one else. */
export const oneId = ({ uid, gid }: Owner): IdMaps => ({
  uid: [{ containerID: 0, hostID: uid, size: 1 }],
  gid: [{ containerID: 0, hostID: gid, size: 1 }],
});

/** Ids for root's sessions with containers: the owner's and those above it, which no account has either. */
export const idsAbove = ({ uid, gid }: Owner): IdMaps => ({
  uid: [{ containerID: 0, hostID: uid, size: containerIds }],
  gid: [{ containerID: 0, hostID: gid, size: containerIds }],
});

/** Ids for a user's sessions with containers: their own for the files, subordinate ones for all else. */
export function idsOfUser(owner: Owner, uids: SubordinateRange, gids: SubordinateRange): IdMaps {
  const above = ({ start }: SubordinateRange) => ({ containerID: 1, hostID: start, size: containerIds - 1 });
  const own = oneId(owner);
  return { uid: [...own.uid, above(uids)], gid: [...own.gid, above(gids)] };
}

/** The ranges in a file like `/etc/subuid` (lines of `name:start:count`), whoever they are given to. */
export function readSubordinateRanges(text: string): readonly (SubordinateRange & { readonly to: string })[] {
  return text.split('\n').flatMap((line) => {
    const [, to, start, count] = line.match(/^([^:#]+):(\d+):(\d+)$/) ?? [];
    return to === undefined ? [] : [{ to, start: Number(start), count: Number(count) }];
  });
}

/** A user's first range that is long enough for a session with containers. */
export function findRange(
  text: string,
  user: { readonly name: string; readonly uid: number },
): SubordinateRange | undefined {
  return readSubordinateRanges(text).find(
    ({ to, count }) => (to === user.name || to === String(user.uid)) && count >= containerIds - 1,
  );
}

/** Where a new range can start without meeting one that someone has; below 100000 are accounts. */
export const freeStart = (...texts: readonly string[]): number =>
  texts
    .flatMap(readSubordinateRanges)
    .reduce((start, range) => Math.max(start, range.start + range.count), 100_000);
