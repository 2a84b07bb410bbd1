# Python and its modules, under the names that nixpkgs has for them.
final: prev:
let
  inherit (final) lib debian;
  list = lib.importJSON ./packages.json;
  present = lib.filterAttrs (_: names: debian.has (lib.head (lib.toList names))) list.python3Packages;
  python3 = import ./build-support/python {
    inherit (final) lib stdenv runCommand makeSetupHook makeWrapper fetchPypi newScope;
    python = prev.python3;
    packages = self:
      lib.mapAttrs (_: names: debian.of (lib.head (lib.toList names))) present
      // {
        # Debian's first names for the same.
        django-crispy-forms = self.crispy-forms;
        django_4 = self.django;
        django_5 = throw "pocketpkgs has Django ${self.django.version} as python3Packages.django";
        django_extensions = self.django-extensions;
        beautifulsoup4 = throw "pocketpkgs has no beautifulsoup4";
        pyaml = self.pyyaml;
        pytest_8 = self.pytest;
        requests_2 = self.requests;
      };
  };
in
{
  inherit python3;
  python313 = python3;
  python3Packages = python3.pkgs;
  python313Packages = python3.pkgs;
  python3Full = python3;
  python3Minimal = python3;
}
