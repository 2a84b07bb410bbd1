pytestCheckPhase() {
  runHook preCheck
  local -a flags=() list=()
  local word text=
  concatTo flags pytestFlags pytestFlagsArray
  concatTo list disabledTests
  for word in "${list[@]}"; do text+="${text:+ and }not $word"; done
  if [ -n "$text" ]; then flags+=(-k "$text"); fi
  list=()
  concatTo list disabledTestPaths
  for word in "${list[@]}"; do flags+=("--ignore=$word"); done
  list=()
  concatTo list enabledTestPaths
  flags+=("${list[@]}")
  HOME=$TMPDIR @pythonCheckInterpreter@ -m pytest -p no:cacheprovider "${flags[@]}"
  runHook postCheck
}
if [[ -z "${dontUsePytestCheck-}" && -z "${installCheckPhase-}" ]]; then installCheckPhase=pytestCheckPhase; fi
