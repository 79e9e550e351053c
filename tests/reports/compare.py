"""Hold a record against a report marked by hand, and say every difference in words.

A mark names facts by their words, not by offsets. Only the keys that a mark has are compared. Where
a section says `complete`, facts of the record without a mark are differences too. A mark that is
`optional` stands for a fact that one may find or leave: there two readings are fair.
"""

from collections.abc import Callable, Iterator
from typing import Any

from onrecord.model import Actor, Attribution, Event, Figure, Record, Span, Timex

Mark = dict[str, Any]


def differences(record: Record, gold: Mark) -> list[str]:
    """Every difference, a line each; none if the record is as marked."""
    found = list(_report(record, gold.get("report", {})))
    found += _relays(record, gold)
    found += _section(record, gold, "attribution", record.attributions, _attribution, _cues)
    found += _section(record, gold, "event", record.events, _event, _triggers)
    found += _section(
        record, gold, "timex", record.timexes, _timex, lambda m, t: t["text"] == m["text"]
    )
    found += _section(
        record, gold, "figure", record.figures, _figure, lambda m, f: f["text"] == m["text"]
    )
    found += _section(
        record, gold, "actor", record.actors, _actor, lambda m, a: a["name"] == m["name"]
    )
    return found


def _report(record: Record, marks: Mark) -> Iterator[str]:
    for key, value in marks.items():
        got = getattr(record.report, key)
        got = list(got) if isinstance(got, tuple) else got
        if got != value:
            yield f"report: {key} is {got!r}, marked {value!r}"


def _relays(record: Record, gold: Mark) -> Iterator[str]:
    """Through whom the whole report came, each as "name: role"."""
    got = [f"{_name(record, relay.actor)}: {relay.role}" for relay in record.relays]
    if "relays" in gold and got != gold["relays"]:
        yield f"report: relays is {got!r}, marked {gold['relays']!r}"


def _section(
    record: Record,
    gold: Mark,
    name: str,
    facts: tuple[Any, ...],
    view: Callable[[Record, Any], Mark],
    same: Callable[[Mark, Mark], bool],
) -> Iterator[str]:
    """Each mark takes the fact that fits best of those not yet taken."""
    seen = [view(record, fact) for fact in facts]
    taken: set[int] = set()
    for mark in gold.get(name, []):
        mark = dict(mark)
        optional = mark.pop("optional", False)
        label = f"{name} {_words_of(mark)!r}"
        fits = [i for i, fact in enumerate(seen) if i not in taken and same(mark, fact)]
        if not fits:
            if not optional:
                yield f"{label}: missing"
            continue
        best = max(fits, key=lambda i: (sum(_equal(seen[i], k, v) for k, v in mark.items()), -i))
        taken.add(best)
        for key, value in mark.items():
            if not _equal(seen[best], key, value):
                yield f"{label}: {key} is {seen[best].get(key)!r}, marked {value!r}"
    if name in gold.get("complete", []):
        for i, fact in enumerate(seen):
            if i not in taken and fact.get("counts", True):
                yield f"{name}: not marked: {_short(fact)}"


def _words_of(mark: Mark) -> str:
    return str(next(mark[key] for key in ("cue", "trigger", "text", "name") if key in mark))


def _equal(fact: Mark, key: str, value: object) -> bool:
    got = fact.get(key)
    if key == "content" and isinstance(value, list):  # the first and the last words of a long one
        return str(got).startswith(str(value[0])) and str(got).endswith(str(value[1]))
    if isinstance(value, list) and isinstance(got, list):
        return sorted(map(str, got)) == sorted(map(str, value))
    return got == value


def _short(fact: Mark) -> str:
    shown = {k: v for k, v in fact.items() if v not in (None, [], "") and k != "counts"}
    return ", ".join(f"{k} {str(v)[:60]!r}" for k, v in list(shown.items())[:7])


def _cues(mark: Mark, fact: Mark) -> bool:
    return fact["cue"] == mark["cue"] and ("content" not in mark or _overlaps(mark, fact))


def _overlaps(mark: Mark, fact: Mark) -> bool:
    """Two cues of one word are told apart by a word of the content or by the source."""
    content = mark["content"]
    words = set(" ".join(content).split() if isinstance(content, list) else content.split())
    return len(words & set(fact["content"].split())) * 2 >= min(len(words), 6)


def _triggers(mark: Mark, fact: Mark) -> bool:
    return bool(fact["trigger"] == mark["trigger"])


def _words(record: Record, spans: tuple[Span, ...]) -> str:
    """The words of spans: white space folded, quotation and closing marks at the edges off.

    Spans with nothing but white space between them are read as one.
    """
    text = record.report.text
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span[0]].strip():
            span = Span(joined.pop().start, span[1])
        joined.append(Span(*span))
    parts = [" ".join(text[a:b].split()) for a, b in joined]
    return " … ".join(part.strip(" \"“”'`‘’«»,.;:—–-") for part in parts)


def _name(record: Record, ident: str | None) -> str | None:
    return next((a.name for a in record.actors if a.id == ident), None)


def _value(record: Record, ident: str | None) -> str | None:
    return next((t.value for t in record.timexes if t.id == ident), None)


def _cue_of(record: Record, ident: str | None) -> str | None:
    found = next((a for a in record.attributions if a.id == ident), None)
    return (_words(record, found.cue.spans) or ":") if found else None


def _attribution(record: Record, fact: Attribution) -> Mark:
    return {
        "source": _words(record, fact.source.spans) or None,
        "cue": _words(record, fact.cue.spans) or ":",
        "content": _words(record, fact.content.spans),
        "actor": _name(record, fact.source.actor),
        "kind": fact.source.kind,
        "anonymity": fact.source.anonymity,
        "medium": fact.medium,
        "origin": _name(record, fact.origin),
        "act": fact.act,
        "quotation": fact.quotation,
        "said": _value(record, fact.said),
        "relays": [_name(record, relay) for relay in fact.relays],
        "within": _cue_of(record, fact.within),
    }


def _event(record: Record, fact: Event) -> Mark:
    return {
        "trigger": _words(record, (fact.trigger,)),
        "type": fact.deed,
        "mode": fact.mode,
        "cameo": fact.cameo,
        "status": fact.status,
        "actors": [_name(record, a) for a in fact.actors],
        "recipients": [_name(record, a) for a in fact.recipients],
        "place": _name(record, fact.place),
        "when": _value(record, fact.when),
        "according_to": [_cue_of(record, s) for s in fact.according_to],
        "counts": fact.deed is not None,
    }


def _timex(record: Record, fact: Timex) -> Mark:
    return {"text": fact.text, "type": fact.type, "value": fact.value, "mod": fact.mod}


def _figure(record: Record, fact: Figure) -> Mark:
    return {
        "text": record.report.text[fact.span.start : fact.span.end],
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit,
        "of": fact.of,
        "approximate": fact.approximate,
    }


def _actor(record: Record, fact: Actor) -> Mark:
    office = fact.office
    return {
        "name": fact.name,
        "kind": fact.kind,
        "country": fact.country,
        "sector": fact.sector,
        "title": office.title if office else None,
        "body": office.body if office else None,
        "mentions": [
            " ".join(record.report.text[m.span[0] : m.span[1]].split()) for m in fact.mentions
        ],
    }
