"""Direct speech that no cue brings: "He was blunt. “We will not go.”" """

from collections.abc import Iterator

from onrecord.find.attributions.kinds import stands_for
from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import nearest_subject, phrase_of
from onrecord.knowledge.cues import cues
from onrecord.model import Parse, Token

QUOTATION = "quotation"  # the entry
PERSONS = ("he", "she", "they")
STOPS = (".", "?", "!", "…", "...")


def unclaimed(parse: Parse, found: list[Found], quotes: QuoteMap) -> Iterator[Found]:
    """A relation for each quotation of whole sentences that nobody has claimed, if a sentence
    about a person stands right before it in its paragraph. Its cue is the opening mark."""
    entry = cues().get(QUOTATION)
    pieces = [piece for relation in found for piece in relation.pieces]
    claimed = {i for first, last in pieces for i in (first, last - 1)}
    heads = {parse.tokens[relation.head].sentence for relation in found}
    for quote in quotes.quotes if entry else ():
        if claimed & {*range(quote.first, quote.last)} or not _is_whole(parse, quote):
            continue
        number = parse.tokens[quote.first].sentence
        subject = _person(parse, number - 1)
        beside = parse.sentences[number - 1].paragraph == parse.sentences[number].paragraph
        if subject is None or not beside or heads & {number - 1, number}:
            continue
        first, last, head = phrase_of(parse, subject)
        assert entry is not None
        yield Found(
            name=QUOTATION,
            entry=entry,
            cue=(quote.first,),
            head=quote.first,
            source=(first, last),
            source_head=head,
            pieces=((quote.first + 1, quote.last),),
            shape="quote",
            act=entry.act,
        )


def _is_whole(parse: Parse, quote: Quote) -> bool:
    """True for a closed quotation that begins and ends as a sentence does."""
    tokens = parse.tokens
    sentence = parse.sentences[tokens[quote.first].sentence]
    ended = tokens[quote.last - 2].text in STOPS
    return quote.closed and quote.first == sentence.first and quote.first > 0 and ended


def _person(parse: Parse, number: int) -> Token | None:
    """The subject of a sentence, if it is a person's name, a role or a pronoun for one."""
    subject = nearest_subject(parse, parse.tokens[parse.sentences[number].root])
    if subject is None:
        return None
    named = subject.pos == "PROPN" and subject.entity in ("PERSON", "")
    role = subject.pos == "NOUN" and stands_for(subject.lemma) is not None
    return subject if named or role or subject.lower in PERSONS else None
