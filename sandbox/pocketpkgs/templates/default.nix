let
  template = path: description: welcomeText: { inherit path description welcomeText; };
in
rec {
  default = trivial;
  trivial = template ./default "A very basic flake" "Try `nix build` and `nix run`.";
  python = template ./python "A Python program with its modules" "Try `nix run`, and `nix develop` for a shell.";
  go = template ./go "A Go program" "Try `nix run`, and `nix develop` for a shell.";
  devshell = template ./devshell "A shell with the tools of a project" "Try `nix develop`.";
}
