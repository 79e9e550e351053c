"""Fetch the built files of the page's libraries from the npm registry and write them as they are.

    python tools/vendor_web.py

Needs npm. Each package is pinned by version and by the hash of its archive; one that is other is
refused. To take a newer version, change both here, run this, and run the tests in tests/browser.
What was written, with the hash of each file, stands in the VENDORED.md beside the files.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "src" / "onrecord" / "show" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"


class Package(NamedTuple):
    """A package: the SHA-256 of its archive, its licence, what it is for, and which of its files
    are written under which name."""

    name: str
    version: str
    sha256: str
    licence: str
    use: str
    files: dict[str, str]
    folder: Path = PAGE


PACKAGES = (
    Package(
        "d3",
        "7.9.2",
        "f0c1d2c2479907a6e3265370d0fd715f7aef0f561cdd2b415df385ba7df9d1aa",
        "ISC",
        "scales, axes, map projections; Plot stands on it",
        {"dist/d3.min.js": "d3.min.js", "LICENSE": "d3.LICENSE"},
    ),
    Package(
        "@observablehq/plot",
        "0.6.17",
        "4dcc9f7afd10caee8b2283c0075a5765610cfbbf6d7d93cdb153b3b5d3501afc",
        "ISC",
        "charts and the timeline",
        {"dist/plot.umd.min.js": "plot.umd.min.js", "LICENSE": "plot.LICENSE"},
    ),
    Package(
        "topojson-client",
        "3.1.0",
        "889fadb422f6236d0f8337a236ce6499f258b75e44b81733b13bd971067322bf",
        "ISC",
        "reads the shapes of the map",
        {
            "dist/topojson-client.min.js": "topojson-client.min.js",
            "LICENSE": "topojson-client.LICENSE",
        },
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
        "ISC; the shapes are Natural Earth's, public domain",
        "shapes of countries at 1:50 million",
        {"countries-50m.json": "countries-50m.json", "LICENSE": "world-atlas.LICENSE"},
    ),
    Package(
        "cytoscape",
        "3.34.4",
        "0d02363d99d805ce8d91fdecab7b2a8cb91ee280d67f309ce44c161d117b4679",
        "MIT",
        "networks and graphs of origins",
        {"dist/cytoscape.min.js": "cytoscape.min.js", "LICENSE": "cytoscape.LICENSE"},
    ),
    Package(
        "cytoscape-dagre",
        "4.0.1",
        "830f9ad4860db701cb6f899ef3590f5c1bfb4d53d8108894f00b56131907e514",
        "MIT",
        "lays graphs of origins out in layers; has dagre in it",
        {
            "dist/cytoscape-dagre.min.js": "cytoscape-dagre.min.js",
            "LICENSE": "cytoscape-dagre.LICENSE",
        },
    ),
    Package(
        "@dagrejs/dagre",
        "3.1.3",
        "12441833c8af49e5a241d94bfd53159875965876b3f4f3214abafe1ed6a9ee4c",
        "MIT",
        "its licence only: cytoscape-dagre has its code in it",
        {"LICENSE": "dagre.LICENSE"},
    ),
    Package(
        "axe-core",
        "4.14.1",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        "MPL-2.0",
        "finds faults of accessibility, in tests only",
        {
            "axe.min.js": "axe.min.js",
            "LICENSE": "axe.LICENSE",
            "LICENSE-3RD-PARTY.txt": "axe.LICENSE-3RD-PARTY.txt",
        },
        TESTS,
    ),
)

HEAD = """\
# Vendored files

Written by `tools/vendor_web.py` from the npm registry, unchanged. Not edited by hand.

| file | package | version | licence | for | sha256 |
|---|---|---|---|---|---|
"""


def main() -> None:
    lines: dict[Path, list[str]] = {PAGE: [], TESTS: []}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            archive = packed(package, Path(folder))
            lines[package.folder] += written(package, archive)
    for folder_written, rows in lines.items():
        text = HEAD + "\n".join(rows) + "\n"
        (folder_written / "VENDORED.md").write_text(text, encoding="utf-8")


def packed(package: Package, folder: Path) -> bytes:
    """The archive of a package. Ends the program if it is not the one that is pinned."""
    name = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", name, "--pack-destination", folder, "--silent"],
        capture_output=True,
        text=True,
        check=True,
    )
    archive = (folder / done.stdout.split()[-1]).read_bytes()
    found = hashlib.sha256(archive).hexdigest()
    if found != package.sha256:
        sys.exit(f"{name}: the archive has sha256 {found}, pinned is {package.sha256}.")
    return archive


def written(package: Package, archive: bytes) -> list[str]:
    """Write the files of a package; returns a row of the table for each."""
    package.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for inside, name in package.files.items():
            member = tar.extractfile(f"package/{inside}")
            if member is None:
                sys.exit(f"{package.name} has no file {inside}.")
            content = member.read()
            (package.folder / name).write_bytes(content)
            own = (f"`{name}`", package.name, package.version, package.licence, package.use)
            rows.append(f"| {' | '.join(own)} | `{hashlib.sha256(content).hexdigest()}` |")
    return rows


if __name__ == "__main__":
    main()
