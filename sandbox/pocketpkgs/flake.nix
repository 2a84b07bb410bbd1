{
  description = "A package set in nixpkgs' shape, small enough to carry, made of Debian's packages";

  outputs = { self }:
    let
      lib = import ./lib;
      forSystems = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "i686-linux" ];
    in
    {
      inherit lib;
      legacyPackages = forSystems (system: import ./. { inherit system; });
      templates = import ./templates;
      # Other machines' packages are only for looking at, where there is nothing to begin their building with.
      checks = lib.filterAttrs (system: _: builtins.pathExists (./bootstrap + "/${system}"))
        (forSystems (system: import ./tests { pkgs = self.legacyPackages.${system}; }));
    };
}
