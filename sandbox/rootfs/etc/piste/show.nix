# Shows any value as `nix repl` would print it: what fits stays on one line, the rest is indented.
let
  inherit (builtins) all attrNames concatStringsSep isAttrs isFunction isList isPath isString map match replaceStrings stringLength toJSON;
  width = 76;
  quote = text: replaceStrings [ "\${" ] [ "\\\${" ] (toJSON text);
  name = attr: if match "[a-zA-Z_][a-zA-Z0-9_'-]*" attr == null then quote attr else attr;
  isDerivation = value: isAttrs value && value ? type && value.type == "derivation";
  block = open: close: pad: parts:
    if parts == [ ] then "${open} ${close}"
    else
      let
        line = "${open} ${concatStringsSep " " parts} ${close}";
        fits = stringLength pad + stringLength line <= width && all (part: match ".*\n.*" part == null) parts;
      in
      if fits then line else "${open}\n${concatStringsSep "" (map (part: "${pad}  ${part}\n") parts)}${pad}${close}";
  show = pad: value:
    if isDerivation value then "«derivation ${builtins.unsafeDiscardStringContext value.drvPath}»"
    else if isAttrs value then
      block "{" "}" pad (map (attr: "${name attr} = ${show "${pad}  " value.${attr}};") (attrNames value))
    else if isList value then block "[" "]" pad (map (show "${pad}  ") value)
    else if isFunction value then "«lambda»"
    else if isString value then quote (builtins.unsafeDiscardStringContext value)
    else if isPath value then builtins.unsafeDiscardStringContext (toString value)
    else if value == null then "null"
    else toJSON value;
in
value: "${show "" value}\n"
