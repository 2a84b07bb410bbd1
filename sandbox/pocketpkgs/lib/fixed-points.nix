{ lib }:
rec {
  fix = f: let x = f x; in x;
  fix' = f: let x = f x // { __unfix__ = f; }; in x;
  converge = f: x: let next = f x; in if next == x then x else converge f next;

  extends = overlay: f: final:
    let prev = f final; in
    prev // overlay final prev;

  composeExtensions = first: second: final: prev:
    let
      one = first final prev;
      two = second final (prev // one);
    in
    one // two;
  composeManyExtensions = lib.foldr composeExtensions (_: _: { });

  makeExtensible = makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName = name: f:
    fix' (self: f self // {
      ${name} = overlay: makeExtensibleWithCustomName name (extends overlay f);
    });

  # An overlay may be given as a set, as a function of the old, or as a function of both.
  toExtension = f:
    if !lib.isFunction f then _: _: f
    else final: prev:
      let once = f prev; in
      if lib.isFunction once then f final prev else once;
}
