{ lib }:
let
  inherit (builtins) foldl' genList;
in
rec {
  inherit (builtins)
    all any concatLists concatMap elem elemAt filter genList groupBy head isList length partition
    sort tail map;

  singleton = x: [ x ];
  toList = x: if isList x then x else [ x ];
  forEach = list: f: map f list;

  foldr = f: nul: list:
    let
      n = length list;
      go = i: if i == n then nul else f (elemAt list i) (go (i + 1));
    in
    go 0;
  fold = foldr;
  foldl = f: nul: list:
    let go = i: if i < 0 then nul else f (go (i - 1)) (elemAt list i); in
    go (length list - 1);
  foldl' = f: nul: list: builtins.seq nul (builtins.foldl' f nul list);

  imap0 = f: list: genList (i: f i (elemAt list i)) (length list);
  imap1 = f: list: genList (i: f (i + 1) (elemAt list i)) (length list);
  ifilter0 = f: list:
    map (i: elemAt list i) (filter (i: f i (elemAt list i)) (genList (i: i) (length list)));
  concatImap = f: list: concatLists (imap1 f list);

  flatten = x: if isList x then concatMap flatten x else [ x ];
  remove = x: filter (y: y != x);
  replicate = n: x: genList (_: x) n;
  range = first: final: if first > final then [ ] else genList (i: first + i) (final - first + 1);
  count = pred: foldl' (n: x: if pred x then n + 1 else n) 0;
  optional = condition: x: if condition then [ x ] else [ ];
  optionals = condition: list: if condition then list else [ ];

  findFirstIndex = pred: default: list:
    let
      n = length list;
      go = i: if i == n then default else if pred (elemAt list i) then i else go (i + 1);
    in
    go 0;
  findFirst = pred: default: list:
    let i = findFirstIndex pred null list; in
    if i == null then default else elemAt list i;
  findSingle = pred: default: multiple: list:
    let found = filter pred list; in
    if found == [ ] then default
    else if length found > 1 then multiple
    else head found;

  groupBy' = op: nul: pred: list: builtins.mapAttrs (_: foldl' op nul) (groupBy pred list);

  zipListsWith = f: a: b:
    genList (i: f (elemAt a i) (elemAt b i)) (lib.min (length a) (length b));
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });

  reverseList = list:
    let n = length list; in
    genList (i: elemAt list (n - i - 1)) n;

  sortOn = key: list:
    map (p: p.value) (sort (a: b: a.key < b.key) (map (value: { inherit value; key = key value; }) list));
  compareLists = cmp: a: b:
    let
      go = i:
        if i == length a then (if i == length b then 0 else -1)
        else if i == length b then 1
        else
          let c = cmp (elemAt a i) (elemAt b i); in
          if c == 0 then go (i + 1) else c;
    in
    go 0;
  naturalSort = list:
    let
      # Numbers and words never meet at one place: `split` puts them at odd and even ones.
      key = s: map (p: if isList p then lib.toIntBase10 (head p) else p) (builtins.split "(0|[1-9][0-9]*)" s);
      less = a: b: compareLists lib.compare a.key b.key < 0;
    in
    map (p: p.value) (sort less (map (value: { inherit value; key = key value; }) list));
  listDfs = stopOnCycles: before: list:
    let
      go = current: visited: rest:
        let
          parts = partition (x: before x current) rest;
          cycle = filter (x: before x current) visited;
        in
        if stopOnCycles && cycle != [ ] then { cycle = current; loops = cycle; inherit visited rest; }
        else if parts.right == [ ] then { minimal = current; inherit visited rest; }
        else go (head parts.right) ([ current ] ++ visited) (tail parts.right ++ parts.wrong);
    in
    go (head list) [ ] (tail list);
  toposort = before: list:
    if length list < 2 then { result = list; }
    else
      let
        step = listDfs true before list;
        later = toposort before (step.visited ++ step.rest);
      in
      if step ? cycle then { cycle = reverseList ([ step.cycle ] ++ step.visited); inherit (step) loops; }
      else if later ? cycle then later
      else { result = [ step.minimal ] ++ later.result; };

  sublist = start: n: list:
    let
      len = length list;
      size = if start >= len then 0 else if start + n > len then len - start else n;
    in
    genList (i: elemAt list (start + i)) size;
  take = sublist 0;
  takeEnd = n: list: drop (lib.max 0 (length list - n)) list;
  drop = n: list: sublist n (length list) list;
  dropEnd = n: list: take (lib.max 0 (length list - n)) list;
  hasPrefix = a: b: take (length a) b == a;
  removePrefix = a: b:
    if hasPrefix a b then drop (length a) b
    else throw "lists.removePrefix: the first list is not a prefix of the second";
  commonPrefix = a: b:
    let
      n = lib.min (length a) (length b);
      go = i: if i < n && elemAt a i == elemAt b i then go (i + 1) else i;
    in
    take (go 0) a;

  last = list:
    if list == [ ] then throw "lists.last: the list is empty" else elemAt list (length list - 1);
  init = list:
    if list == [ ] then throw "lists.init: the list is empty" else take (length list - 1) list;

  crossLists = f: foldl (fs: args: concatMap (g: map g args) fs) [ f ];

  unique = foldl' (seen: x: if elem x seen then seen else seen ++ [ x ]) [ ];
  uniqueStrings = list: builtins.attrNames (groupBy (x: x) list);
  allUnique = list: length (unique list) == length list;
  intersectLists = a: filter (x: elem x a);
  subtractLists = a: filter (x: !elem x a);
  mutuallyExclusive = a: b: !any (x: elem x a) b;
  concatAttrValues = set: concatLists (builtins.attrValues set);
}
