unittestCheckPhase() {
  runHook preCheck
  local -a flags=()
  concatTo flags unittestFlags=discover unittestFlagsArray
  HOME=$TMPDIR @pythonCheckInterpreter@ -m unittest "${flags[@]}"
  runHook postCheck
}
if [[ -z "${dontUseUnittestCheck-}" && -z "${installCheckPhase-}" ]]; then installCheckPhase=unittestCheckPhase; fi
