"""The libraries in the package are those that were fetched, and their licences lie beside them."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "src" / "onrecord" / "show" / "web" / "static" / "vendor"
FOLDERS = (PAGE, ROOT / "tests" / "browser" / "vendor")
ROW = re.compile(r"\| `(\S+)` \| (\S+) \| (\S+) \| ([^|]+) \| [^|]+ \| `([0-9a-f]{64})` \|")
FREE = ("ISC", "MIT", "MPL-2.0")
TEXTS = {"ISC": "Permission to use, copy, modify", "MIT": "without restriction",
         "MPL-2.0": "Mozilla Public License"}  # fmt: skip


def rows(folder: Path) -> list[tuple[str, ...]]:
    text = (folder / "VENDORED.md").read_text("utf-8")
    return [match.groups() for match in ROW.finditer(text)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_each_file_is_listed_with_its_hash(folder: Path) -> None:
    listed = {row[0]: row[4] for row in rows(folder)}
    there = {path.name for path in folder.iterdir()} - {"VENDORED.md"}
    assert set(listed) == there
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_each_package_has_a_free_licence_beside_it(folder: Path) -> None:
    by_package: dict[str, list[str]] = {}
    for name, package, _, licence, _ in rows(folder):
        kind = licence.split(";")[0].strip()
        assert kind in FREE
        if name.endswith(".LICENSE"):
            by_package.setdefault(package, []).append(name)
            assert TEXTS[kind] in (folder / name).read_text("utf-8")
    assert set(by_package) == {row[1] for row in rows(folder)}


def test_what_is_pinned_is_what_lies_here() -> None:
    pinned = (ROOT / "tools" / "vendor_web.py").read_text("utf-8")
    for folder in FOLDERS:
        for _, package, version, *_ in rows(folder):
            assert f'"{package}",\n        "{version}",' in pinned
