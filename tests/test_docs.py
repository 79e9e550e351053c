"""The docs and the code say the same words: each command, option, key, word and Python block."""

import importlib.util
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main
import zstandard
from typer.testing import CliRunner

from onrecord.model import words
from onrecord.show import contract
from onrecord.show.cli import Format, ReasonFormat, app

ROOT = Path(__file__).parent.parent
OWN = "name\tkind\tcountry\tsector\nPort of Valdora\torganization\tCOL\tGOV\n"
ELSEWHERE = re.compile(  # what a test has no desk for: forms, addresses, feeds, web archives
    r"SOURCE|FORMAT|OPTIONS|\bID\b|://|feeds\.toml|\.warc|dump/"
)
GROUPS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMANDS: dict[str, Any] = {  # "actors suggest" of the group "actors"
    " ".join(filter(None, (name, part))): command
    for name, group in GROUPS.items()
    for part, command in getattr(group, "commands", {"": group}).items()
} | {
    name: group for name, group in GROUPS.items() if getattr(group, "invoke_without_command", False)
}


def doc(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(command: str) -> str:
    """What docs/cli.md says of one command."""
    return doc("docs/cli.md").split(f"\n## onrecord {command}\n")[1].split("\n## ")[0]


def test_every_command_is_documented_and_no_other() -> None:
    assert set(re.findall(r"^## onrecord (\w+(?: \w+)?)$", doc("docs/cli.md"), re.M)) == set(
        COMMANDS
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_and_no_other(command: str) -> None:
    options = {
        name
        for parameter in COMMANDS[command].params
        for name in parameter.opts
        if name.startswith("--") and name != "--help"
    }
    rows = [line for line in section(command).splitlines() if line.startswith("| `-")]
    assert {name for row in rows for name in re.findall(r"(--[\w-]+)", row.split("|")[1])} == (
        options
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_of_the_help_is_documented(command: str) -> None:
    lines = [line.strip() for line in (COMMANDS[command].help or "").splitlines()]
    assert [line for line in lines if line.startswith("onrecord ")]
    for line in lines:
        if line.startswith("onrecord ") and "page.html" not in line:
            assert line in section(command)


def test_every_format_is_documented() -> None:
    assert all(f"| `{name}` |" in section("read") for name in Format)
    assert all(f"`{name}`" in section("explain") for name in ReasonFormat)


def test_every_key_is_documented_with_the_sentence_of_the_schema() -> None:
    record = doc("docs/record.md")
    for sentences in contract.keys().values():
        for key, sentence in sentences.items():
            assert re.search(rf"^\| `{key}` \| .* \| {re.escape(sentence)}", record, re.M), key


def test_every_word_is_documented_with_its_meaning() -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \| ([^|]*) \|$", doc("docs/record.md"), re.M))
    assert rows == {
        (word, meaning)
        for meanings in contract.words().values()
        for word, meaning in meanings.items()
    }


def test_every_act_means_the_same_in_both_docs() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| ", doc("docs/acts.md"), re.M)
    assert dict(rows) == contract.words()["act"]
    assert [word for word, _ in rows] == list(words.values(words.Act))


@pytest.mark.parametrize(
    "name", ["README.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    text = doc(name)
    assert text.startswith("# ")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        if "://" in path:
            continue
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        if heading:
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.M)
            assert heading in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in heads}


def test_the_readmes_python_block_runs_and_prints_what_it_says(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    blocks = re.findall(r"```python\n(.*?)```", doc("README.md"), re.S)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
        said = re.findall(r"^# (.+)$", block, re.M)
        assert capsys.readouterr().out.splitlines() == said


def shell_lines(name: str) -> list[str]:
    """The lines of the sh blocks of a document, without their comments."""
    blocks: list[str] = re.findall(r"```sh\n(.*?)```", doc(name), re.S)
    lines = (line.split("  #")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line and not ELSEWHERE.search(line)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the docs speak of, to run their commands in."""
    text = (ROOT / "examples" / "denial.txt").read_text(encoding="utf-8")
    page = (ROOT / "examples" / "page.html").read_bytes()
    lines = (ROOT / "examples" / "wire-batch.jsonl").read_bytes()
    (tmp_path / "reports").mkdir()
    for name in ("report.txt", "reports/one.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("report.html", "page.html", "reports/two.html"):
        (tmp_path / name).write_bytes(page)
    (tmp_path / "reports.jsonl").write_bytes(lines)
    (tmp_path / "reports.jsonl.zst").write_bytes(zstandard.compress(lines))
    (tmp_path / "my_actors.tsv").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["read", "report.txt", "--out", "records.jsonl"])
    return tmp_path


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md"])
def test_the_shell_lines_run(name: str, desk: Path) -> None:
    ran = 0
    for line in shell_lines(name):
        first, *arguments = shlex.split(line.split(" > ")[0].split(" | ")[-1], comments=True)
        if first == "make":
            assert re.search(rf"^{arguments[0]}:", doc("Makefile"), re.M), line
        if first != "onrecord":
            continue
        fed = re.match(r"cat (\S+) \|", line)
        given = (desk / fed[1]).read_bytes() if fed else None
        result = CliRunner().invoke(app, arguments, input=given)
        assert result.exit_code == 0, (line, result.output, result.exception)
        assert result.stdout or "--out" in arguments, line
        ran += 1
    assert ran >= 5


def test_the_tables_of_the_record_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec and spec.loader
    build_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build_docs)
    page = doc("docs/record.md")
    assert build_docs.built(page) == page, "run python tools/build_docs.py"
