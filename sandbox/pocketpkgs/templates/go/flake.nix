{
  description = "A Go program";

  inputs.nixpkgs.url = "nixpkgs";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      forEach = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in
    {
      packages = forEach (pkgs: {
        default = pkgs.buildGoModule {
          pname = "hello-go";
          version = "0.1.0";
          src = ./.;
          # Nothing is needed from elsewhere.
          vendorHash = null;
        };
      });

      devShells = forEach (pkgs: {
        default = pkgs.mkShellNoCC { packages = [ pkgs.go ]; };
      });
    };
}
