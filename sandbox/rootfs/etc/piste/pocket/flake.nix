{
  description = "The few packages that every session has, without a network";

  outputs = { self }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      eachSystem = make: builtins.listToAttrs (map (system: { name = system; value = make system; }) systems);
    in
    {
      legacyPackages = eachSystem (system: import ./. { inherit system; });
      packages = eachSystem (system: { inherit (import ./. { inherit system; }) hello cowsay; });
      templates.default = {
        path = ./template;
        description = "A very basic flake";
      };
    };
}
