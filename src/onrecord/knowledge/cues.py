"""The cues of attribution: words that say that somebody says, believes, asks or denies."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, field, structs

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import entries_of, load_entries, load_rows
from onrecord.model.words import Act, SourceKind

Takes = Literal[
    "clause",      # a finite clause with or without "that": said (that) talks would resume
    "that",        # only with "that": found that talks had failed
    "quote",       # direct speech, before, after or around the cue
    "question",    # whether, if, who, what, how …: asked whether talks would resume
    "infinitive",  # to + verb, its subject too: promised to leave, urged Rome to leave
    "gerund",      # denied sending troops
    "noun",        # a noun phrase as object: denied the reports, advised caution
    "about",       # a phrase with one of the `prepositions`: complained about the delay
    "agreed",      # only what agrees with it: the dam held, in line with the army's figures
]  # fmt: skip


class CueEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cue and how it attributes.

    `act_negated` is the act of the cue with a "not" ("did not comment").
    `cue`: the lemma, or several words of which the first is the head and a lemma ("rule out",
    "make clear", "accord to"); `pos`: what the cue is in the sentence; `takes`: the shapes of its
    content; `hearer`: its object is who is spoken to, not part of the content ("told X that");
    `prepositions`: those of the "about" shape; `source_after`: prepositions that bring the source
    of a noun cue ("a claim by the ministry"); `sure`: how often such a match is an attribution,
    0 to 1; `sure_by`: the same for one shape where it differs; `spellings`: other forms of the
    cue's first word that count as its lemma ("criticize"), each an entry of its own.
    `raising`: its subject is part of the content and nobody is named as source ("seems to");
    `impersonal`: so it is with "it" as the subject ("it is unclear whether").
    `nouns`: the only lemmas that may head a noun content ("dodged questions"), or the source of a
    preposition ("in a poll"); `set_off`: a preposition that stands at the start of its sentence
    or behind a comma ("per the ministry"); `never`: nouns behind a preposition that are no source
    without an article ("according to plan"); `behind`: the prepositions whose phrase belongs to
    the subject of a passive ("were accused of theft").
    `of_words`: its object is what is said, never somebody: "dismissed the claim", not "the clerk".
    `refused`: to refuse it is to decline to comment ("declined to say").
    `of_things`: the act where a document or a poll is the source ("figures suggest that").
    `yes` lines read "sentence => source | cue | content"; "-" is a missing source.
    """

    cue: str
    act: Act
    act_negated: Act | None = None
    takes: tuple[Takes, ...]
    pos: Literal["verb", "noun", "adjective", "adverb", "preposition", "mark"] = "verb"
    hearer: bool = False
    raising: bool = False
    impersonal: bool = False
    refused: bool = False
    of_words: bool = False
    nouns: tuple[str, ...] = ()
    set_off: bool = False
    never: tuple[str, ...] = ()
    behind: tuple[str, ...] = ("as", "for", "of", "over")
    of_things: Act | None = None
    prepositions: tuple[str, ...] = ()
    source_after: tuple[str, ...] = ("of", "by", "from")
    sure: float = 0.8
    sure_by: Mapping[Takes, float] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def sureness(self, shape: str) -> float:
        """How often a match of this shape is an attribution: `sure_by`, else `sure`."""
        return self.sure_by.get(shape, self.sure)  # type: ignore[call-overload,no-any-return]


FILES = ("cues_verbs.toml", "cues_phrases.toml", "cues_nouns.toml", "cues_other.toml")


@cache
def cues() -> dict[str, CueEntry]:
    """All cues by the name of their entry; another spelling stands as "criticise/criticize".

    Raises KnowledgeError for doubles, and for an entry without a yes or a no.
    """
    return join_cues((file, load_entries(file, CueEntry)) for file in FILES)


def join_cues(tables: Iterable[tuple[str, Mapping[str, CueEntry]]]) -> dict[str, CueEntry]:
    """The entries of several tables, given with the names of their files, as one."""
    found: dict[str, CueEntry] = {}
    owners: dict[tuple[str, str, str], str] = {}
    for file, name, entry in entries_of(tables):
        _refuse(file, name, entry, owners)
        found.update(_spelled(name, entry))
    return found


def _refuse(file: str, name: str, entry: CueEntry, owners: dict[tuple[str, str, str], str]) -> None:
    """Raise for an entry that lacks something, or takes what another with the same cue takes."""
    if not (entry.yes and entry.no and entry.takes):
        raise KnowledgeError(
            f"{file}: [{name}] lacks a shape, a yes or a no. Give it at least one of each."
        )
    if ("about" in entry.takes) != bool(entry.prepositions):
        raise KnowledgeError(
            f'{file}: [{name}] must have `prepositions` if, and only if, it takes "about".'
        )
    for cue in _words(entry):
        for shape in _shapes(entry):
            owner = owners.setdefault((cue, entry.pos, shape), name)
            if owner != name:
                raise KnowledgeError(
                    f"{file}: [{name}] takes {shape} like [{owner}], which has the same cue. "
                    "Take it from one of the two."
                )


def _shapes(entry: CueEntry) -> Iterator[str]:
    """The shapes of an entry, each preposition a shape of its own."""
    for shape in entry.takes:
        if shape == "about":
            yield from (f"about:{preposition}" for preposition in entry.prepositions)
        else:
            yield shape


def _words(entry: CueEntry) -> Iterator[str]:
    """The cue in all spellings of its first word."""
    _, space, rest = entry.cue.partition(" ")
    yield entry.cue
    yield from (spelling + space + rest for spelling in entry.spellings)


def _spelled(name: str, entry: CueEntry) -> Iterator[tuple[str, CueEntry]]:
    """An entry under its own name, and once more for each other spelling."""
    _, *others = _words(entry)
    yield name, entry
    for spelling, cue in zip(entry.spellings, others, strict=True):
        yield f"{name}/{spelling}", structs.replace(entry, cue=cue, spellings=())


class SourceWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that tells by itself what kind of source it is: "survey" is a poll."""

    word: str
    kind: SourceKind


class SupportVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that adds nothing to a noun or an adjective of saying: "make" a claim, "be" sure."""

    verb: str


class Comparison(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `agreement_verbs.tsv`."""

    verb: str
    finds: Literal["agrees", "contradicts"]


class LabelWord(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a colon and names no speaker: "Live", "Correction"."""

    word: str


@cache
def label_words() -> frozenset[str]:
    """The labels of texts, in lower case."""
    return frozenset(row.word for row in load_rows("label_words.tsv", LabelWord))


@cache
def source_words() -> dict[str, SourceKind]:
    """Kinds of source by the lemma of the noun."""
    return {row.word: row.kind for row in load_rows("source_words.tsv", SourceWord)}


@cache
def support_verbs() -> frozenset[str]:
    """Lemmas of the verbs that support a noun of saying."""
    return frozenset(row.verb for row in load_rows("support_verbs.tsv", SupportVerb))


@cache
def linking_verbs() -> frozenset[str]:
    """Lemmas of the verbs between a subject and an adjective of saying."""
    return frozenset(row.verb for row in load_rows("linking_verbs.tsv", SupportVerb))


@cache
def agreements() -> frozenset[str]:
    """Words by which one claim agrees with another: "align with", "in line with"."""
    return frozenset(words for words, finds in comparisons().items() if finds == "agrees")


@cache
def comparisons() -> dict[str, str]:
    """What words find that hold one claim against another: agrees or contradicts."""
    return {row.verb: row.finds for row in load_rows("agreement_verbs.tsv", Comparison)}
