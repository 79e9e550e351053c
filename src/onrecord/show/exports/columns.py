"""The tables of csv and parquet, column by column: name, type, what it holds, where it comes from.

docs/exports.md shows them, and a test holds it to them.
"""

from collections.abc import Callable

from onrecord.show.exports.column import (
    CONFIDENCE,
    VERDICT,
    WHY,
    Column,
    Table,
    Type,
    Value,
    as_json,
    common,
    each,
    id_of,
    joined,
    name_of,
    number,
    place,
    side,
    when,
)
from onrecord.show.exports.standing import Told


def _report(name: str, type: Type, holds: str, get: Callable[[Told], Value]) -> Column:
    return Column(name, type, holds, lambda t, _: get(t))


REPORTS = Table(
    "reports",
    "a report that stands",
    lambda told: iter([told]),
    (
        _report("report", "string", "public id of the report", lambda t: t.report),
        _report("version", "string", "public id of the version that stands", lambda t: t.version),
        _report("ref", "string", "what it was called when it came", lambda t: t.record.report.ref),
        _report("url", "string", "address", lambda t: t.record.report.url),
        _report("title", "string", "headline", lambda t: t.record.report.title),
        _report("outlet", "string", "who published it", lambda t: t.record.report.outlet),
        _report("byline", "array", "authors", lambda t: list(t.record.report.byline)),
        _report("language", "string", "ISO 639-1", lambda t: t.record.report.language),
        _report(
            "published",
            "string",
            "day of publication (ISO 8601), or as much of it as is known",
            lambda t: t.record.report.published,
        ),
        _report(
            "published_basis",
            "string",
            "where it comes from: given, metadata, text or unknown",
            lambda t: t.record.report.published_basis,
        ),
        _report("dateline", "string", "place of the dateline", lambda t: t.record.report.dateline),
        _report("hash", "string", "hash of the text", lambda t: t.record.report.id),
        _report("characters", "integer", "length of the text", lambda t: len(t.record.report.text)),
        _report("sentences", "integer", "its sentences", lambda t: len(t.record.sentences)),
        _report("added", "string", "when it came into the ledger (UTC)", lambda t: t.added),
        _report("reader", "string", "version of onrecord that read it", lambda t: t.record.version),
    ),
)


EVENTS = Table(
    "events",
    "an event",
    lambda told: iter(told.events),
    (
        *common("event"),
        Column("type", "string", "PLOVER type; empty for none", lambda t, f: f.type),
        Column("mode", "string", "PLOVER mode", lambda t, f: f.mode),
        Column("contexts", "array", "PLOVER contexts", lambda t, f: list(f.contexts)),
        Column("deed", "string", "PLOVER type of what is done", lambda t, f: f.deed),
        Column("cameo", "string", "CAMEO code: 010 is not 10", lambda t, f: f.cameo),
        Column("quad", "string", "quad class", lambda t, f: f.quad),
        Column("goldstein", "number", "Goldstein score", lambda t, f: f.goldstein),
        Column("status", "string", "whether it happened", lambda t, f: f.status),
        Column("polarity", "string", "side that the status is on", lambda t, f: f.polarity),
        Column("background", "boolean", "true for history", lambda t, f: f.background),
        *side("actor", "actors", "those who act"),
        *side("recipient", "recipients", "those at whom it is directed"),
        Column("place", "string", "public id of the place", lambda t, f: id_of(t, f.place)),
        Column("place_name", "string", "its name", lambda t, f: name_of(t, f.place)),
        Column(
            "place_country",
            "string",
            "its country",
            lambda t, f: found.country if (found := t.actor(f.place)) else None,
        ),
        *when("when", "the time"),
        Column("figures", "array", "public ids of its figures", lambda t, f: t.ids(f.figures)),
        Column(
            "according_to",
            "array",
            "public ids of the attributions in whose content it stands, innermost first",
            lambda t, f: t.ids(f.according_to),
        ),
        Column("said_by", "array", "who says so", lambda t, f: t.speakers(f.according_to)),
        Column(
            "views",
            "string",
            "JSON: public id of an attribution, and the status in its words",
            lambda t, f: as_json({i: v.status for v in f.views for i in t.ids([v.attribution])}),
        ),
        Column("trigger", "string", "word that names it", lambda t, f: t.words(f.trigger)),
        Column("clause", "string", "its clause", lambda t, f: t.words(f.span)),
        *place("the clause", lambda f: f.span),
        CONFIDENCE,
        VERDICT,
        WHY,
    ),
)

ATTRIBUTIONS = Table(
    "attributions",
    "an attribution",
    lambda told: iter(told.attributions),
    (
        *common("attribution"),
        Column(
            "source",
            "string",
            "words that name the source",
            lambda t, f: joined(t, f.source.spans),
        ),
        Column("actor", "string", "public id of the actor", lambda t, f: id_of(t, f.source.actor)),
        Column("actor_name", "string", "its name", lambda t, f: name_of(t, f.source.actor)),
        Column(
            "actor_country",
            "string",
            "its country",
            lambda t, f: found.country if (found := t.actor(f.source.actor)) else None,
        ),
        Column("kind", "string", "kind of source", lambda t, f: f.source.kind),
        Column(
            "anonymity", "string", "named, partial or anonymous", lambda t, f: f.source.anonymity
        ),
        Column("cue", "string", "words that attribute", lambda t, f: joined(t, f.cue.spans)),
        Column("lemma", "string", "dictionary form of the cue", lambda t, f: f.cue.lemma),
        Column("content", "string", "what is attributed", lambda t, f: joined(t, f.content.spans)),
        Column("quotation", "string", "direct, indirect or mixed", lambda t, f: f.quotation),
        Column("act", "string", "what the source does by saying it", lambda t, f: f.act),
        Column("polarity", "string", "polarity of the saying", lambda t, f: f.polarity),
        Column("status", "string", "whether it has been said", lambda t, f: f.status),
        Column("hedge", "string", "words that soften it", lambda t, f: f.hedge),
        Column("medium", "string", "in what it was said", lambda t, f: f.medium),
        *when("said", "the time at which it was said"),
        Column(
            "origin", "string", "public id of whom it comes from", lambda t, f: id_of(t, f.origin)
        ),
        Column("origin_name", "string", "the name", lambda t, f: name_of(t, f.origin)),
        Column(
            "relays",
            "array",
            "public ids of those through whom it came, from the origin outwards",
            lambda t, f: t.ids(f.relays),
        ),
        Column("relay_names", "array", "their names", lambda t, f: each(t, f.relays, "name")),
        Column(
            "within",
            "string",
            "public id of the attribution in whose content it stands",
            lambda t, f: id_of(t, f.within),
        ),
        *place("the content", lambda f: (f.content.spans[0][0], f.content.spans[-1][1])),
        CONFIDENCE,
        VERDICT,
        WHY,
    ),
)

ACTORS = Table(
    "actors",
    "an actor in one report",
    lambda told: iter(told.actors),
    (
        *common("actor"),
        Column(
            "identity",
            "string",
            "the same for one actor across reports, mergers by people worked in",
            lambda t, f: t.identity(f),
        ),
        Column("name", "string", "fullest name in the report", lambda t, f: f.name),
        Column("kind", "string", "person, organization, country …", lambda t, f: f.kind),
        Column("country", "string", "ISO 3166-1 alpha-3, or IGO, NGO …", lambda t, f: f.country),
        Column("sector", "string", "PLOVER's list", lambda t, f: f.sector),
        Column("wikidata", "string", "Wikidata id", lambda t, f: f.wikidata),
        Column("office", "string", "office held", lambda t, f: f.office and f.office.title),
        Column("body", "string", "body of the office", lambda t, f: f.office and f.office.body),
        Column(
            "office_basis", "string", "text or knowledge", lambda t, f: f.office and f.office.basis
        ),
        Column("mentions", "integer", "how often it is mentioned", lambda t, f: len(f.mentions)),
        Column(
            "start",
            "integer",
            "first character of the first mention",
            lambda t, f: f.mentions[0].span[0] if f.mentions else None,
        ),
        Column(
            "end",
            "integer",
            "character after it",
            lambda t, f: f.mentions[0].span[1] if f.mentions else None,
        ),
        VERDICT,
    ),
)


FIGURES = Table(
    "figures",
    "a figure",
    lambda told: iter(told.figures),
    (
        *common("figure"),
        Column("words", "string", "as printed", lambda t, f: t.words(f.span)),
        Column(
            "low", "number", "lowest value allowed; empty: no bound", lambda t, f: number(f.low)
        ),
        Column(
            "high", "number", "highest value allowed; empty: no bound", lambda t, f: number(f.high)
        ),
        Column("unit", "string", "count, percent, money or a unit", lambda t, f: f.unit),
        Column("kind", "string", "kind of quantity", lambda t, f: f.kind),
        Column("of", "string", "what is counted, as printed", lambda t, f: f.of),
        Column("currency", "string", "ISO 4217", lambda t, f: f.currency),
        Column("casualty", "string", "what became of those counted", lambda t, f: f.casualty),
        Column(
            "approximate",
            "boolean",
            "true where the text says that it is not exact",
            lambda t, f: f.approximate,
        ),
        *when("when", "the time at which it held"),
        Column(
            "according_to",
            "array",
            "public ids of the attributions in whose content it stands, innermost first",
            lambda t, f: t.ids(f.according_to),
        ),
        Column("said_by", "array", "who says so", lambda t, f: t.speakers(f.according_to)),
        *place("the figure", lambda f: f.span),
        CONFIDENCE,
        VERDICT,
        WHY,
    ),
)

TIMEXES = Table(
    "timexes",
    "an expression of time",
    lambda told: iter(told.timexes),
    (
        *common("time"),
        Column("words", "string", "as printed", lambda t, f: f.text),
        Column("type", "string", "TIMEX3: DATE, TIME, DURATION or SET", lambda t, f: f.type),
        Column("value", "string", "TIMEX3 value", lambda t, f: f.value),
        Column("mod", "string", "TIMEX3 modifier", lambda t, f: f.mod),
        Column("grain", "string", "how fine it is", lambda t, f: f.grain),
        Column("earliest", "string", "first day that it allows", lambda t, f: f.earliest),
        Column("latest", "string", "last day that it allows", lambda t, f: f.latest),
        Column("utc", "string", "moment in UTC, where the zone is known", lambda t, f: f.utc),
        *place("the expression", lambda f: f.span),
        CONFIDENCE,
        VERDICT,
    ),
)

TABLES: tuple[Table, ...] = (REPORTS, EVENTS, ATTRIBUTIONS, ACTORS, FIGURES, TIMEXES)
