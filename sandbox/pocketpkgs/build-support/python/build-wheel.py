"""Ask the source's own build backend for a wheel, without pip and without a network."""

import importlib
import os
import sys
import tomllib

out = os.path.abspath(sys.argv[1])
os.makedirs(out, exist_ok=True)
# A wheel is a zip file, which knows no time before 1980; files from the store are older.
for folder, _, names in os.walk("."):
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.islink(path) and os.path.getmtime(path) < 315532800:
            os.utime(path, (315532800, 315532800))
build = {}
if os.path.exists("pyproject.toml"):
    with open("pyproject.toml", "rb") as file:
        build = tomllib.load(file).get("build-system", {})
name = build.get("build-backend", "setuptools.build_meta:__legacy__")
sys.path[:0] = [os.path.abspath(p) for p in build.get("backend-path", [])]
# The script's own folder is in the store and has nothing that a backend looks for.
if not build.get("backend-path"):
    sys.path = [p for p in sys.path if p != os.path.dirname(os.path.abspath(__file__))]
module, _, attribute = name.partition(":")
try:
    backend = importlib.import_module(module)
except ModuleNotFoundError as error:
    sys.exit(f"the build backend {name!r} is not there ({error}): add it to build-system")
for part in filter(None, attribute.split(".")):
    backend = getattr(backend, part)
print(os.path.join(out, backend.build_wheel(out)))
