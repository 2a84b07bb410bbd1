# Reads reference graphs as Nix exports them (path, deriver, number of references, the references) and prints the store
# paths below a number that sorts those first that most others need: what is first gets a layer of its own.
function count(path, seen,    n, parts, at) {
  if (path in seen) return
  seen[path] = 1
  n = split(needs[path], parts, " ")
  for (at = 1; at <= n; at++) if (parts[at] != path) count(parts[at], seen)
}
BEGIN { n = split(drop, dropped, " "); for (at = 1; at <= n; at++) hidden[dropped[at]] = 1 }
state == 0 { path = $0; state = 1; next }
state == 1 { state = 2; next }
state == 2 { left = $0; list = ""; if (left == 0) { needs[path] = ""; state = 0 } else state = 3; next }
state == 3 { list = list " " $0; if (--left == 0) { needs[path] = list; state = 0 } }
END {
  for (path in needs) {
    delete seen
    count(path, seen)
    for (below in seen) users[below]++
  }
  # A root is kept if something that stays refers to it, its own copied files among that.
  for (path in needs) {
    m = split(needs[path], parts, " ")
    for (at = 1; at <= m; at++) wanted[parts[at]] = 1
  }
  for (path in needs) if (!(path in hidden) || (path in wanted)) printf "%09d %s\n", 999999999 - users[path], path
}
