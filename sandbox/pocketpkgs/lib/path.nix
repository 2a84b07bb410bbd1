{ lib }:
let
  parts = p: builtins.filter (x: x != "" && x != ".") (lib.splitString "/" (toString p));
in
{
  append = path: sub:
    if !builtins.isPath path then throw "lib.path.append: the first argument is not a path"
    else if !(builtins.isString sub) || sub == "" || lib.hasPrefix "/" sub || builtins.elem ".." (parts sub) then
      throw "lib.path.append: ${builtins.toJSON sub} is not a valid subpath"
    else path + "/${sub}";
  hasPrefix = a: b: lib.lists.hasPrefix (parts a) (parts b);
  removePrefix = a: b:
    let rest = lib.lists.removePrefix (parts a) (parts b); in
    "./${lib.concatStringsSep "/" rest}";
  splitRoot = p: { root = /.; subpath = "./${lib.concatStringsSep "/" (parts p)}"; };
  subpath = {
    isValid = s: builtins.isString s && s != "" && !lib.hasPrefix "/" s && !builtins.elem ".." (parts s);
    join = list: "./${lib.concatStringsSep "/" (lib.concatMap parts list)}";
    normalise = s: "./${lib.concatStringsSep "/" (parts s)}";
    components = parts;
  };
}
