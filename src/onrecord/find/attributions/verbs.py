"""Attribution by verbs: "said that", "promised to", "denied the reports", "was told by"."""

from collections.abc import Mapping

from onrecord.find.attributions.clauses import SUBJECTS, WH, Complement, Pieces
from onrecord.find.attributions.closing import Closing, closing, complement
from onrecord.find.attributions.contents import content_of
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.objects import complements
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import (
    Source,
    agent_of,
    is_passive,
    phrase_of,
    subject_of,
)
from onrecord.knowledge.cues import comparisons
from onrecord.model import Parse, Token

SOMEBODY = ("him", "her", "me", "us", "he", "she", "i", "we")
TELLS = ("advise", "warn", "ask")  # acts whose object may be who is spoken to


def by_verb(
    parse: Parse, token: Token, found: list[Match], quotes: QuoteMap, known: Mapping[int, str]
) -> Found | None:
    """The best relation that a verb makes with the entries that match it, or None.

    `known` are the actors by the heads of their mentions: who is told is not what is told.
    """
    if _is_modifier(token) or _is_purpose(parse, token) or _is_compared(parse, token):
        return None
    options = complements(parse, token)
    for match in found:
        if match.entry.of_words and _is_done_to(parse, token, known):
            continue
        if _is_to_hearer(parse, token):
            continue
        further = (c for i in match.cue[1:] for c in complements(parse, parse.tokens[i]))
        fits = [c for c in (*further, *options) if not _is_told(parse, match, c, known)]
        spoken = any(option.shape in ("that", "clause", "question") for option in fits)
        end = None if spoken else closing(parse, token, match)
        fits = [complement(end), *fits] if end else fits
        relation = _relation(parse, token, match, fits, quotes, end)
        if relation:
            return relation
    return None


def _is_told(parse: Parse, match: Match, option: Complement, known: Mapping[int, str]) -> bool:
    """True for an object that is spoken to: "advised the king", against "advised caution"."""
    if option.shape != "noun" or option.head is None:
        return False
    tells = match.entry.hearer or match.entry.act in TELLS
    return tells and (option.head in known or parse.tokens[option.head].pos == "PRON")


def _is_done_to(parse: Parse, token: Token, known: Mapping[int, str]) -> bool:
    """True for a verb whose object is somebody, "dismissed the clerk", and of whom it says no more:
    not "quoted her as saying"."""
    if any(child.lower == "as" for child in parse.children(token)):
        return False
    target = parse.child(token, "dobj", "nsubjpass")
    return target is not None and (target.index in known or target.lower in SOMEBODY)


def _is_to_hearer(parse: Parse, token: Token) -> bool:
    """True for what is said there and then to who is named before it: "Mr. Chairman, thank you"."""
    target, subject = parse.child(token, "dobj"), parse.child(token, "nsubj")
    bare = token.lower == token.lemma and target is not None and target.lower == "you"
    return bare and (subject is None or subject.pos != "PRON")


def _is_modifier(token: Token) -> bool:
    return token.relation in ("amod", "compound", "aux", "auxpass", "case", "prep")


def _is_purpose(parse: Parse, token: Token) -> bool:
    """True for what others are yet to meet for: "will meet on Friday to discuss the quota"."""
    verb = parse.head(token) if token.relation == "conj" else token
    if verb.relation != "advcl" or not _has_aux(parse, verb, "TO"):
        return False
    return _has_aux(parse, parse.head(verb), "TO", "MD")


def _is_compared(parse: Parse, token: Token) -> bool:
    """True for what the report itself holds against a claim, where nobody speaks: "The rebels left
    on Monday, contradicting the ministry's account."""
    if token.tag != "VBG" or token.relation != "advcl" or token.lemma not in comparisons():
        return False
    main = parse.head(token)
    said = any(m.entry.pos == "verb" and "clause" in m.entry.takes for m in matches(parse, main))
    return not said and main.index < token.index


def _has_aux(parse: Parse, verb: Token, *tags: str) -> bool:
    return any(t.relation == "aux" and t.tag in tags for t in parse.children(verb))


def _relation(
    parse: Parse,
    token: Token,
    match: Match,
    options: list[Complement],
    quotes: QuoteMap,
    end: Closing | None,
) -> Found | None:
    passive = is_passive(parse, token)
    option = content_of(parse, token, match, options, quotes)
    if option is None:
        return None
    pieces, shape, hearer = option.pieces, option.shape, option.hearer
    if match.entry.raising or (
        passive and shape in ("infinitive", "gerund") and not match.entry.hearer
    ):
        pieces = _with_subject(parse, token, pieces)
    source = None if match.entry.raising else _source(parse, token, passive, pieces)
    source = end.source if end and shape == "clause" else source
    if passive and source is None and shape == "about" and _is_brought(parse, pieces):
        return None
    bare = source is None and not passive and not match.entry.raising
    if bare and shape not in ("quote", "that", "clause"):
        return None
    if passive and hearer is None and match.entry.hearer:
        hearer = _index(parse.child(token, "nsubjpass"))
    return Found(
        name=match.name,
        entry=match.entry,
        cue=match.cue,
        head=token.index,
        source=source[:2] if source else None,
        source_head=source[2] if source else None,
        pieces=pieces,
        shape=shape,
        hearer=hearer,
        inner=option.head,
        act=match.entry.act,
    )


def _is_brought(parse: Parse, pieces: Pieces) -> bool:
    """True for who is let in somewhere: "were admitted to the hospital"."""
    first = pieces[-1][0]
    return "to" in (parse.tokens[first].lower, parse.tokens[first - 1].lower)


def _with_subject(parse: Parse, token: Token, pieces: Pieces) -> Pieces:
    """Content with the subject that belongs to it: "Rome is expected to agree"."""
    subject = parse.child(token, "nsubj", "nsubjpass")
    if subject is None or subject.tag in WH:
        return pieces
    first, last, _ = phrase_of(parse, subject)
    return ((first, last), *pieces)


def _source(parse: Parse, token: Token, passive: bool, pieces: Pieces) -> Source | None:
    head = agent_of(parse, token) if passive else subject_of(parse, token)
    head = _inverted(parse, token, pieces) or head
    if head is None or any(first <= head.index < last for first, last in pieces):
        return None
    first, last, at = phrase_of(parse, head)
    for start, _ in pieces:  # "criticised by Munk as a waste"
        last = start if at < start < last else last
    return first, last, at


def _inverted(parse: Parse, token: Token, pieces: Pieces) -> Token | None:
    """The subject behind a verb that the parser takes for its object: "“No!” cried the crowd"."""
    noun = parse.child(token, "dobj")
    if noun is None or noun.left != token.index + 1:
        return None
    subject = parse.child(token, *SUBJECTS)
    if subject and not any(first <= subject.index < last for first, last in pieces):
        return None
    before = pieces[0][1] == token.index and parse.tokens[token.index - 1].tag in ("''", ",")
    opens = token.index == parse.sentences[token.sentence].first
    behind = opens and noun.right < pieces[0][0] and parse.tokens[noun.right].text == ":"
    return noun if (before or behind) and token.tag in ("VBD", "VBZ", "VBP") else None


def _index(token: Token | None) -> int | None:
    return token.index if token else None
