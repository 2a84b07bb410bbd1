{
  description = "A Python program with its modules";

  inputs.nixpkgs.url = "nixpkgs";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      forEach = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
      python = pkgs: pkgs.python3.withPackages (modules: [ modules.rich ]);
    in
    {
      packages = forEach (pkgs: {
        default = pkgs.writeShellApplication {
          name = "hello-python";
          runtimeInputs = [ (python pkgs) ];
          text = "exec python3 ${./main.py} \"$@\"";
        };
      });

      devShells = forEach (pkgs: {
        default = pkgs.mkShellNoCC { packages = [ (python pkgs) ]; };
      });
    };
}
