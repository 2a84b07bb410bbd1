# To be the setup hook of the python package: every input's modules are found in builds and shells.
addPythonPath() {
  local folder
  for folder in "$1"/lib/python3.*/site-packages; do
    # python knows its own, and an environment's python too.
    if [ ! -e "$1/bin/python3" ]; then addToSearchPath PYTHONPATH "$folder"; fi
  done
}
addEnvHooks "$hostOffset" addPythonPath

# Builds must not depend on the order that hashes come in.
if [ -z "${IN_NIX_SHELL-}" ]; then export PYTHONHASHSEED=0; fi
export DETERMINISTIC_BUILD=1 PYTHONNOUSERSITE=1
