{ lib }:
rec {
  inherit (builtins) pathExists;
  pathType = path: (builtins.readDir (dirOf path)).${baseNameOf path} or (throw "no such path: ${toString path}");
  pathIsDirectory = path: builtins.pathExists path && builtins.readFileType path == "directory";
  pathIsRegularFile = path: builtins.pathExists path && builtins.readFileType path == "regular";

  cleanSourceFilter = name: type:
    let base = baseNameOf (toString name); in
    !(
      (type == "directory" && builtins.elem base [ ".git" ".svn" ".hg" "CVS" "_darcs" ".jj" ".bzr" ])
      || lib.hasSuffix "~" base
      || builtins.match "\\.sw[a-z]|\\..*\\.sw[a-z]" base != null
      || (lib.hasSuffix ".o" base || lib.hasSuffix ".so" base)
      || (type == "symlink" && (base == "result" || lib.hasPrefix "result-" base))
      || type == "unknown"
    );
  cleanSource = src: cleanSourceWith { filter = cleanSourceFilter; inherit src; };

  cleanSourceWith = { src, filter ? (_: _: true), name ? null }:
    let
      nested = src ? _isLibCleanSourceWith;
      origSrc = if nested then src.origSrc else src;
      both = if nested then path: type: filter path type && src.filter path type else filter;
      finalName = if name != null then name else if nested then src.name else "source";
    in
    {
      _isLibCleanSourceWith = true;
      inherit origSrc;
      filter = both;
      name = finalName;
      outPath = builtins.path { path = origSrc; filter = both; name = finalName; };
      __toString = self: self.outPath;
    };
  trace = src: cleanSourceWith {
    inherit src;
    filter = path: type: builtins.trace "${path} (${type})" true;
  };

  sourceByRegex = src: regexes:
    let
      root = toString (if src ? _isLibCleanSourceWith then src.origSrc else src);
    in
    cleanSourceWith {
      inherit src;
      filter = path: _:
        let relative = lib.removePrefix "${root}/" (toString path); in
        builtins.any (re: builtins.match re relative != null) regexes;
    };
  sourceFilesBySuffices = src: suffixes: cleanSourceWith {
    inherit src;
    filter = path: type: type == "directory" || builtins.any (s: lib.hasSuffix s (baseNameOf path)) suffixes;
  };
  commitIdFromGitRepo = _: throw "pocketpkgs leaves lib.commitIdFromGitRepo out";

  exported = {
    inherit
      pathType pathIsDirectory pathIsRegularFile cleanSource cleanSourceWith cleanSourceFilter
      sourceByRegex sourceFilesBySuffices commitIdFromGitRepo;
  };
}
