# callPackage ./build-env.nix { }  ->  buildEnv
{ lib, runCommand }:
lib.makeOverridable (
  {
    name ? "${args.pname}-${args.version}",
    paths,
    pathsToLink ? [ "/" ],
    extraOutputsToInstall ? [ ],
    ignoreCollisions ? false,
    checkCollisionContents ? true,
    includeClosures ? false,
    extraPrefix ? "",
    nativeBuildInputs ? [ ],
    buildInputs ? [ ],
    postBuild ? "",
    passthru ? { },
    meta ? { },
    manifest ? "",
    ...
  }@args:
  let
    outputsOf = drv:
      if !lib.isDerivation drv || drv.outputSpecified or false then [ drv ]
      else
        map (o: drv.${o}) (builtins.filter (o: drv ? ${o})
          (lib.unique (drv.meta.outputsToInstall or [ "out" ] ++ extraOutputsToInstall)));
    chosen = lib.concatMap
      (drv: map (path: { priority = drv.meta.priority or 5; inherit path; }) (outputsOf drv))
      (builtins.filter (p: p != null) (lib.flatten paths));
  in
  runCommand name
    {
      chosen = map (c: "${toString c.priority}:${c.path}") chosen;
      passAsFile = [ "chosen" ];
      inherit pathsToLink nativeBuildInputs buildInputs extraPrefix ignoreCollisions checkCollisionContents meta manifest;
      passthru = { inherit paths; } // passthru;
      preferLocalBuild = true;
      allowSubstitutes = false;
    }
    ''
      source ${./build-env.sh}
      ${postBuild}
    ''
)
