{
  description = "A shell with the tools of a project";

  inputs.nixpkgs.url = "nixpkgs";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      forEach = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in
    {
      devShells = forEach (pkgs: {
        default = pkgs.mkShellNoCC {
          packages = [ pkgs.git pkgs.jq pkgs.just ];
          shellHook = ''
            echo "Welcome to the project's shell."
          '';
        };
      });
    };
}
