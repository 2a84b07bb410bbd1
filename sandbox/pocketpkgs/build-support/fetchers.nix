# import ./fetchers.nix { inherit lib; }
{ lib }:
let
  algorithms = [ "sha256" "sha512" "sha1" "md5" ];

  # { hash, algo } of whatever way a hash was given in; an empty one asks Nix to say the right one.
  hashOf = who: args:
    let
      given = builtins.filter (a: args ? ${a} && args.${a} != null) algorithms;
      algo = builtins.head given;
      empty = lib.warn "${who}: found empty hash, assuming '${lib.fakeHash}'" lib.fakeHash;
    in
    if args.hash or null != null then { algo = null; hash = if args.hash == "" then empty else args.hash; }
    else if args ? outputHash then { algo = args.outputHashAlgo or null; hash = args.outputHash; }
    else if given == [ ] then throw "${who}: a hash is needed: hash = \"sha256-...\", or lib.fakeHash to be told"
    else if args.${algo} == "" then { algo = null; hash = empty; }
    else { inherit algo; hash = args.${algo}; };

  tarballHash = who: args:
    let h = hashOf who args; in
    if h.algo == null || h.algo == "sha256" then h.hash
    else throw "${who}: only a sha256 can be checked here";

  plainName = url: lib.sanitizeDerivationName (baseNameOf (builtins.head (lib.splitString "?" (lib.removeSuffix "/" url))));
in
rec {
  fetchurl =
    {
      url ? "",
      urls ? [ ],
      name ? "",
      executable ? false,
      recursiveHash ? false,
      downloadToTemp ? false,
      postFetch ? "",
      meta ? { },
      passthru ? { },
      ...
    }@args:
    let
      all = if url != "" then [ url ] else urls;
      h = hashOf "fetchurl" args;
      finalName = if name != "" && name != null then name else plainName (builtins.head all);
    in
    if all == [ ] then throw "fetchurl: url or urls is needed"
    else if postFetch != "" || downloadToTemp then throw "pocketpkgs leaves fetchurl's postFetch and downloadToTemp out: Nix itself downloads"
    else if lib.hasPrefix "mirror://" (builtins.head all) then throw "pocketpkgs has no mirrors: give the address itself instead of ${builtins.head all}"
    else
      lib.extendDerivation true
        ({ inherit meta passthru; url = builtins.head all; urls = all; } // passthru)
        (derivation {
          name = finalName;
          builder = "builtin:fetchurl";
          system = "builtin";
          url = builtins.head all;
          urls = all;
          outputHash = h.hash;
          outputHashAlgo = if h.algo == null then "" else h.algo;
          outputHashMode = if executable || recursiveHash then "recursive" else "flat";
          inherit executable;
          unpack = false;
          preferLocalBuild = true;
          impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
        });

  fetchzip = { url ? builtins.head args.urls, name ? "source", stripRoot ? true, extension ? null, postFetch ? "", ... }@args:
    if !stripRoot || postFetch != "" then throw "pocketpkgs leaves fetchzip's stripRoot = false and postFetch out"
    else {
      inherit url name;
      outPath = builtins.fetchTarball { inherit url name; sha256 = tarballHash "fetchzip" args; };
    };
  fetchtarball = fetchzip;
  inherit (builtins) fetchTarball;

  fetchFromGitHub =
    {
      owner,
      repo,
      rev ? null,
      tag ? null,
      name ? "source",
      githubBase ? "github.com",
      fetchSubmodules ? false,
      leaveDotGit ? false,
      deepClone ? false,
      sparseCheckout ? [ ],
      postFetch ? "",
      ...
    }@args:
    let
      ref = if tag != null then "refs/tags/${tag}" else if rev != null then rev else throw "fetchFromGitHub: rev or tag is needed";
    in
    if fetchSubmodules || leaveDotGit || deepClone || sparseCheckout != [ ] || postFetch != "" then
      throw "pocketpkgs leaves these options of fetchFromGitHub out: fetchSubmodules, leaveDotGit, deepClone, sparseCheckout, postFetch"
    else {
      inherit owner repo name tag;
      rev = ref;
      url = "https://${githubBase}/${owner}/${repo}";
      gitRepoUrl = "https://${githubBase}/${owner}/${repo}.git";
      outPath = builtins.fetchTarball {
        inherit name;
        url = "https://${githubBase}/${owner}/${repo}/archive/${ref}.tar.gz";
        sha256 = tarballHash "fetchFromGitHub" args;
      };
    };
  fetchFromGitLab = { owner, repo, rev ? null, tag ? null, domain ? "gitlab.com", name ? "source", ... }@args:
    let ref = if tag != null then "refs/tags/${tag}" else rev; in
    {
      inherit owner repo name;
      rev = ref;
      outPath = builtins.fetchTarball {
        inherit name;
        url = "https://${domain}/api/v4/projects/${lib.escapeURL "${owner}/${repo}"}/repository/archive.tar.gz?sha=${lib.escapeURL ref}";
        sha256 = tarballHash "fetchFromGitLab" args;
      };
    };

  fetchgit = { url, rev ? null, tag ? null, name ? "source", fetchSubmodules ? false, ... }:
    {
      inherit url name;
      outPath = (builtins.fetchGit (
        { inherit url name; submodules = fetchSubmodules; }
        // (
          if tag != null then { ref = "refs/tags/${tag}"; }
          else if rev != null && builtins.match "[0-9a-f]{40}" rev != null then { inherit rev; allRefs = true; }
          else if rev != null then { ref = rev; }
          else throw "fetchgit: rev or tag is needed"
        )
      )).outPath;
    };

  fetchpatch = { url, name ? plainName url, ... }@args:
    if builtins.any (o: args ? ${o}) [ "stripLen" "extraPrefix" "includes" "excludes" "revert" "decode" "postFetch" "relative" ] then
      throw "pocketpkgs leaves fetchpatch's changes to the patch out; save it beside your package instead"
    else fetchurl (args // { inherit name; });
  fetchpatch2 = fetchpatch;

  fetchPypi = { pname, version, format ? "setuptools", extension ? "tar.gz", ... }@args:
    if format == "wheel" then throw "pocketpkgs leaves fetchPypi's wheels out; use fetchurl with the wheel's address"
    else fetchurl (removeAttrs args [ "pname" "version" "format" "extension" ] // {
      url = "https://files.pythonhosted.org/packages/source/${builtins.substring 0 1 pname}/${pname}/${pname}-${version}.${extension}";
    });

  requireFile = { name ? null, url ? null, message ? null, ... }:
    throw (if message != null then message else "${toString name} must be downloaded by hand${lib.optionalString (url != null) " from ${url}"} and added with nix-store --add-fixed");
}
