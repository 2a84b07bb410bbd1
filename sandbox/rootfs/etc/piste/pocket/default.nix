# A very small package set in nixpkgs' shape. Builders are the environment's own shell and tools, which Nix's sandbox
# shows to every build.
{ system ? builtins.currentSystem }:
rec {
  # Runs a script in a sandbox; what it puts at $out is the package.
  runCommand = name: env: script:
    derivation ({
      inherit name system;
      builder = "/bin/bash";
      # Bash would become the script's last command, and a tool that closes its output before it has ended looks to Nix
      # like a build that is over: it is killed. So bash stays to the end.
      args = [ "-euc" "export PATH=/usr/bin\n${script}\nexit" ];
    } // env);

  writeText = name: text: runCommand name { inherit text; passAsFile = [ "text" ]; } "cp $textPath $out";

  writeShellScriptBin = name: text:
    runCommand name { inherit text; passAsFile = [ "text" ]; } ''
      mkdir -p $out/bin
      { echo '#!/bin/bash'; cat $textPath; } > $out/bin/${name}
      chmod +x $out/bin/${name}
    '' // { meta.mainProgram = name; };

  hello = writeShellScriptBin "hello" ''
    echo 'Hello, world!'
  '';

  cowsay = writeShellScriptBin "cowsay" ''
    text="$*"
    line=$(printf '%*s' $(( ''${#text} + 2 )) "")
    printf ' %s\n< %s >\n %s\n' "''${line// /_}" "$text" "''${line// /-}"
    printf '%s\n' '        \   ^__^' '         \  (oo)\_______' '            (__)\       )\/\' '                ||----w |' '                ||     ||'
  '';
}
