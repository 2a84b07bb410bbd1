{ lib }:
let
  inherit (builtins) isAttrs isBool isFloat isFunction isInt isList isPath isString;
in
rec {
  mkValueStringDefault = _: v:
    if isString v || isInt v || isPath v then toString v
    else if lib.isDerivation v then toString v
    else if v == true then "true"
    else if v == false then "false"
    else if v == null then "null"
    else if isFloat v then lib.floatToString v
    else if isAttrs v && v ? outPath then toString v
    else throw "generators.mkValueStringDefault: a ${builtins.typeOf v} has no such form: ${toPretty { } v}";

  mkKeyValueDefault = { mkValueString ? mkValueStringDefault { } }: sep: k: v:
    "${lib.escape [ sep ] k}${sep}${mkValueString v}";

  toKeyValue =
    { mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false, indent ? "" }: set:
    let
      one = k: v: "${indent}${mkKeyValue k v}\n";
      many = k: v: lib.concatMapStrings (one k) (lib.toList v);
    in
    lib.concatStrings (lib.mapAttrsToList (if listsAsDuplicateKeys then many else one) set);

  toINI =
    {
      mkSectionName ? (name: lib.escape [ "[" "]" ] name),
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    sections:
    lib.concatStringsSep "\n" (lib.mapAttrsToList
      (name: values: "[${mkSectionName name}]\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } values)
      sections);
  toINIWithGlobalSection = options: { globalSection, sections ? { } }:
    (
      if globalSection == { } then ""
      else toKeyValue (removeAttrs options [ "mkSectionName" ]) globalSection + lib.optionalString (sections != { }) "\n"
    )
    + toINI options sections;
  toGitINI = sections:
    let
      section = name:
        let parts = lib.splitString "." name; in
        if builtins.length parts == 1 then name
        else "${builtins.head parts} \"${lib.concatStringsSep "." (builtins.tail parts)}\"";
      value = k: v:
        if isList v then lib.concatMapStrings (value k) v
        else "\t${k} = ${if isString v then builtins.toJSON v else mkValueStringDefault { } v}\n";
      isPlain = v: !isAttrs v || lib.isDerivation v;
      write = name: set:
        let
          plain = lib.filterAttrs (_: isPlain) set;
          deeper = lib.filterAttrs (_: v: !isPlain v) set;
        in
        lib.optional (plain != { }) "[${section name}]\n${lib.concatStrings (lib.mapAttrsToList value plain)}"
        ++ lib.concatLists (lib.mapAttrsToList (k: write "${name}.${k}") deeper);
    in
    lib.concatStringsSep "\n" (lib.concatLists (lib.mapAttrsToList write sections));

  toJSON = _: builtins.toJSON;
  # JSON is YAML.
  toYAML = toJSON;

  toPretty = { multiline ? true, allowPrettyValues ? false, indent ? "" }:
    let
      go = indent: v:
        let
          inner = if multiline then "\n${indent}  " else " ";
          outer = if multiline then "\n${indent}" else " ";
        in
        if isInt v then toString v
        else if isFloat v then lib.floatToString v
        else if isBool v then lib.boolToString v
        else if v == null then "null"
        else if isPath v then toString v
        else if isString v then
          let
            rows = lib.splitString "\n" v;
            safe = lib.replaceStrings [ "\${" "''" ] [ "''\${" "'''" ];
          in
          if multiline && builtins.length rows > 1 then
            "''" + inner + lib.concatStringsSep inner (map safe (if lib.last rows == "" then lib.init rows else rows))
            + (if lib.last rows == "" then outer else "") + "''"
          else lib.escapeNixString v
        else if isFunction v then
          let
            args = lib.functionArgs v;
            names = lib.mapAttrsToList (n: has: if has then "${n}?" else n) args;
          in
          if args == { } then "<function>" else "<function, args: {${lib.concatStringsSep ", " names}}>"
        else if isList v then
          if v == [ ] then "[ ]" else "[" + inner + lib.concatMapStringsSep inner (go (indent + "  ")) v + outer + "]"
        else if allowPrettyValues && v ? __pretty && v ? val then v.__pretty v.val
        else if lib.isDerivation v then "<derivation ${v.name or "???"}>"
        else if v == { } then "{ }"
        else
          "{" + inner
          + lib.concatStringsSep inner (lib.mapAttrsToList
            (n: x: "${lib.escapeNixIdentifier n} = ${builtins.addErrorContext "while writing the attribute `${n}`" (go (indent + "  ") x)};")
            v)
          + outer + "}";
    in
    go indent;

  withRecursion = { depthLimit, throwOnDepthLimit ? true }:
    let
      go = n: v:
        if n > depthLimit then
          (if throwOnDepthLimit then throw "generators.withRecursion: deeper than ${toString depthLimit}" else "<unevaluated>")
        else if isAttrs v && !lib.isDerivation v then builtins.mapAttrs (_: go (n + 1)) v
        else if isList v then map (go (n + 1)) v
        else v;
    in
    go 0;
}
