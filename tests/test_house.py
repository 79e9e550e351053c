"""What docs/decisions and CONTRIBUTING.md promise of the code as a whole."""

import ast
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "onrecord"
EXAMPLES = ROOT / "examples"
FLOORS = "eval/floors.toml"
ENDED = "eval/ended.toml"
NETWORK = {"socket", "ssl", "urllib", "requests", "http", "httpx", "aiohttp", "ftplib", "smtplib"}
CLOCK = {"time"}
CHANCE = {"random", "secrets", "uuid"}
HARMLESS = {"urllib.parse"}  # it takes addresses apart and opens none
WIRE = ("intake/wire.py", "httpx")  # the one place that opens a socket, for an address given
NOW = {"now", "utcnow", "today"}
MACHINE = re.compile(rf"(?<![\w.])/({'|'.join(('work', 'tmp', 'root', 'home', 'Users'))})/\w")
KEPT = ("src", "tests", "docs", "tools", "eval", "examples", ".ci")
TEXTS = {".md", ".toml"}
MADE = {".png", ".pyc"}

LISTENER = """
import sys
from pathlib import Path

seen = []

def listen(name, _):
    if name.startswith(("socket.", "urllib.")):
        seen.append(name)

sys.addaudithook(listen)

import onrecord

def read():
    return list(onrecord.read_all([Path(sys.argv[1])]))

first, before = read(), len(seen)
assert first == read()
reached = {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"}
print(len(first), sorted(reached & set(seen)), seen[before:])
"""  # the first reading loads libraries, of which urllib3 tries a socket of this machine for IPv6


def modules_below_show() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "show" not in path.relative_to(SOURCE).parts:
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names of all modules that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def kept_files() -> Iterator[Path]:
    """The files of the repository that are written by hand or by a command of ours."""
    yield from (path for path in sorted(ROOT.iterdir()) if path.suffix in TEXTS)
    for folder in KEPT:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in MADE:
                yield path


def run_python(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", **settings},
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_layers_hold() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = run_python("-c", code)
    assert "0 broken" in done.stdout
    assert "layers KEPT" in done.stdout


def test_nothing_below_the_command_line_asks_the_clock_the_network_or_chance() -> None:
    forbidden = NETWORK | CLOCK | CHANCE
    found = [
        (module, name)
        for module, tree in modules_below_show()
        for name in imported(tree)
        if name.split(".")[0] in forbidden and name not in HARMLESS
    ]
    assert set(found) == {WIRE}


def test_the_client_is_loaded_only_when_an_address_is_fetched() -> None:
    code = (
        "import sys, onrecord, onrecord.show.cli;"
        "list(onrecord.read_all(['examples']));"
        "late = {'httpx', 'feedparser', 'warcio', 'pypdf', 'protego'};"
        "print(sorted(late & set(sys.modules)))"
    )
    assert run_python("-c", code).stdout.strip() == "[]"


def test_nothing_below_the_command_line_asks_what_day_it_is() -> None:
    found = [
        (module, node.lineno)
        for module, tree in modules_below_show()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in NOW
    ]
    assert found == []


def test_no_expression_has_a_possessive_group() -> None:
    """Python before 3.11.5 matches them wrongly where what is inside can backtrack (cpython issue
    106052): on such a machine the same text would be read otherwise."""
    group = re.compile(r"\)(?:[?*+]|\{\d*,?\d*\})\+|\(\?>")
    assert group.search(r"(?:\s[A-Z]{2,4}\b)?+")
    found = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "(?:" in node.value and group.search(node.value)
    ]
    assert found == []


def test_reading_opens_no_socket() -> None:
    shown = run_python("-c", LISTENER, str(EXAMPLES)).stdout.strip()
    number, reached = shown.split(" ", 1)
    assert int(number) >= 12
    assert reached == "[] []"


def test_functions_fit_on_a_screen() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(lengths) > 500
    assert statistics.median(lengths) <= 10
    assert sum(length > 50 for length in lengths) <= len(lengths) * 0.05


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [path.name for path in SOURCE.rglob("*") if path.stem in empty] == []


def test_the_floors_never_fell() -> None:
    now = (ROOT / FLOORS).read_text("utf-8") if (ROOT / FLOORS).is_file() else ""
    ended = tomllib.loads((ROOT / ENDED).read_text("utf-8")).keys()
    versions = [*committed(FLOORS), now]
    for before, after in pairwise(tomllib.loads(version) for version in versions):
        fallen = {name for name, floor in before.items() if after.get(name, -1) < floor}
        assert fallen <= ended


def test_an_ended_measure_has_no_floor_and_names_what_took_its_place() -> None:
    floors = tomllib.loads((ROOT / FLOORS).read_text("utf-8"))
    for name, why in tomllib.loads((ROOT / ENDED).read_text("utf-8")).items():
        measure = name.partition(" ")[2]
        _, _, successor = why.rpartition(": ")
        assert name not in floors
        assert f"{successor} {measure}" in floors


def committed(path: str) -> list[str]:
    """The texts of a file in the commits that changed it, the oldest first."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is no history to look at")
    ids = git("log", "--reverse", "--format=%H", "--diff-filter=AM", "--", path).split()
    return [git("show", f"{commit}:{path}") for commit in ids]


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_record_does_not_hang_on_the_process_or_on_the_order_of_reports() -> None:
    """Byte for byte, with another hash seed and with the reports the other way round."""
    names = sorted(str(path.relative_to(ROOT)) for path in EXAMPLES.glob("*.*"))
    one = records_of(names, PYTHONHASHSEED="1")
    other = records_of(names[::-1], PYTHONHASHSEED="4242")
    assert len(one) >= 12
    assert one == other


def records_of(names: list[str], **settings: str) -> dict[str, str]:
    lines = run_python("-m", "onrecord", "read", *names, "--quiet", **settings).stdout.splitlines()
    return {json.loads(line)["report"]["ref"]: line for line in lines}


def test_files_are_utf_8_and_name_no_place_on_a_machine() -> None:
    texts = list(kept_files())
    assert len(texts) > 100
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in texts
        for match in MACHINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []
