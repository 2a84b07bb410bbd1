"""Install wheels into a prefix: what an installer needs to do, and nothing that differs from run to run."""

import configparser
import csv
import io
import os
import stat
import sys
import zipfile

prefix, site, python, wheels = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
site = os.path.join(prefix, site)
bindir = os.path.join(prefix, "bin")

SCRIPT = """#!{python}
import sys
from {module} import {first}
if __name__ == "__main__":
    sys.argv[0] = sys.argv[0].removesuffix(".exe")
    sys.exit({function}())
"""


def put(path, data, executable=False):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path):
        sys.exit(f"{path} is installed twice")
    with open(path, "wb") as file:
        file.write(data)
    if executable:
        os.chmod(path, 0o755)


for wheel in wheels:
    with zipfile.ZipFile(wheel) as archive:
        info = None
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            parts = entry.filename.split("/")
            if ".." in parts or parts[0] == "":
                sys.exit(f"{wheel}: bad path {entry.filename}")
            data = archive.read(entry)
            executable = bool((entry.external_attr >> 16) & stat.S_IXUSR)
            if parts[0].endswith(".dist-info"):
                info = parts[0]
            if len(parts) > 2 and parts[0].endswith(".data"):
                kind, rest = parts[1], os.path.join(*parts[2:])
                if kind in ("purelib", "platlib"):
                    put(os.path.join(site, rest), data, executable)
                elif kind == "scripts":
                    if data.startswith(b"#!python"):
                        data = b"#!" + python.encode() + data[data.find(b"\n") :]
                    put(os.path.join(bindir, rest), data, True)
                elif kind == "headers":
                    put(os.path.join(prefix, "include", rest), data)
                elif kind == "data":
                    put(os.path.join(prefix, rest), data, executable)
                continue
            put(os.path.join(site, *parts), data, executable)
        if info is None:
            sys.exit(f"{wheel}: no dist-info folder")

    points = os.path.join(site, info, "entry_points.txt")
    if os.path.exists(points):
        parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
        parser.optionxform = str
        parser.read(points, encoding="utf-8")
        for group in ("console_scripts", "gui_scripts"):
            if not parser.has_section(group):
                continue
            for name, target in parser.items(group):
                module, _, function = target.split("[")[0].strip().partition(":")
                text = SCRIPT.format(
                    python=python, module=module.strip(), first=function.split(".")[0].strip(), function=function.strip()
                )
                put(os.path.join(bindir, name), text.encode(), True)
    with open(os.path.join(site, info, "INSTALLER"), "w") as file:
        file.write("pocketpkgs\n")
    # RECORD names every file with its hash; the two that were added now go without one.
    record = os.path.join(site, info, "RECORD")
    rows = []
    if os.path.exists(record):
        with open(record, newline="") as file:
            rows = [row for row in csv.reader(file) if row and ".data/" not in row[0]]
    rows.append([f"{info}/INSTALLER", "", ""])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    with open(record, "w") as file:
        file.write(text.getvalue())
