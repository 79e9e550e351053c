"""The commands that show what reports have in common."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from onrecord.errors import UsageError
from onrecord.ledger.linking import pending_count
from onrecord.show.cli import app
from tests.linked_ledger import Linked, story_records


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linked") / "ledger.db"
    linked = Linked(path, story_records())
    linked.link()
    linked.store.close()
    return path


def run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--ledger", str(ledger)])


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(ledger: Path, *words: str) -> bool:
    result = run(ledger, *words)
    return isinstance(result.exception, UsageError) and result.stdout == ""


def first_claim(ledger: Path) -> str:
    return str(lines(run(ledger, "claims"))[0]["claim"])


def test_stories_are_listed_with_their_numbers(ledger: Path) -> None:
    rows = lines(run(ledger, "stories"))
    assert {row["reports"] for row in rows} == {4, 3}
    assert run(ledger, "stories", "--count").stdout == "2\n"
    assert len(lines(run(ledger, "stories", "--min-reports", "4"))) == 1
    assert len(lines(run(ledger, "stories", "--words", "surveyors"))) == 1
    assert lines(run(ledger, "stories", "--since", "1990")) == []
    assert refused(ledger, "stories", "--sort", "size")


def test_a_story_is_told_by_the_id_of_any_report(ledger: Path) -> None:
    story = str(lines(run(ledger, "stories", "--min-reports", "4"))[0]["story"])
    told = json.loads(run(ledger, "story", story).stdout)
    assert len(told["reports"]) == 4 and told["claims"] and told["events"]
    other = told["reports"][-1]["report"]
    assert json.loads(run(ledger, "story", other).stdout) == told
    assert sum(report["copy_of"] is not None for report in told["reports"]) >= 1
    text = run(ledger, "story", other, "--format", "text").stdout
    assert text.startswith(told["title"]) and "  copy of " in text and "\nClaims\n" in text


def test_a_claim_is_told_by_the_id_of_any_statement(ledger: Path) -> None:
    told = json.loads(run(ledger, "claim", first_claim(ledger)).stdout)
    assert len(told["said"]) >= 2
    assert 0 <= told["low"] <= told["high"] == len(told["roots"])
    last = told["said"][-1]["id"]
    assert json.loads(run(ledger, "claim", last).stdout)["story"] == told["story"]
    text = run(ledger, "claim", first_claim(ledger), "--format", "text").stdout
    assert told["why"] in text and f"credibility {told['credibility']} (" in text


def test_claims_are_narrowed(ledger: Path) -> None:
    rows = lines(run(ledger, "claims"))
    assert rows and all(row["said"] >= 2 or row["against"] for row in rows)  # type: ignore[operator]
    few = lines(run(ledger, "claims", "--max-low", "1"))
    assert few and all(row["low"] <= 1 for row in few)  # type: ignore[operator]
    about = lines(run(ledger, "claims", "--about", "surveyors"))
    assert about and len(about) < len(rows)
    one = lines(run(ledger, "claims", "--story", str(rows[0]["story"])))
    assert {row["story"] for row in one} == {rows[0]["story"]}


def test_origins_are_drawn_in_four_forms(ledger: Path) -> None:
    id = first_claim(ledger)
    graph = json.loads(run(ledger, "origins", id).stdout)
    ends = {edge["to"] for edge in graph["edges"]} | {"claim"}
    assert {node["id"] for node in graph["nodes"]} == ends
    dot = run(ledger, "origins", id, "--format", "dot").stdout
    assert dot.startswith("digraph origins {") and dot.count(" -> ") == len(graph["edges"])
    mermaid = run(ledger, "origins", id, "--format", "mermaid").stdout
    assert mermaid.startswith("graph LR") and mermaid.count(" --> ") == len(graph["edges"])
    tree = run(ledger, "origins", id, "--format", "text").stdout
    assert all(root["who"] in tree for root in graph["roots"])


def test_contradictions_name_both_sides(ledger: Path) -> None:
    rows = lines(run(ledger, "contradictions"))
    assert rows
    assert all(row["id"] and row["other_id"] and row["words"] and row["why"] for row in rows)
    kinds = {str(row["kind"]) for row in rows}
    for kind in kinds:
        found = lines(run(ledger, "contradictions", "--kind", kind))
        assert {row["kind"] for row in found} == {kind}


def test_stances_are_told_by_part_of_a_name(ledger: Path) -> None:
    found = json.loads(run(ledger, "stance", "Hask").stdout)
    assert found and all("Hask" in stance["source"] for stance in found)
    assert all(step["id"] and step["act"] for stance in found for step in stance["steps"])
    assert refused(ledger, "stance", "Nobody At All")


def test_what_is_not_there_is_refused(ledger: Path) -> None:
    for words in (
        ("story", "aaaaaaaaaaaa"),
        ("claim", "nothing"),
        ("origins", "aaaaaaaaaaaa.S1-2"),
    ):
        assert refused(ledger, *words)


def test_a_letter_for_a_source_stands_beside_the_grade_of_its_claims(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    linked = Linked(path, story_records())
    linked.link()
    linked.store.close()
    claim = json.loads(run(path, "claim", first_claim(path)).stdout)
    who = claim["roots"][0]["who"]
    assert claim["roots"][0]["reliability"] is None
    assert run(path, "reliability", who, "B", "--by", "ann").exit_code == 0
    row = lines(run(path, "reliability"))[0]
    assert (row["source"], row["grade"], row["author"]) == (who, "B", "ann")
    text = run(path, "claim", claim["claim"], "--format", "text").stdout
    assert f", B{claim['credibility']})" in text
    assert run(path, "reliability", who, "-", "--by", "ann").exit_code == 0
    assert lines(run(path, "reliability")) == []
    assert refused(path, "reliability", who, "G", "--by", "ann")
    assert refused(path, "reliability", who, "A")


def test_what_waits_is_told_and_linked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Linked(path, story_records()).store.close()
    waiting = run(path, "stories")
    assert "8 reports are not linked yet" in waiting.stderr and waiting.stdout == ""
    done = run(path, "link")
    assert done.exit_code == 0 and "8 reports linked; 2 stories" in done.stderr
    assert run(path, "link", "--all", "--quiet").stderr == ""
    assert run(path, "stories").stderr == ""


def test_judgements_are_linked_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    linked = Linked(path, story_records())
    linked.link()
    claim = json.loads(run(path, "claim", first_claim(path)).stdout)
    one, other = claim["said"][0]["id"], claim["said"][1]["id"]
    assert run(path, "judge", one, "unlink", "--by", "ann").exit_code == 0
    assert pending_count(linked.store) == 0
    apart = json.loads(run(path, "claim", one).stdout)
    assert other not in [said["id"] for said in apart["said"]]
    back = run(path, "judge", one, "link", f"into={other}", "--by", "ann")
    assert back.exit_code == 0, back.output
    joined = json.loads(run(path, "claim", one).stdout)
    assert other in [said["id"] for said in joined["said"]]
    assert run(path, "verify").exit_code == 0
    linked.store.close()


def test_adding_links_unless_it_is_told_not_to(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"\n".join(map(msgspec.json.encode, story_records())))
    for option, count in (((), 0), (("--no-link",), 8)):
        path = tmp_path / f"{count}.db"
        result = run(path, "import", str(records), *option)
        assert result.exit_code == 0, result.output
        linked = Linked(path)
        assert pending_count(linked.store) == count
        linked.store.close()
