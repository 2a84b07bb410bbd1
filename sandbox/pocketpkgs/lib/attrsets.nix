{ lib }:
let
  inherit (builtins) head tail length concatMap foldl' elemAt;
in
rec {
  inherit (builtins)
    attrNames attrValues catAttrs getAttr hasAttr intersectAttrs isAttrs listToAttrs mapAttrs
    removeAttrs zipAttrsWith unsafeGetAttrPos;

  attrByPath = path: default: set:
    let
      n = length path;
      go = i: s:
        if i == n then s
        else if s ? ${elemAt path i} then go (i + 1) s.${elemAt path i}
        else default;
    in
    go 0 set;
  hasAttrByPath = path: set:
    let
      n = length path;
      go = i: s: i == n || (s ? ${elemAt path i} && go (i + 1) s.${elemAt path i});
    in
    go 0 set;
  longestValidPathPrefix = path: set:
    let
      n = length path;
      go = i: s:
        if i < n && s ? ${elemAt path i} then go (i + 1) s.${elemAt path i}
        else lib.take i path;
    in
    go 0 set;
  setAttrByPath = path: value:
    if path == [ ] then value
    else { ${head path} = setAttrByPath (tail path) value; };
  getAttrFromPath = path:
    attrByPath path (throw "cannot find attribute `${lib.concatStringsSep "." path}'");

  # The deepest paths first, so that a parent's update sees what became of its children.
  updateManyAttrsByPath = updates: value:
    let
      one = path: f: has: v:
        if path == [ ] then f (if has then v else throw "updateManyAttrsByPath: a path that does not exist is read")
        else
          let
            key = head path;
            set = if has then v else { };
          in
          set // { ${key} = one (tail path) f (set ? ${key}) (set.${key} or null); };
      ordered = builtins.sort (a: b: length a.path > length b.path) updates;
    in
    foldl' (v: u: one u.path u.update true v) value ordered;

  attrVals = names: set: map (n: set.${n}) names;
  getAttrs = names: attrs: genAttrs names (n: attrs.${n});
  genAttrs = names: f: listToAttrs (map (n: nameValuePair n (f n)) names);
  genAttrs' = items: f: listToAttrs (map f items);
  nameValuePair = name: value: { inherit name value; };
  optionalAttrs = condition: set: if condition then set else { };

  mapAttrs' = f: set: listToAttrs (map (n: f n set.${n}) (attrNames set));
  mapAttrsToList = f: set: map (n: f n set.${n}) (attrNames set);
  attrsToList = mapAttrsToList nameValuePair;
  concatMapAttrs = f: set: mergeAttrsList (mapAttrsToList f set);
  foldlAttrs = f: init: set: foldl' (acc: n: f acc n set.${n}) init (attrNames set);
  foldAttrs = f: nul: sets:
    mapAttrs (_: values: lib.foldr f nul values) (zipAttrs sets);

  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond = condition: f: set:
    let
      go = path: mapAttrs (name: value:
        let here = path ++ [ name ]; in
        if isAttrs value && condition value then go here value else f here value);
    in
    go [ ] set;
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond = condition: f: set:
    let
      go = path: s: concatMap
        (name:
          let
            here = path ++ [ name ];
            value = s.${name};
          in
          if isAttrs value && condition here value then go here value else [ (f here value) ])
        (attrNames s);
    in
    go [ ] set;
  collect = pred: value:
    if pred value then [ value ]
    else if isAttrs value then concatMap (collect pred) (attrValues value)
    else [ ];

  filterAttrs = pred: set:
    removeAttrs set (builtins.filter (n: !pred n set.${n}) (attrNames set));
  filterAttrsRecursive = pred: set:
    listToAttrs (concatMap
      (n:
        let v = set.${n}; in
        if pred n v then [ (nameValuePair n (if isAttrs v then filterAttrsRecursive pred v else v)) ]
        else [ ])
      (attrNames set));

  zipAttrs = zipAttrsWith (_: values: values);
  zipAttrsWithNames = names: f: sets:
    genAttrs names (n: f n (catAttrs n sets));

  # Halves instead of one by one: `//` copies its left side each time.
  mergeAttrsList = sets:
    let
      go = from: to:
        if to - from == 0 then { }
        else if to - from == 1 then elemAt sets from
        else
          let middle = (from + to) / 2; in
          go from middle // go middle to;
    in
    go 0 (length sets);
  recursiveUpdateUntil = stop: left: right:
    let
      # The right side goes first in the list, so that `head` is the winner.
      merge = path: l: r: zipAttrsWith
        (name: values:
          let
            here = path ++ [ name ];
            new = head values;
            old = elemAt values 1;
          in
          if length values == 1 || stop here old new then new else merge here old new)
        [ r l ];
    in
    merge [ ] left right;
  recursiveUpdate = recursiveUpdateUntil (_: l: r: !(isAttrs l && isAttrs r));
  matchAttrs = pattern: set:
    builtins.all
      (n: set ? ${n} && (
        if isAttrs pattern.${n} then isAttrs set.${n} && matchAttrs pattern.${n} set.${n}
        else pattern.${n} == set.${n}))
      (attrNames pattern);
  overrideExisting = old: new: old // intersectAttrs old new;
  unionOfDisjoint = a: b:
    let both = attrNames (intersectAttrs a b); in
    if both == [ ] then a // b
    else throw "unionOfDisjoint: both sides have ${lib.concatStringsSep ", " both}";
  invertAttrs = set: listToAttrs (mapAttrsToList (n: v: nameValuePair v n) set);

  cartesianProduct = set:
    foldl'
      (rows: n: concatMap (row: map (v: row // { ${n} = v; }) set.${n}) rows)
      [ { } ]
      (attrNames set);
  cartesianProductOfSets = cartesianProduct;
  mapCartesianProduct = f: set: map f (cartesianProduct set);

  isDerivation = v: isAttrs v && v.type or null == "derivation";
  toDerivation = path:
    let p = builtins.storePath path; in
    {
      type = "derivation";
      name = lib.sanitizeDerivationName (builtins.substring 33 (-1) (baseNameOf p));
      outPath = p;
      outputs = [ "out" ];
      out = toDerivation path;
      outputName = "out";
    };

  getOutput = output: pkg:
    if pkg.outputSpecified or false then pkg
    else pkg.${output} or pkg.out or pkg;
  getFirstOutput = candidates: pkg:
    let found = lib.findFirst (o: pkg ? ${o}) null candidates; in
    if pkg.outputSpecified or false || found == null then pkg else pkg.${found};
  getBin = getOutput "bin";
  getLib = getFirstOutput [ "lib" "out" ];
  getStatic = getFirstOutput [ "static" "lib" "out" ];
  getDev = getFirstOutput [ "dev" "out" ];
  getInclude = getFirstOutput [ "include" "dev" "out" ];
  getMan = getFirstOutput [ "man" "out" ];
  chooseDevOutputs = map getDev;

  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };

  showAttrPath = path:
    if path == [ ] then "<root attribute path>"
    else lib.concatMapStringsSep "." lib.escapeNixIdentifier path;
}
