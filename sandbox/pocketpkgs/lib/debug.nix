{ lib }:
let
  inherit (builtins) trace deepSeq;
in
rec {
  traceIf = condition: message: value: if condition then trace message value else value;
  traceValFn = f: value: trace (f value) value;
  traceVal = traceValFn lib.id;
  traceSeq = a: b: trace (deepSeq a a) b;
  traceValSeqFn = f: value: traceSeq (f value) value;
  traceValSeq = traceValSeqFn lib.id;
  traceSeqN = depth: a: b:
    let
      cut = n: v:
        if builtins.isList v then (if n == 0 then "[…]" else map (cut (n - 1)) v)
        else if lib.isDerivation v then "<derivation ${v.name or "?"}>"
        else if builtins.isAttrs v then (if n == 0 then "{…}" else builtins.mapAttrs (_: cut (n - 1)) v)
        else v;
    in
    traceSeq (cut depth a) b;
  traceValSeqN = depth: value: traceSeqN depth value value;
  traceFnSeqN = depth: name: f: value:
    let result = f value; in
    traceSeqN depth { fn = name; from = value; to = result; } result;

  runTests = tests:
    let
      only = tests.tests or (builtins.filter (n: lib.hasPrefix "test" n) (builtins.attrNames tests));
    in
    builtins.concatMap
      (name:
        let test = tests.${name}; in
        if name != "tests" && test.expr != test.expected then [ { inherit name; inherit (test) expected; result = test.expr; } ] else [ ])
      only;

  exported = {
    inherit
      traceIf traceValFn traceVal traceSeq traceValSeqFn traceValSeq traceSeqN traceValSeqN traceFnSeqN
      runTests;
  };
}
