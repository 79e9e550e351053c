"""Direct speech that no cue brings: "He was blunt. “We will not go.”" """

from collections.abc import Iterator

from onrecord.find.attributions.kinds import stands_for
from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import nearest_subject, phrase_of
from onrecord.knowledge.cues import cues
from onrecord.model import Draft, Parse, Token

QUOTATION = "quotation"  # the entry
PERSONS = ("he", "she", "they")
STOPS = (".", "?", "!", "…", "...")


def unclaimed(draft: Draft, found: list[Found], quotes: QuoteMap) -> Iterator[Found]:
    """A relation for each quotation of whole sentences that nobody has claimed, if the sentence
    before it is about a person: in its paragraph, or at the end of the one before, where the
    quotation opens its own. Its cue is the opening mark."""
    entry = cues().get(QUOTATION)
    free = [run for run in _runs(quotes) if _is_whole(draft.parse, run)] if entry else []
    for run in free:
        quote, claimed = run[0], any(_is_claimed(draft.parse, found, q) for q in run)
        subject = None if claimed else _lead(draft, found, quote)
        if subject is None:
            continue
        first, last, head = phrase_of(draft.parse, subject)
        assert entry is not None
        yield Found(
            name=QUOTATION,
            entry=entry,
            cue=(quote.first,),
            head=quote.first,
            source=(first, last),
            source_head=head,
            pieces=((quote.first + 1, quote.last), *((q.first, q.last) for q in run[1:])),
            shape="quote",
            act=entry.act,
        )


def paragraph_of(parse: Parse, index: int) -> int:
    """The number of the paragraph that a token stands in."""
    return parse.sentences[parse.tokens[index].sentence].paragraph


def _runs(quotes: QuoteMap) -> list[list[Quote]]:
    """The quotations, those that run on over paragraphs together."""
    runs: list[list[Quote]] = []
    for quote in quotes.quotes:
        goes_on = runs and runs[-1][-1].runs_on and runs[-1][-1].last == quote.first
        if goes_on:
            runs[-1].append(quote)
        else:
            runs.append([quote])
    return runs


def _is_whole(parse: Parse, run: list[Quote]) -> bool:
    """True for a closed quotation that begins and ends as a sentence does."""
    tokens, first, last = parse.tokens, run[0].first, run[-1].last
    opens = first == parse.sentences[tokens[first].sentence].first
    return run[-1].closed and opens and first > 0 and tokens[last - 2].text in STOPS


def _is_claimed(parse: Parse, found: list[Found], quote: Quote) -> bool:
    """True if a cue outside a quotation has a part of it for its content, or stands beside it."""
    sentence = parse.tokens[quote.first].sentence
    inside = range(quote.first, quote.last)
    outer = [r for r in found if r.head not in inside]
    if any(parse.tokens[r.head].sentence == sentence for r in outer):
        return True
    return any(first < quote.last and quote.first < last for r in outer for first, last in r.pieces)


def _lead(draft: Draft, found: list[Found], quote: Quote) -> Token | None:
    """Whom the sentence before a quotation is about."""
    parse = draft.parse
    number = parse.tokens[quote.first].sentence - 1
    lead, here = parse.sentences[number], parse.sentences[number + 1]
    if lead.paragraph == here.paragraph:
        cues = [r for r in found if parse.tokens[r.head].sentence == number]
    elif lead.paragraph + 1 == here.paragraph and _is_sentence(parse, number):
        cues = []
    else:
        return None
    subject = _person(draft, number)
    return None if subject and any(r.source_head != subject.index for r in cues) else subject


def _is_sentence(parse: Parse, number: int) -> bool:
    """True for a sentence with its last mark: no headline."""
    return parse.tokens[parse.sentences[number].last - 1].text in (*STOPS, ":")


def _person(draft: Draft, number: int) -> Token | None:
    """The subject of a sentence, if it is a person's name, a role or a pronoun for one; else the
    only person named in the sentence."""
    parse, sentence = draft.parse, draft.parse.sentences[number]
    people = {actor.id for actor in draft.actors if actor.kind == "person"}
    subject = nearest_subject(parse, parse.tokens[sentence.root])
    if subject is not None and _is_person(draft, subject, people):
        return subject
    inside = range(sentence.first, sentence.last)
    named = [i for i in inside if draft.mention_at.get(i) in people and _is_name(parse, i)]
    if len({draft.mention_at[i] for i in named}) != 1:
        return None
    return parse.tokens[named[0]]


def _is_person(draft: Draft, subject: Token, people: set[str]) -> bool:
    if draft.mention_at.get(subject.index) in people or subject.lower in PERSONS:
        return True
    if subject.pos == "PROPN":
        return subject.entity in ("PERSON", "")
    return subject.pos == "NOUN" and stands_for(subject.lemma) is not None


def _is_name(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.pos == "PROPN" and token.relation not in ("poss", "compound", "nmod")
