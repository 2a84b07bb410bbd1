# callPackage ./mk-shell.nix { }  ->  mkShell; with { stdenv = stdenvNoCC; }  ->  mkShellNoCC
{ lib, stdenv }:
{
  name ? "nix-shell",
  packages ? [ ],
  inputsFrom ? [ ],
  buildInputs ? [ ],
  nativeBuildInputs ? [ ],
  propagatedBuildInputs ? [ ],
  propagatedNativeBuildInputs ? [ ],
  ...
}@args:
let
  # Two packages of one project may depend on each other; the shell has neither of them built.
  inherited = list: lib.subtractLists inputsFrom (lib.flatten (lib.catAttrs list inputsFrom));
  rest = removeAttrs args [
    "name"
    "packages"
    "inputsFrom"
    "buildInputs"
    "nativeBuildInputs"
    "propagatedBuildInputs"
    "propagatedNativeBuildInputs"
    "shellHook"
  ];
in
stdenv.mkDerivation (
  {
    inherit name;
    buildInputs = buildInputs ++ inherited "buildInputs";
    nativeBuildInputs = packages ++ nativeBuildInputs ++ inherited "nativeBuildInputs";
    propagatedBuildInputs = propagatedBuildInputs ++ inherited "propagatedBuildInputs";
    propagatedNativeBuildInputs = propagatedNativeBuildInputs ++ inherited "propagatedNativeBuildInputs";
    shellHook = lib.concatStringsSep "\n" (lib.catAttrs "shellHook" (lib.reverseList inputsFrom ++ [ args ]));
    phases = [ "buildPhase" ];
    # Building a shell keeps what it depends on alive; the text is only there to look at.
    buildPhase = ''
      {
        echo "# The environment of a development shell. That this file exists is no promise."
        export
      } > "$out"
    '';
    preferLocalBuild = true;
  }
  // rest
)
