# callPackage ./make-wrapper { }  ->  the setup hook makeWrapper (makeBinaryWrapper is the same one)
{ makeSetupHook, runtimeShell }:
makeSetupHook
  {
    name = "make-wrapper-hook";
    substitutions = { wrapperShell = runtimeShell; };
  }
  ./make-wrapper.sh
