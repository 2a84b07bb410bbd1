# callPackage ./install-shell-files { }  ->  the setup hook installShellFiles
{ makeSetupHook }:
makeSetupHook { name = "install-shell-files"; } ./install-shell-files.sh
