# import ./writers.nix { inherit lib runtimeShell writeTextFile runCommand python3; }
{ lib, runtimeShell, writeTextFile, runCommand, writeText, python3 ? null, perl ? null }:
let
  # A name with a slash says where the file goes, as in nixpkgs: "/bin/foo".
  script = { interpreter, check ? "" }: nameOrPath: text:
    let
      isPath = lib.hasPrefix "/" nameOrPath;
    in
    writeTextFile {
      name = lib.last (lib.splitString "/" nameOrPath);
      destination = lib.optionalString isPath nameOrPath;
      executable = true;
      text = "#!${interpreter}\n${text}\n";
      checkPhase = check;
    };
  both = name: make: {
    ${name} = make (n: n);
    "${name}Bin" = make (n: "/bin/${n}");
  };
  python = place: name: options:
    let
      env =
        if python3 == null then throw "writers: there is no python3"
        else if (options.libraries or [ ]) == [ ] then python3
        else python3.withPackages (_: options.libraries);
    in
    text: script
      {
        interpreter = "${env}/bin/python3";
        check = ''${env}/bin/python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])' "$target"'';
      }
      (place name)
      text;
  bash = place: name: first:
    # The options may be left out.
    let write = text: script { interpreter = runtimeShell; check = ''${runtimeShell} -n "$target"''; } (place name) text; in
    if builtins.isAttrs first && !(first ? outPath) then write else write first;
  generate = what: f: name: value: writeText name (f value);
in
{
  writers =
    both "writeBash" bash
    // both "writePython3" python
    // both "writePerl" (place: name: options: script { interpreter = "${perl}/bin/perl"; } (place name))
    // {
      makeScriptWriter = { interpreter, check ? null }: script {
        inherit interpreter;
        check = lib.optionalString (check != null) "${check} \"$target\"";
      };
      writeText = writeText;
      writeJSON = generate "json" builtins.toJSON;
      writeYAML = generate "yaml" (lib.generators.toYAML { });
    };

  # The types of options are left out, as there is no module system to use them.
  formats = {
    json = { }: { generate = generate "json" builtins.toJSON; };
    yaml = { }: { generate = generate "yaml" (lib.generators.toYAML { }); };
    ini = options: { generate = generate "ini" (lib.generators.toINI options); };
    keyValue = options: { generate = generate "keyValue" (lib.generators.toKeyValue options); };
  };
}
