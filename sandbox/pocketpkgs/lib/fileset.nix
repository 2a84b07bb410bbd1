{ lib }:
# A file set is a tree over the file system's root: `true` is everything below, `false` nothing, an
# attribute set looks deeper. Trees are lazy, so that only folders that are asked for are read.
let
  inherit (builtins) attrNames elemAt isAttrs isPath length mapAttrs readDir;

  split = p: builtins.filter (x: x != "") (lib.splitString "/" (toString p));
  pathOf = parts: /. + "/${lib.concatStringsSep "/" parts}";

  make = tree: { _type = "fileset"; _tree = tree; };
  fromPath = context: p:
    if !builtins.pathExists p then throw "lib.fileset.${context}: ${toString p} does not exist; lib.fileset.maybeMissing lets it be"
    else make (lib.setAttrByPath (split p) true);
  coerce = context: v:
    if v._type or null == "fileset" then v
    else if isPath v then fromPath context v
    else if v ? _isLibCleanSourceWith then fromSource v
    else throw "lib.fileset.${context}: a file set or a path is needed, not ${if builtins.isString v then "the string \"${v}\"" else "a ${builtins.typeOf v}"}";
  treeOf = context: v: (coerce context v)._tree;

  children = at: mapAttrs (_: _: true) (readDir (pathOf at));
  expand = at: tree:
    if tree == true then (if typeAt at == "directory" then children at else true)
    else tree;
  typeAt = at: if at == [ ] then "directory" else builtins.readFileType (pathOf at);

  unite = a: b:
    if a == true || b == true then true
    else if a == false then b
    else if b == false then a
    else a // mapAttrs (n: t: if a ? ${n} then unite a.${n} t else t) b;
  intersect = a: b:
    if a == true then b
    else if b == true then a
    else if a == false || b == false then false
    else mapAttrs (n: t: intersect t b.${n}) (lib.intersectAttrs b a);
  subtract = at: a: b:
    if a == false || b == true then false
    else if b == false then a
    else
      let full = expand at a; in
      if full == true then true
      else mapAttrs (n: t: if b ? ${n} then subtract (at ++ [ n ]) t b.${n} else t) full;
  select = pred: at: tree:
    if tree == false then false
    else
      let full = expand at tree; in
      if full == true then
        let
          name = lib.last at;
          ext = builtins.match ".*\\.([^.]*)" name;
        in
        pred {
          inherit name;
          type = typeAt at;
          hasExt = wanted: ext != null && (builtins.head ext == wanted || lib.hasSuffix ".${wanted}" name);
        }
      else mapAttrs (n: select pred (at ++ [ n ])) full;

  # An empty folder is no file, so a set of files does not keep it.
  holdsFile = at: tree:
    if tree == false then false
    else
      let full = expand at tree; in
      full == true || builtins.any (n: holdsFile (at ++ [ n ]) full.${n}) (attrNames full);

  fromSource = src:
    let
      root = split src.origSrc;
      sift = at:
        mapAttrs
          (n: t:
            let here = at ++ [ n ]; in
            if !src.filter (toString (pathOf here)) t then false
            else if t == "directory" then sift here
            else true)
          (readDir (pathOf at));
    in
    make (lib.setAttrByPath root (sift root));

  listFiles = at: tree:
    if tree == false then [ ]
    else
      let full = expand at tree; in
      if full == true then [ (pathOf at) ]
      else builtins.concatMap (n: listFiles (at ++ [ n ]) full.${n}) (attrNames full);
in
rec {
  union = a: b: make (unite (treeOf "union" a) (treeOf "union" b));
  unions = list: make (builtins.foldl' (t: v: unite t (treeOf "unions" v)) false list);
  intersection = a: b: make (intersect (treeOf "intersection" a) (treeOf "intersection" b));
  difference = a: b: make (subtract [ ] (treeOf "difference" a) (treeOf "difference" b));
  fileFilter = pred: path:
    if !isPath path then throw "lib.fileset.fileFilter: the second argument must be a path; use intersection for a file set"
    else
      let at = split path; in
      make (lib.setAttrByPath at (select pred at true));
  maybeMissing = path: if builtins.pathExists path then fromPath "maybeMissing" path else make false;
  empty = make false;
  toList = set:
    # Only real files: the top of the tree is the file system's root, which is never read whole.
    listFiles [ ] (treeOf "toList" set);
  trace = set: value: builtins.trace "${lib.concatMapStringsSep "\n" toString (toList set)}" value;
  traceVal = set: trace set set;
  inherit fromSource;
  gitTracked = _: throw "pocketpkgs leaves lib.fileset.gitTracked out: in a flake, files that git does not track are left out already";
  gitTrackedWith = _: gitTracked;

  toSource = { root, fileset }:
    let
      base = split root;
      n = length base;
      whole = treeOf "toSource" fileset;
      below = tree: path:
        if path == [ ] || tree == false then tree
        else if tree == true then true
        else below (tree.${builtins.head path} or false) (builtins.tail path);
      outside = at: tree:
        # Whatever is on the way to the root is fine, everything beside it is not.
        isAttrs tree && length at < n
        && (builtins.any (k: k != elemAt base (length at) && holdsFile (at ++ [ k ]) tree.${k}) (attrNames tree)
          || outside (at ++ [ (elemAt base (length at)) ]) (tree.${elemAt base (length at)} or false));
    in
    if !isPath root then throw "lib.fileset.toSource: `root` must be a path, not a ${builtins.typeOf root}"
    else if outside [ ] whole then throw "lib.fileset.toSource: `fileset` has files that are not below `root` (${toString root})"
    else
      # The result is a source as cleanSourceWith gives it, so that it can be filtered further.
      lib.cleanSourceWith {
        src = root;
        filter = path: type:
          let
            at = split path;
            tree = below whole at;
          in
          if type == "directory" then holdsFile at tree else tree != false;
      };
}
