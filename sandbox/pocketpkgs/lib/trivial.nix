{ lib }:
let
  inherit (builtins) foldl' fromJSON fromTOML readFile;
  release = "25.05";
in
rec {
  inherit (builtins) bitAnd bitOr bitXor isBool isInt isFloat add sub lessThan seq deepSeq genericClosure;

  id = x: x;
  const = x: _: x;
  flip = f: a: b: f b a;
  pipe = foldl' (x: f: f x);
  concat = a: b: a ++ b;
  "or" = a: b: a || b;
  and = a: b: a && b;
  xor = a: b: a != b;
  bitNot = builtins.sub (-1);
  mergeAttrs = a: b: a // b;
  defaultTo = default: value: if value == null then default else value;
  mapNullable = f: a: if a == null then null else f a;

  min = a: b: if b < a then b else a;
  max = a: b: if b > a then b else a;
  mod = a: b: a - b * (a / b);
  compare = a: b: if a < b then -1 else if b < a then 1 else 0;
  # The odd order is the manual's: everything that the test accepts comes before everything else.
  splitByAndCompare = test: yes: no: a: b:
    if test a then (if test b then yes a b else -1)
    else if test b then 1
    else no a b;

  boolToString = b: if b then "true" else "false";
  boolToYesNo = b: if b then "yes" else "no";

  importJSON = path: fromJSON (readFile path);
  importTOML = path: fromTOML (readFile path);

  inherit (builtins) warn;
  warnIf = condition: message: if condition then warn message else id;
  warnIfNot = condition: warnIf (!condition);
  info = message: value: builtins.trace "info: ${message}" value;
  throwIf = condition: message: if condition then throw message else id;
  throwIfNot = condition: throwIf (!condition);
  showWarnings = warnings: value: foldl' (x: w: warn w x) value warnings;
  checkListOfEnum = message: valid: given:
    let unknown = lib.subtractLists valid given; in
    throwIf (unknown != [ ])
      "${message}: ${lib.concatStringsSep ", " unknown} unexpected; valid ones: ${lib.concatStringsSep ", " valid}";

  # A set that can be called still tells callPackage which arguments it takes.
  setFunctionArgs = f: args: { __functor = _: f; __functionArgs = args; };
  functionArgs = f:
    if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f))
    else builtins.functionArgs f;
  isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
  toFunction = v: if isFunction v then v else _: v;
  mirrorFunctionArgs = model:
    let args = functionArgs model; in
    f: setFunctionArgs f args;

  toBaseDigits = base: n:
    let go = i: if i < base then [ i ] else go (i / base) ++ [ (mod i base) ]; in
    go n;
  toHexString = n:
    lib.concatMapStrings
      (digit: builtins.substring digit 1 "0123456789ABCDEF")
      (toBaseDigits 16 n);
  fromHexString = text: (fromTOML "v=0x${lib.removePrefix "0x" text}").v;

  inherit release;
  version = "${release}pocketpkgs";
  versionSuffix = "pocketpkgs";
  nixpkgsVersion = version;
  codeName = "Warbler";
  oldestSupportedRelease = 2505;
  isInOldestRelease = oldestSupportedReleaseIsAtLeast;
  oldestSupportedReleaseIsAtLeast = r: r <= oldestSupportedRelease;
  revisionWithDefault = default: default;
  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";
  inPureEvalMode = !(builtins ? currentSystem);
}
