export type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

const names = ['a', 'b', 'c'] as const;
const folders = ['.', 'one', 'one/two', '/tmp', '~'] as const;

/** What a cell may do: leave something behind, look at what is there, or both. */
const deeds: readonly ((random: Random) => string)[] = [
  (random) => `${pick(random, names)}=$((${pick(random, names)} + ${Math.floor(random() * 9)}))`,
  (random) => `export ${pick(random, names)}`,
  (random) => `unset ${pick(random, names)}; echo "\${${pick(random, names)}-unset}"`,
  (random) => `list+=("${pick(random, names)} $((\${#list[@]}))"); declare -p list`,
  (random) => `say_${pick(random, names)}() { echo "said $1 \${${pick(random, names)}:-none}"; }`,
  (random) => `declare -F say_${pick(random, names)} > /dev/null && say_a 1 2> /dev/null; echo $?`,
  (random) => `alias ${pick(random, names)}a='echo alias'; alias | sort`,
  (random) => `mkdir -p ${pick(random, folders)} && cd ${pick(random, folders)} 2> /dev/null; pwd`,
  (random) => `echo $RANDOM_FREE${pick(random, names)} >> ${pick(random, names)}.txt; cat ./*.txt | sort`,
  (random) => `rm -f ${pick(random, names)}.txt; ls`,
  (random) => `ln -sfn ${pick(random, names)}.txt link; readlink link`,
  (random) => `chmod ${pick(random, ['600', '755', '444'])} ./*.txt 2> /dev/null; stat -c '%a %n' ./* | sort`,
  (random) => `umask ${pick(random, ['022', '077'])}; umask`,
  (random) =>
    `set ${pick(random, ['-', '+'])}o ${pick(random, ['noclobber', 'nounset', 'pipefail'])}; echo "$-"`,
  (random) =>
    `shopt -${pick(random, ['s', 'u'])} ${pick(random, ['nullglob', 'extglob', 'dotglob'])}; shopt nullglob extglob dotglob`,
  (random) => `set -- ${pick(random, names)} "x y"; printf '%s|' "$@"`,
  (random) => `printf '%s|' "$#" "$@"; (exit ${Math.floor(random() * 4)}) || true`,
  (random) => `nix-store --add ${pick(random, names)}.txt 2> /dev/null; ls /nix/store | wc -l`,
  (random) => `nix eval --expr '${Math.floor(random() * 9)} + 1'`,
  () => `echo "$PWD \${a-} \${b-} \${c-}"; find . -maxdepth 2 | sort | head -n 20`,
];

/** The text of a cell. */
const body = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(random, deeds)(random)).join('\n');

/** The texts of a chain's cells. */
export const randomChain = (random: Random, length: number): readonly string[] =>
  Array.from({ length }, () => body(random));

/** The chain after an author's edit: a cell changed, put in, taken out, or two that have changed places. */
export function randomEdit(random: Random, chain: readonly string[]): readonly string[] {
  const at = Math.floor(random() * chain.length);
  const next = [...chain];
  const [first = '', second = ''] = [next[at], next[(at + 1) % next.length]];
  switch (Math.floor(random() * 4)) {
    case 0:
      next[at] = body(random);
      break;
    case 1:
      next.splice(at, 0, body(random));
      break;
    case 2:
      next.splice(at, 1);
      break;
    default:
      next[at] = second;
      next[(at + 1) % next.length] = first;
  }
  return next;
}

/** Looks at all that a chain may have left behind. */
export const look = `
echo "status $?"
declare -p | grep -E ' (a|b|c|list)(=|$)' | sort
declare -f | grep -A3 ^say_
alias; umask; pwd; shopt nullglob extglob dotglob; printf '%s|' "$#" "$@"; echo "$-"
(shopt -u nullglob dotglob failglob; cd /work && find . ~ /tmp -not -path '*/.cache*' -not -path '*/nix/*' -printf '%M %y %s %l %p\\n' | sort)
find /work /tmp ~ -name '*.txt' -type f -exec sh -c 'echo "$1"; cat "$1"' _ {} \\; | head -n 200
ls /nix/store | sort | sha256sum
nix-store --verify 2>&1 | grep -v '^reading\\|^checking' || true`;
