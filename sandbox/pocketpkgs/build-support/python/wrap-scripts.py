"""Give each Python script in a bin folder its interpreter and the modules that it needs."""

import os
import re
import sys

bindir, python, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
for name in sorted(os.listdir(bindir)) if os.path.isdir(bindir) else []:
    path = os.path.join(bindir, name)
    if os.path.islink(path) or not os.path.isfile(path):
        continue
    with open(path, "rb") as file:
        data = file.read()
    first, _, rest = data.partition(b"\n")
    if not re.match(rb"#!.*\bpython(3(\.\d+)?)?\b", first):
        continue
    # One line, so that the numbers in a traceback are off by one only; sys.path keeps its first entry.
    line = "import sys, site; " + f"[site.addsitedir(p) for p in {paths!r}]" if paths else ""
    future = re.search(rb"^from __future__ import .*$", rest, re.M)
    if line and future:
        # A future import has to come first.
        rest = rest[: future.end()] + b"\n" + line.encode() + rest[future.end() :]
        line = ""
    text = b"#!" + python.encode() + b"\n" + (line.encode() + b"\n" if line else b"") + rest
    with open(path, "wb") as file:
        file.write(text)
