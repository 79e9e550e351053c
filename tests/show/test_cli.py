"""The command line, in the same process where that is enough and as a program where it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from onrecord.errors import UsageError
from onrecord.show import contract
from onrecord.show.cli import app

TEXT = "Rebels left the valley on Friday, two officers said.\n“We are done,” Ines Pell said.\n"
DAY = ["--published", "2024-10-27"]


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "valley.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def two(tmp_path: Path) -> str:
    path = tmp_path / "two.jsonl"
    lines = [{"id": f"r{n}", "text": TEXT, "published": "2024-10-27"} for n in (1, 2)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def program(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "OMP_NUM_THREADS": "1", **settings},
    )


def test_jsonl_is_what_a_pipe_gets_and_it_keeps_the_schema(two: str) -> None:
    result = run("read", two)
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["report"]["ref"] for record in records] == ["r1", "r2"]
    validator = jsonschema.Draft202012Validator(contract.schema())
    for record in records:
        validator.validate(record)
        assert record["report"]["text"] == TEXT
        assert [a["cue"]["lemma"] for a in record["attributions"]] == ["say", "say"]


def test_json_is_a_record_or_a_list(report: str, two: str) -> None:
    one = json.loads(run("read", report, "--format", "json").stdout)
    assert one["schema"] == "onrecord/1"
    many = json.loads(run("read", two, "--format", "json").stdout)
    assert [record["report"]["ref"] for record in many] == ["r1", "r2"]


def test_nulls_are_kept(report: str) -> None:
    assert '"url":null' in run("read", report).stdout


def test_the_given_day_counts(report: str) -> None:
    record = json.loads(run("read", report, *DAY).stdout)
    assert record["report"]["published_basis"] == "given"
    assert [timex["value"] for timex in record["timexes"]] == ["2024-10-25"]


def test_terminal_in_a_pipe_is_plain(report: str) -> None:
    shown = run("read", report, "--format", "terminal", *DAY).stdout
    assert "\x1b" not in shown
    assert "two officers" in shown
    assert "Friday" in shown


def test_standard_input(report: str) -> None:
    record = json.loads(run("read", "-", stdin=TEXT).stdout)
    assert record["report"]["text"] == TEXT


@pytest.mark.parametrize("ending", ["json", "jsonl", "html"])
def test_a_files_ending_names_the_format(report: str, tmp_path: Path, ending: str) -> None:
    out = tmp_path / "made" / f"record.{ending}"
    out.parent.mkdir()
    result = run("read", report, "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8").startswith("<!doctype html>" if ending == "html" else "{")
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_several_pages_need_a_folder(two: str, tmp_path: Path) -> None:
    refused = run("read", two, "--format", "html", "--out", str(tmp_path / "one.html"))
    assert isinstance(refused.exception, UsageError)
    assert run("read", two, "--format", "html", "--out", str(tmp_path / "pages")).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert names == ["index.html", "r1.html", "r2.html"]


def test_a_run_that_fails_leaves_no_file(tmp_path: Path, report: str) -> None:
    out = tmp_path / "record.json"
    out.write_text("before")
    run("read", report, *("--published", "soon"), "--out", str(out))
    assert out.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"record.json", "valley.txt"}


def test_exit_codes(report: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    assert run("read", report).exit_code == 0
    some = run("read", report, missing)
    assert some.exit_code == 1
    assert "missing.txt" in some.stderr
    assert json.loads(some.stdout)["report"]["text"] == TEXT
    assert run("read").exit_code == 2
    assert run("read", report, "--format", "xml").exit_code == 2
    assert run("read", missing).exit_code == 3


def test_a_day_that_is_none_is_explained(report: str) -> None:
    result = program("read", report, "--published", "27.10.24")
    assert result.returncode == 2
    assert "27.10.24" in result.stderr
    assert "2024-10-27" in result.stderr
    assert "Traceback" not in result.stderr


def test_explain_shows_the_rule_and_the_words(report: str) -> None:
    shown = run("explain", report, "S1", *DAY).stdout
    assert "S1" in shown
    assert "said" in shown
    assert "S2" not in shown


def test_explain_covers_every_attribution_event_time(report: str) -> None:
    record = json.loads(run("read", report, *DAY).stdout)
    reasons = json.loads(run("explain", report, "--format", "json", *DAY).stdout)
    facts = [*record["attributions"], *record["events"], *record["timexes"]]
    assert {fact["id"] for fact in facts} <= set(reasons)
    assert all(reason["entry"] for reason in reasons.values())


def test_explain_of_what_is_not_there(report: str, tmp_path: Path) -> None:
    assert isinstance(run("explain", report, "S99").exception, UsageError)
    missing = program("explain", str(tmp_path / "missing.txt"))
    assert missing.returncode == 3
    assert missing.stderr.count("missing.txt") == 1


def test_schema_prints_the_schema() -> None:
    assert json.loads(run("schema").stdout) == contract.schema()


def test_doctor_finds_all_well() -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "FAIL" not in result.stdout
    assert result.stdout.count("ok ") >= 5


def test_doctor_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.parse.weights.PACKAGES", ())
    result = run("doctor")
    assert result.exit_code == 1
    assert "pip install" in result.stdout


def test_version() -> None:
    from importlib.metadata import version

    assert run("--version").stdout.strip() == f"onrecord {version('onrecord')}"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from onrecord.show.cli import main\n"
        "sys.argv = ['onrecord', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'onnxruntime', 'trafilatura', 'jinja2', 'onrecord.stages'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
    assert "explain" in done.stdout


@pytest.mark.parametrize("command", ["read", "explain", "schema", "doctor"])
def test_every_command_has_an_example(command: str) -> None:
    shown = run(command, "--help").stdout
    assert "Example" in shown
    assert f"onrecord {command}" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = json.dumps({"id": "r", "text": TEXT * 20})
    path.write_text(f"{line}\n" * 40, encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "read", str(path), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_two_runs_agree(two: str) -> None:
    assert run("read", two).stdout == run("read", two).stdout


def test_a_line_that_is_wrong_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "three.jsonl"
    good = [json.dumps({"id": name, "text": TEXT}) for name in ("first", "last")]
    path.write_text(f'{good[0]}\n{{"id": "second", oops\n{good[1]}\n', encoding="utf-8")
    result = run("read", str(path))
    assert result.exit_code == 1
    assert f"{path}:2" in result.stderr
    refs = [json.loads(line)["report"]["ref"] for line in result.stdout.splitlines()]
    assert refs == ["first", "last"]


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", bytes(range(256)) * 20, "binary"),
        ("long.txt", b"Rebels left. " * 1000, "--max-size"),
        ("long.jsonl", b'{"text": "' + b"Rebels left. " * 1000 + b'"}\n', "--max-size"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, raw: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    result = run("read", str(path), "--max-size", "5000")
    assert (result.exit_code, result.stdout) == (3, "")
    assert name in result.stderr
    assert told in result.stderr


def test_another_language_is_noted_and_quiet_holds_its_tongue(tmp_path: Path) -> None:
    path = tmp_path / "ko.txt"
    path.write_text("국방부 대변인은 금요일 군대가 계곡을 떠났다고 밝혔다.\n", encoding="utf-8")
    noted = run("read", str(path))
    assert noted.exit_code == 0
    assert "Korean" in noted.stderr
    assert run("read", str(path), "--quiet").stderr == ""


@pytest.mark.parametrize("form", ["jsonl", "json", "html", "terminal"])
def test_an_output_that_cannot_be_written_is_wrong_use(
    report: str, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "missing" / "record.out"
    result = run("read", report, "--format", form, "--out", str(out))
    assert isinstance(result.exception, UsageError)
    assert "record.out cannot be written" in str(result.exception)


def test_a_folder_that_cannot_be_made_is_wrong_use(report: str) -> None:
    result = run("read", report, "--format", "html", "--out", f"{report}/pages")
    assert isinstance(result.exception, UsageError)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever may do all can read all"
)
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, report: str) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    result = run("read", report, str(locked))
    assert result.exit_code == 1
    assert "permission denied" in result.stderr
