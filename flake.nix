{
  description = "Piste: Markdown decks whose Nix and bash cells really run";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      eachSystem = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});

      # What `npm start` and `npm test` would otherwise ask apt for, and Node itself.
      tools = pkgs: [
        pkgs.nodejs_22
        pkgs.runc
        pkgs.chromium
        pkgs.git
        pkgs.gnutar
        pkgs.xz
        pkgs.util-linux
      ];

      # npm's packages and the build are put into the checkout, so it has to be one that can be written to.
      start = pkgs: pkgs.writeShellApplication {
        name = "piste-start";
        runtimeInputs = tools pkgs;
        text = ''
          if ! grep -qs '"name": "piste"' package.json; then
            echo "nix run starts the Piste of the folder that you are in; this is not a checkout of it." >&2
            exit 2
          fi
          exec npm start -- "$@"
        '';
      };
    in
    {
      devShells = eachSystem (pkgs: {
        default = pkgs.mkShellNoCC { packages = tools pkgs; };
      });

      apps = eachSystem (pkgs: {
        default = {
          type = "app";
          program = "${start pkgs}/bin/piste-start";
        };
      });
    };
}
