"""What the commands over links do: link, list, and tell a story, a claim, a stance in words."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.adding.linking import link_all, link_pending
from onrecord.errors import UsageError
from onrecord.ledger import asking_links
from onrecord.ledger.linking import pending_count
from onrecord.ledger.store import Store
from onrecord.ledger.telling_links import Links, Told
from onrecord.link.credibility import GRADES, estimate
from onrecord.show.adding import utc
from onrecord.show.asking import SCREEN, _clipped, _on_screen, write
from onrecord.show.asking_commands import AskFormat
from onrecord.show.bar import progress_bar
from onrecord.show.linking_commands import GraphFormat, TellFormat
from onrecord.show.reading import seen
from onrecord.show.upkeep import ledger_at

SHOWN = {
    "stories": asking_links.STORIES,
    "claims": ("claim", "low", "high", "grade", "said", "against", "who", "words"),
    "contradictions": (
        "kind",
        "why",
        "who",
        "outlet",
        "words",
        "other_who",
        "other_outlet",
        "other_words",
        "story",
    ),
}
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable",
    "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip


def link(ledger: Path, *, every: bool, quiet: bool) -> None:
    """Link what is pending, or all anew."""
    with ledger_at(ledger, write=True) as store, telling(store, quiet) as tell:
        count = link_all(store, tell) if every else link_pending(store, tell)
        stories = store.value("SELECT count(*) FROM stories")
    if not quiet:
        print(
            f"onrecord: {count:,} reports linked; {stories:,} stories ({ledger})", file=sys.stderr
        )


@contextmanager
def telling(store: Store, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """What hears how far linking is: a bar where somebody looks."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, all: None
        return
    with progress_bar("linking", pending_count(store) or None) as advance:
        before = 0

        def tell(done: int, _: int) -> None:
            nonlocal before
            for _ in range(done - before):
                advance()
            before = done

        yield tell


def listed(
    name: str,
    ledger: Path,
    *,
    limit: int | None,
    count: bool,
    format: AskFormat | None,
    out: Path | None,
    **asked: Any,
) -> None:
    """List stories, claims or contradictions."""
    with ledger_at(ledger) as store:
        _tell_pending(store, ledger)
        screen = _on_screen(format, out)
        most = SCREEN if limit is None and screen and not count else limit
        found = getattr(asking_links, name)(store, limit=most, **asked)
        if count:
            print(found.count())
            return
        columns = SHOWN[name] if screen else found.columns
        shown = write(map(_clipped, found) if screen else found, columns, format, out)
        if screen and limit is None and shown == SCREEN:
            print(f"onrecord: {SCREEN} of {found.count():,}; --limit N shows more", file=sys.stderr)


def _tell_pending(store: Store, ledger: Path) -> None:
    if waiting := pending_count(store):
        print(
            f"onrecord: {waiting:,} reports are not linked yet: onrecord link --ledger {ledger}",
            file=sys.stderr,
        )


def tell_story(id: str, ledger: Path, format: TellFormat | None) -> None:
    """Write one story."""
    with ledger_at(ledger) as store:
        _tell_pending(store, ledger)
        _write(Links(store).story_told(id), format, story_lines)


def tell_claim(id: str, ledger: Path, format: TellFormat | None) -> None:
    """Write one claim."""
    with ledger_at(ledger) as store:
        _tell_pending(store, ledger)
        links = Links(store)
        _write(links.claim_told(*links.claim(id)), format, claim_lines)


def tell_stance(source: str, about: str | None, ledger: Path, format: TellFormat | None) -> None:
    """Write the stances of a source."""
    with ledger_at(ledger) as store:
        _tell_pending(store, ledger)
        found = Links(store).stances(source, about)
        if not found:
            words = f" about {about}" if about else ""
            raise UsageError(
                f"nothing by {source}{words} on more than one day. "
                "onrecord attributions --actor lists single statements."
            )
        _write(found, format, lambda told: [line for one in told for line in stance_lines(one)])


def tell_origins(id: str, ledger: Path, format: GraphFormat | None) -> None:
    """Write the graph of a claim's origins."""
    with ledger_at(ledger) as store:
        _tell_pending(store, ledger)
        links = Links(store)
        claim, story = links.claim(id)
        graph = links.origins(claim)
        told = links.claim_told(claim, story)
    if format is GraphFormat.dot:
        print("\n".join(dot_lines(graph, told)))
    elif format is GraphFormat.mermaid:
        print("\n".join(mermaid_lines(graph, told)))
    elif format is GraphFormat.json or (format is None and not sys.stdout.isatty()):
        print(json.dumps(told | graph, ensure_ascii=False, indent=2))
    else:
        print("\n".join(tree_lines(graph, told)))


def _write(told: Any, format: TellFormat | None, lines: Callable[[Any], list[str]]) -> None:
    if format is TellFormat.json or (format is None and not sys.stdout.isatty()):
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(told)))


def story_lines(told: Told) -> list[str]:
    """A story in lines of text."""
    lines = [seen(told["title"]), f"{told['first']} to {told['last']}, story {told['story']}", ""]
    lines.append("Reports")
    for report in told["reports"]:
        copy = f"  copy of {report['copy_of']}" if report["copy_of"] else ""
        lines.append(
            f"  {report['report']}  {(report['published'] or '')[:10]:10}  "
            f"{seen(report['outlet'] or ''):28}  {seen(report['title'] or '')}{copy}"
        )
    for title, part in (
        ("Claims", [_claim_line(c) for c in told["claims"]]),
        ("Contradictions", [_conflict_line(c) for c in told["contradictions"]]),
        ("Changed their side", [_stance_line(s) for s in told["stances"] if s["changed"]]),
        ("Plans", [_event_line(e) for e in told["events"] if e["course"]]),
        ("What reports say of each other", [_remark_line(r) for r in told["remarks"]]),
    ):
        if part:
            lines += ["", title, *part]
    return lines


def _claim_line(claim: Told) -> str:
    return (
        f"  {_bounds(claim)}  grade {claim['credibility']}  {claim['claim']}\n"
        f"      {_words(claim['words'])}"
    )


def _bounds(claim: Told) -> str:
    low, high = claim["low"], claim["high"]
    number = str(low) if low == high else f"{low} to {high}"
    return f"{number} independent origin{'' if number == '1' else 's'}"


def _conflict_line(conflict: Told) -> str:
    sides = [_said(conflict[side]) for side in ("a", "b")]
    return f"  {conflict['kind']}: {conflict['why']}\n      {sides[0]}\n      {sides[1]}"


def _stance_line(stance: Told) -> str:
    steps = " -> ".join(f"{step['act']} ({step['first']})" for step in stance["steps"])
    return f"  {seen(stance['source'])}: {steps}\n      {_words(stance['about'])}"


def _event_line(event: Told) -> str:
    when = event["first"] or "no day told"
    first = event["mentions"][0]
    return f"  {event['course']}, {when}: {_words(first['words'])}"


def _remark_line(remark: Told) -> str:
    checked = {
        True: "the ledger has it",
        False: "the ledger has none of it",
        None: "whose, it does not say",
    }
    lines = [f"  {remark['relation']}: {_words(remark['words'])} ({checked[remark['borne_out']]})"]
    return "\n".join([*lines, *(f"      {_said(fact)}" for fact in remark["targets"])])


def _said(fact: Told) -> str:
    who = seen(fact["source"] or "the report")
    return (
        f"{(fact['published'] or '')[:10]}  {seen(fact['outlet'] or '')}: {who} ({fact['act']}): "
        f"{_words(fact['words'])}  [{fact['id']}]"
    )


def _words(text: str | None) -> str:
    found = " ".join(seen(text or "").split())
    return found if len(found) <= 160 else f"{found[:159].rstrip()}…"


def claim_lines(told: Told) -> list[str]:
    """A claim in lines of text."""
    grade = told["credibility"]
    lines = [
        _words(told["words"]),
        "",
        f"{_bounds(told)}: {told['why']}",
        f"credibility {grade} ({GRADES[grade]}): {told['credibility_why']}",
        f"in the words of ICD 203: {estimate(grade) or 'no word, it cannot be judged'}",
    ]
    if told["circle"]:
        lines.append(f"in a circle: {' and '.join(told['circle'])} have it from each other")
    for number, root in enumerate(told["roots"]):
        held = f", {root['reliability']}{grade}" if root["reliability"] else ""
        sure = "certainly separate" if root["sure"] else "at most"
        lines += ["", f"{number + 1}. {seen(root['who'])} ({sure}{held}): {root['why']}"]
        lines += [_saying_line(said) for said in told["said"] if said["root"] == number]
    for title, part in (("Against it", told["against"]), ("Taken back", told["withdrawn"])):
        if part:
            lines += ["", title, *(f"  {_said(fact)}" for fact in part)]
    others = [c for c in told["contradictions"] if c["kind"] not in ("status", "act")]
    if others:
        lines += ["", "Other figures, places, dates"]
        lines += [f"  {c['why']}\n      {_said(c['other'])}" for c in others]
    return lines


def _saying_line(said: Told) -> str:
    relays = f"  through {', '.join(map(seen, said['relays']))}" if said["relays"] else ""
    copies = f"  printed by {', '.join(seen(c or '') for c in said['copies'])} too"
    return f"   {_said(said)}{relays}{copies if said['copies'] else ''}"


def stance_lines(told: Told) -> list[str]:
    """A stance in lines of text."""
    changed = "changed its side" if told["changed"] else "kept its side"
    lines = [f"{seen(told['source'])}: {changed}", f"  about: {_words(told['about'])}"]
    for step in told["steps"]:
        days = step["first"] or "no day"
        if step["last"] and step["last"] != step["first"]:
            days += f" to {step['last']}"
        lines.append(f"  {days:24} {step['act']:26} {_words(step['words'])}  [{step['id']}]")
    return [*lines, ""]


def tree_lines(graph: Told, told: Told) -> list[str]:
    """A graph of origins as a tree; what stands there already is only named again."""
    labels = {node["id"]: seen(node["label"]) for node in graph["nodes"]}
    kinds = {node["id"]: node["kind"] for node in graph["nodes"]}
    after: dict[str, list[str]] = {}
    for edge in graph["edges"]:
        after.setdefault(edge["from"], []).append(edge["to"])
    lines = [_words(told["words"]), f"{_bounds(told)}: {told['why']}"]

    def grow(id: str, indent: str, path: tuple[str, ...]) -> None:
        children = [child for child in after.get(id, []) if child not in path]
        for number, child in enumerate(children):
            last = number == len(children) - 1
            mark = "└─ " if last else "├─ "
            kind = {"perhaps": "at most: ", "relay": "through "}.get(kinds[child], "")
            lines.append(f"{indent}{mark}{kind}{labels[child]}")
            grow(child, indent + ("   " if last else "│  "), (*path, child))

    grow("claim", "", ("claim",))
    if told["circle"]:
        lines.append(f"in a circle: {' and '.join(told['circle'])}")
    return lines


def dot_lines(graph: Told, told: Told) -> list[str]:
    """A graph of origins for Graphviz."""
    shapes = {"claim": "box", "sure": "ellipse", "perhaps": "ellipse", "relay": "hexagon"}
    lines = ["digraph origins {", "  rankdir=LR;"]
    for node in graph["nodes"]:
        label = _words(told["words"]) if node["id"] == "claim" else seen(node["label"])
        style = ', style="dashed"' if node["kind"] == "perhaps" else ""
        shape = shapes.get(node["kind"], "note")
        lines.append(f"  {_quoted(node['id'])} [label={_quoted(label)}, shape={shape}{style}];")
    lines += [f"  {_quoted(e['from'])} -> {_quoted(e['to'])};" for e in graph["edges"]]
    return [*lines, "}"]


def mermaid_lines(graph: Told, told: Told) -> list[str]:
    """A graph of origins for Mermaid."""
    names = {node["id"]: f"n{number}" for number, node in enumerate(graph["nodes"])}
    lines = ["graph LR"]
    for node in graph["nodes"]:
        label = _words(told["words"]) if node["id"] == "claim" else seen(node["label"])
        lines.append(f"  {names[node['id']]}[{_quoted(label.replace('#', '#35;'))}]")
    lines += [f"  {names[e['from']]} --> {names[e['to']]}" for e in graph["edges"]]
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', "'")
    return f'"{escaped}"'


def grade_source(
    source: str, grade: str | None, ledger: Path, by: str | None, why: str | None
) -> None:
    """Write down how reliable a source is held to be."""
    held = (grade or "").upper()
    if held not in RELIABILITY and held != "-":
        known = ", ".join(f"{letter} {words}" for letter, words in RELIABILITY.items())
        raise UsageError(f"{grade or 'no grade'} is no grade: {known}; - takes one back.")
    if not by:
        raise UsageError("who says so? --by NAME")
    with ledger_at(ledger, write=True) as store, store.transaction():
        row = (None, source, "" if held == "-" else held, by, utc(), why)
        store.insert("reliability", row)
    words = RELIABILITY.get(held, "taken back")
    print(f"onrecord: {source}: {held if held != '-' else ''} {words}".replace("  ", " "))


def list_grades(ledger: Path, format: AskFormat | None, out: Path | None) -> None:
    """List the grades that hold."""
    sql = (
        "SELECT source, grade, author, made, why FROM reliability AS r WHERE grade <> ''"
        " AND id = (SELECT max(id) FROM reliability WHERE source = r.source) ORDER BY source"
    )
    with ledger_at(ledger) as store:
        rows = list(store.dicts(sql))
    write(rows, ("source", "grade", "author", "made", "why"), format, out)
