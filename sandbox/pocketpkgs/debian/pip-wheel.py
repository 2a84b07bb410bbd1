"""Gives the pip of virtual environments certificates of its own, where the machine has none. Usage: WHEEL CERTIFICATES"""
import os
import sys
import zipfile

wheel, certificates = sys.argv[1:]
fallback = f"\nimport os\nif not os.path.exists(DEBIAN_CA_CERTS_PATH):\n    DEBIAN_CA_CERTS_PATH = {certificates!r}\n"
with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(wheel + ".new", "w", zipfile.ZIP_DEFLATED) as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "pip/_vendor/certifi/core.py":
            data += fallback.encode()
            # A store path that is compressed would not be seen to be needed.
            new.writestr(entry, data, zipfile.ZIP_STORED)
            continue
        new.writestr(entry, data)
os.replace(wheel + ".new", wheel)
