{ lib }:
let
  inherit (builtins) concatStringsSep elemAt filter genList head isList isString length match replaceStrings split stringLength substring;
  lowercase = "abcdefghijklmnopqrstuvwxyz";
  uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  chars = s: genList (i: substring i 1 s) (stringLength s);
in
rec {
  inherit (builtins)
    compareVersions concatStringsSep elem elemAt filter fromJSON genList head isInt isList isAttrs
    isPath isString match parseDrvName readFile replaceStrings split storeDir stringLength substring
    tail toJSON typeOf unsafeDiscardStringContext length;

  concatStrings = concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  concatImapStrings = f: list: concatStrings (lib.imap1 f list);
  concatMapStringsSep = sep: f: list: concatStringsSep sep (map f list);
  concatImapStringsSep = sep: f: list: concatStringsSep sep (lib.imap1 f list);
  concatMapAttrsStringSep = sep: f: set: concatStringsSep sep (lib.mapAttrsToList f set);
  concatLines = concatMapStrings (line: line + "\n");
  join = concatStringsSep;
  intersperse = sep: list:
    let n = length list; in
    if n < 2 then list
    else builtins.tail (builtins.concatMap (x: [ sep x ]) list);
  replicate = n: s: concatStrings (lib.lists.replicate n s);
  optionalString = condition: s: if condition then s else "";

  makeSearchPath = folder: pkgs:
    concatMapStringsSep ":" (p: "${p}/${folder}") (filter (p: p != null) pkgs);
  makeSearchPathOutput = output: folder: pkgs: makeSearchPath folder (map (lib.getOutput output) pkgs);
  makeBinPath = makeSearchPathOutput "bin" "bin";
  makeLibraryPath = makeSearchPathOutput "lib" "lib";
  makeIncludePath = makeSearchPathOutput "dev" "include";
  normalizePath = s:
    concatStrings (lib.imap0 (i: c: if c == "/" && i > 0 && substring (i - 1) 1 s == "/" then "" else c) (chars s));

  hasPrefix = prefix: s: substring 0 (stringLength prefix) s == prefix;
  hasSuffix = suffix: s:
    let
      n = stringLength s;
      m = stringLength suffix;
    in
    n >= m && substring (n - m) m s == suffix;
  hasInfix = infix: s: infix == "" || replaceStrings [ infix ] [ "" ] "${s}" != "${s}";
  removePrefix = prefix: s:
    if hasPrefix prefix s then substring (stringLength prefix) (-1) s else s;
  removeSuffix = suffix: s:
    if hasSuffix suffix s then substring 0 (stringLength s - stringLength suffix) s else s;
  commonPrefixLength = a: b:
    let
      n = lib.min (stringLength a) (stringLength b);
      go = i: if i < n && substring i 1 a == substring i 1 b then go (i + 1) else i;
    in
    go 0;
  commonSuffixLength = a: b:
    let
      n = lib.min (stringLength a) (stringLength b);
      at = s: i: substring (stringLength s - i - 1) 1 s;
      go = i: if i < n && at a i == at b i then go (i + 1) else i;
    in
    go 0;

  stringToCharacters = chars;
  stringAsChars = f: s: concatStrings (map f (chars s));
  lowerChars = chars lowercase;
  upperChars = chars uppercase;
  toLower = replaceStrings upperChars lowerChars;
  toUpper = replaceStrings lowerChars upperChars;
  toSentenceCase = s: toUpper (substring 0 1 s) + toLower (substring 1 (-1) s);
  toCamelCase = s:
    let words = filter (w: isString w && w != "") (split "[-_ ]+" s); in
    concatStrings (lib.imap0 (i: w: if i == 0 then toLower (substring 0 1 w) + substring 1 (-1) w else toSentenceCase w) words);

  # `split` drops the context, which a path to the store must keep.
  addContextFrom = from: to: substring 0 0 from + to;
  splitString = sep: s:
    map (addContextFrom s) (filter isString (split (escapeRegex (toString sep)) (toString s)));
  splitStringBy = test: keep: s:
    let
      go = pieces: piece: prev: rest:
        if rest == [ ] then pieces ++ [ piece ]
        else
          let c = head rest; in
          if test prev c then go (pieces ++ [ piece ]) (if keep then c else "") c (builtins.tail rest)
          else go pieces (piece + c) c (builtins.tail rest);
    in
    if s == "" then [ "" ] else go [ ] "" "" (chars s);

  escape = list: replaceStrings list (map (c: "\\${c}") list);
  escapeRegex = escape (chars "\\[{()^$?*+|.");
  escapeShellArg = arg:
    let s = toString arg; in
    if match "[[:alnum:],._+:@%/-]+" s != null then s
    else "'${replaceStrings [ "'" ] [ "'\\''" ] s}'";
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  escapeNixString = s: escape [ "$" ] (builtins.toJSON s);
  escapeNixIdentifier = s:
    let
      keywords = [ "assert" "else" "if" "in" "inherit" "let" "or" "rec" "then" "with" ];
    in
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" s != null && !builtins.elem s keywords then s else escapeNixString s;
  escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  escapeURL =
    let
      plain = chars (lowercase + uppercase + "0123456789-_.~");
      byte = n: "%" + fixedWidthString 2 "0" (lib.toHexString n);
      others = filter (c: !builtins.elem c plain) asciiPrintable;
    in
    replaceStrings others (map (c: byte (charToInt c)) others);
  escapeC = list: replaceStrings list (map (c: "\\x${toLower (fixedWidthString 2 "0" (lib.toHexString (charToInt c)))}") list);
  asciiPrintable = [ "\t" "\n" "\r" ] ++ chars (
    " !\"#$%&'()*+,-./0123456789:;<=>?@" + uppercase + "[\\]^_`" + lowercase + "{|}~"
  );
  asciiTable = builtins.listToAttrs (
    lib.imap0 (i: c: { name = c; value = i + 32; }) (lib.drop 3 asciiPrintable)
    ++ [
      { name = "\t"; value = 9; }
      { name = "\n"; value = 10; }
      { name = "\r"; value = 13; }
    ]
  );
  charToInt = c: asciiTable.${c};

  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar = name: value:
    let v = if isStringLike value then toString value else value; in
    lib.throwIfNot (isValidPosixName name) "toShellVar: ${name} is not a valid shell variable name" (
      if builtins.isAttrs v then
        "declare -A ${name}=(${concatStringsSep " " (lib.mapAttrsToList (n: x: "[${escapeShellArg n}]=${escapeShellArg x}") v)})"
      else if isList v then "declare -a ${name}=(${escapeShellArgs v})"
      else "${name}=${escapeShellArg v}"
    );
  toShellVars = vars: concatStringsSep "\n" (lib.mapAttrsToList toShellVar vars);

  trim = trimWith { start = true; end = true; };
  trimWith = { start ? false, end ? false }: s:
    let
      blank = " \t\r\n";
      one = if start then head (match "[${blank}]*(.*)" s) else s;
      two = match "(.*[^${blank}])[${blank}]*" one;
    in
    if !end then one else if two == null then "" else head two;
  fixedWidthString = width: filler: s:
    let
      n = stringLength s;
      pad = substring 0 (width - n) (replicate width filler);
    in
    lib.throwIf (n > width) "fixedWidthString: '${s}' is longer than ${toString width}" (
      if n == width then s else pad + s
    );
  fixedWidthNumber = width: n: fixedWidthString width "0" (toString n);
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  readPathsFromFile = root: file:
    map (p: root + "/${p}") (filter (l: l != "" && !hasPrefix "#" l) (splitString "\n" (fileContents file)));
  lines = s: splitString "\n" (removeSuffix "\n" s);

  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !versionOlder a b;
  getName = x: if isString x then (builtins.parseDrvName x).name else x.pname or (builtins.parseDrvName x.name).name;
  getVersion = x: if isString x then (builtins.parseDrvName x).version else x.version or (builtins.parseDrvName x.name).version;
  nameFromURL = url: sep: head (splitString sep (lib.last (splitString "/" url)));
  sanitizeDerivationName = raw:
    let
      s = toString raw;
      parts = split "[^[:alnum:]+._?=-]+" (removeLeadingDots (builtins.unsafeDiscardStringContext s));
      removeLeadingDots = t: head (match "\\.*(.*)" t);
      clean = concatMapStrings (p: if isList p then "-" else p) parts;
      n = stringLength clean;
    in
    if clean == "" then "unknown"
    else if n > 207 then substring (n - 207) 207 clean
    else clean;

  toInt = s:
    let
      t = trim s;
      digits = match "(-?)(0*)([0-9]+)" t;
    in
    if digits == null then throw "Could not convert ${builtins.toJSON s} to int."
    else if elemAt digits 1 != "" then throw "Ambiguity in interpretation of ${builtins.toJSON s} between octal and zero padded integer."
    else builtins.fromJSON t;
  toIntBase10 = s:
    let digits = match "[[:space:]]*(-?)0*([0-9]+)[[:space:]]*" s; in
    if digits == null then throw "Could not convert ${builtins.toJSON s} to int."
    else builtins.fromJSON (concatStrings digits);
  floatToString = f: let t = toString f; r = builtins.fromJSON t; in if r == f then t else builtins.toJSON f;

  isStringLike = x: isString x || builtins.isPath x || x ? outPath || x ? __toString;
  isConvertibleWithToString = x:
    isStringLike x
    || builtins.elem (builtins.typeOf x) [ "null" "int" "float" "bool" ]
    || (isList x && builtins.all isConvertibleWithToString x);
  isCoercibleToString = x: builtins.elem (builtins.typeOf x) [ "path" "string" "null" "int" "float" "bool" ] || x ? outPath || x ? __toString;
  isStorePath = x:
    isStringLike x
    && (let s = toString x; in substring 0 1 s == "/" && builtins.dirOf s == builtins.storeDir);

  enableFeature = yes: feature: "--${if yes then "enable" else "disable"}-${feature}";
  enableFeatureAs = yes: feature: value: enableFeature yes feature + optionalString yes "=${value}";
  withFeature = yes: feature: "--${if yes then "with" else "without"}-${feature}";
  withFeatureAs = yes: feature: value: withFeature yes feature + optionalString yes "=${value}";
  cmakeOptionType = type: feature: value: "-D${feature}:${toUpper type}=${value}";
  cmakeBool = feature: yes: cmakeOptionType "bool" feature (if yes then "TRUE" else "FALSE");
  cmakeFeature = cmakeOptionType "string";
  mesonOption = feature: value: "-D${feature}=${value}";
  mesonBool = feature: yes: mesonOption feature (lib.boolToString yes);
  mesonEnable = feature: yes: mesonOption feature (if yes then "enabled" else "disabled");

  levenshtein = a: b:
    let
      n = stringLength a;
      m = stringLength b;
      first = genList (i: i) (m + 1);
      row = prev: i:
        lib.foldl'
          (acc: j:
            let cost = if substring (i - 1) 1 a == substring (j - 1) 1 b then 0 else 1; in
            acc ++ [ (lib.min (lib.min (lib.last acc + 1) (elemAt prev j + 1)) (elemAt prev (j - 1) + cost)) ])
          [ i ]
          (lib.range 1 m);
    in
    lib.last (lib.foldl' row first (lib.range 1 n));
  levenshteinAtMost = k: a: b:
    let d = stringLength a - stringLength b; in
    d <= k && -d <= k && levenshtein a b <= k;
}
