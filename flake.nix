{
  description = "Piste: Markdown decks whose Nix and bash cells really run";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      eachSystem = make: lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      inherit (lib.importJSON ./package.json) version;

      # What Piste calls while it runs; a browser is wanted by `piste check` alone, and is large.
      programs = pkgs: [
        pkgs.runc
        pkgs.git
        pkgs.gnutar
        pkgs.xz
        pkgs.util-linux
      ];
      tools = pkgs: [ pkgs.nodejs_22 ] ++ programs pkgs ++ [ pkgs.chromium ];

      # The lock names npm's packages by their hashes and leaves it to npm where they come from: npm fetches them here too.
      lock = lib.importJSON ./package-lock.json;
      tarball =
        pkgs: path: module:
        let
          name = lib.last (lib.splitString "node_modules/" path);
        in
        pkgs.runCommand "${baseNameOf name}-${module.version}.tgz"
          {
            nativeBuildInputs = [ pkgs.nodejs_22 ];
            impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [ "NPM_CONFIG_REGISTRY" ];
            outputHash = module.integrity;
            outputHashAlgo = null;
            outputHashMode = "flat";
          }
          ''
            export HOME=$TMPDIR
            cd $TMPDIR
            npm pack --ignore-scripts ${name}@${module.version}
            mv *.tgz $out
          '';

      piste =
        pkgs:
        {
          withChromium ? false,
        }:
        pkgs.buildNpmPackage {
          pname = if withChromium then "piste-full" else "piste";
          inherit version;
          src = self;
          nodejs = pkgs.nodejs_22;
          npmDeps = pkgs.importNpmLock {
            npmRoot = ./.;
            packageSourceOverrides = lib.mapAttrs (tarball pkgs) (removeAttrs lock.packages [ "" ]);
          };
          inherit (pkgs.importNpmLock) npmConfigHook;
          nativeBuildInputs = [ pkgs.makeWrapper ];
          # The program finds its package set, its templates and its decks beside what was built.
          installPhase = ''
            runHook preInstall
            npm prune --omit=dev --no-save --no-audit --no-fund --offline
            mkdir -p $out/lib/piste $out/bin
            cp -r dist sandbox templates decks docs package.json node_modules LICENSE $out/lib/piste/
            makeWrapper ${lib.getExe pkgs.nodejs_22} $out/bin/piste \
              --add-flags $out/lib/piste/dist/cli.js \
              --prefix PATH : ${lib.makeBinPath (programs pkgs)} ${lib.optionalString withChromium "\\\n    --set-default PISTE_CHROMIUM ${lib.getExe pkgs.chromium}"}
            runHook postInstall
          '';
          meta = {
            description = "One Markdown deck: a talk, a workshop and a tutorial site, whose Nix and bash cells really run";
            license = lib.licenses.mit;
            mainProgram = "piste";
            platforms = systems;
          };
        };

      # npm's packages and the build are put into the checkout, so it has to be one that can be written to.
      start =
        pkgs:
        pkgs.writeShellApplication {
          name = "piste-start";
          runtimeInputs = tools pkgs;
          text = ''
            if ! grep -qs '"name": "piste"' package.json; then
              echo "nix run .#start starts the Piste of the folder that you are in; this is not a checkout of it." >&2
              exit 2
            fi
            exec npm start -- "$@"
          '';
        };
    in
    {
      packages = eachSystem (pkgs: {
        default = piste pkgs { };
        full = piste pkgs { withChromium = true; };
      });

      apps = eachSystem (pkgs: {
        default = {
          type = "app";
          program = lib.getExe (piste pkgs { });
          meta.description = "Piste, as it is in this source";
        };
        start = {
          type = "app";
          program = lib.getExe (start pkgs);
          meta.description = "npm start, in the checkout that you are in";
        };
      });

      devShells = eachSystem (pkgs: {
        default = pkgs.mkShellNoCC { packages = tools pkgs; };
      });

      # What needs no sandbox of its own: a build has no control group to give to sessions.
      checks = eachSystem (pkgs: {
        package = piste pkgs { };
        site = pkgs.runCommand "piste-site" { } ''
          export HOME=$TMPDIR
          ${lib.getExe (piste pkgs { })} new talk
          ${lib.getExe (piste pkgs { })} build talk -o $out
        '';
      });

      formatter = eachSystem (pkgs: pkgs.nixfmt);
    };
}
