import { randomBytes } from 'node:crypto';
import { sameText } from '../guard.ts';

/** 192 bits. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** Who may join: a token that is good until a phone has come, and the secrets of those that came. */
export interface JoinTokens {
  /** What the next phone has to bring. */
  readonly current: () => string;
  /** The secret that goes with a right token; why there is none for a wrong one. */
  readonly join: (token: string, from: string) => { readonly secret: string } | 'wrong' | 'too often';
  readonly knows: (secret: string) => boolean;
  /** A phone is there: the token that it came with is of no more use to whoever has seen it. */
  readonly arrived: (secret: string) => void;
}

const wrongPerMinute = 5;
const mostSenders = 1_000;
const mostSecrets = 50;

export function createJoinTokens(now: () => number = Date.now): JoinTokens {
  let token = newToken();
  const secrets = new Map<string, string>();
  const wrong = new Map<string, { readonly since: number; readonly count: number }>();

  const isTooOften = (from: string): boolean => {
    const known = wrong.get(from);
    return known !== undefined && now() - known.since < 60_000 && known.count >= wrongPerMinute;
  };
  const noteWrong = (from: string): void => {
    const known = wrong.get(from);
    const isOld = known === undefined || now() - known.since >= 60_000;
    if (isOld && wrong.size >= mostSenders) wrong.delete(wrong.keys().next().value ?? '');
    wrong.set(from, isOld ? { since: now(), count: 1 } : { ...known, count: known.count + 1 });
  };
  return {
    current: () => token,
    join(given, from) {
      if (isTooOften(from)) return 'too often';
      if (!sameText(given, token)) {
        noteWrong(from);
        return 'wrong';
      }
      const secret = newToken();
      if (secrets.size >= mostSecrets) secrets.delete(secrets.keys().next().value ?? '');
      secrets.set(secret, token);
      return { secret };
    },
    knows: (given) => [...secrets.keys()].some((secret) => sameText(secret, given)),
    arrived(secret) {
      if (secrets.get(secret) !== token) return;
      // A code that was photographed has bought others, which are of no use any more either.
      for (const [other, bought] of secrets) if (bought === token && other !== secret) secrets.delete(other);
      token = newToken();
    },
  };
}
