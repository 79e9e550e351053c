"""Find who "I" and "we" are, and the mention that tells who each speaker is.

Runs after the attributions are found: in a quotation "I" is whoever it is attributed to.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from onrecord.find.actors.floor import holders
from onrecord.find.actors.lookup import lexicon
from onrecord.find.actors.naming import naming_mention
from onrecord.find.actors.quoted import quoted_words
from onrecord.find.actors.salience import CLEAR_LEAD
from onrecord.find.actors.turns import Paragraphs, Voice, interviewed
from onrecord.find.actors.writers import BYLINE, OFFICE, with_writer, writer_of
from onrecord.model import Actor, Attribution, Draft, Mention, Reason, Source, Span, Token

LEAST = 0.75  # how sure it is who is meant where two are about as likely


def find_voices(draft: Draft) -> Draft:
    """The draft with the speakers of "I" and "we", and each source's naming mention."""
    draft = _with_voices(with_writer(draft, _paragraphs(draft)))
    draft = replace(draft, actors=tuple(actor for actor in draft.actors if actor.mentions))
    actors = {actor.id: actor for actor in draft.actors}
    reasons = dict(draft.reasons)
    leads = {draft.parse.tokens[i].start: lead for i, lead in draft.leads.items()}
    found = []
    for attribution in draft.attributions:
        actor = actors.get(attribution.source.actor or "")
        at = attribution.source.head.start if attribution.source.head else 0
        mention = naming_mention(actor, draft.parse.report.text, at) if actor else None
        if actor and mention:
            reasons[attribution.id] = _told(reasons, attribution, actor, mention)
        attribution = _doubted(_shared(draft, attribution), leads.get(at, CLEAR_LEAD))
        found.append(replace(attribution, source=replace(attribution.source, mention=mention)))
    return replace(draft, attributions=tuple(found), reasons=reasons)


def _doubted(attribution: Attribution, lead: float) -> Attribution:
    """An attribution that is the less sure the less its actor leads the next who may be meant."""
    if lead >= CLEAR_LEAD or attribution.source.head is None:
        return attribution
    sure = LEAST + (1 - LEAST) * lead / CLEAR_LEAD
    return replace(attribution, confidence=round(attribution.confidence * sure, 2))


def _told(
    reasons: Mapping[str, Reason], attribution: Attribution, actor: Actor, mention: Span
) -> Reason:
    """The reason of an attribution with the rule by which its source is that actor."""
    reason, head = reasons[attribution.id], attribution.source.head
    known = reasons.get(actor.id)
    rules = (known, *known.because) if known else ()
    rule = next((r for r in rules if r.span and head and r.span.covers(head)), None)
    entry = f"speaker by {rule.entry}" if rule and rule.entry else "speaker"
    told = Reason(entry, f"{actor.id}, {actor.name}: this mention tells who", mention)
    return replace(reason, because=(*reason.because, told))


def _with_voices(draft: Draft) -> Draft:
    """Every "I" and "we" whose speaker is known becomes a mention of that actor."""
    voices = _voices(draft)
    actors = {actor.id: actor for actor in draft.actors}
    mention_at = dict(draft.mention_at)
    said: dict[str, list[tuple[Token, str]]] = {}
    for i in sorted(voices.keys() - mention_at.keys()):
        token = draft.parse.tokens[i]
        actor, rule = voices[i]
        mention_at[i] = _whose(token, actors[actor], actors).id
        said.setdefault(mention_at[i], []).append((token, rule))
    if not said:
        return draft
    reasons = dict(draft.reasons)
    for ident, words in said.items():
        actors[ident] = _with(actors[ident], [token.span for token, _ in words])
        before = reasons.get(ident, Reason("named as a source"))
        rules = (Reason(rule, token.text, token.span) for token, rule in words)
        reasons[ident] = replace(before, because=(*before.because, *rules))
    spoken = {draft.parse.tokens[i].span: actor for i, actor in mention_at.items()}
    return replace(
        draft,
        actors=tuple(actors.values()),
        attributions=tuple(_spoken(draft, a, spoken) for a in draft.attributions),
        mention_at=mention_at,
        reasons=reasons,
    )


def _with(actor: Actor, spans: list[Span]) -> Actor:
    """An actor with pronouns for further mentions."""
    mentions = (*actor.mentions, *(Mention(span, "pronoun") for span in spans))
    return replace(actor, mentions=tuple(sorted(mentions, key=lambda mention: mention.span)))


def _whose(token: Token, speaker: Actor, actors: Mapping[str, Actor]) -> Actor:
    """Who speaks; for "we" the body that a person speaks for, where it is an actor."""
    if lexicon().number.get(token.lower) != "plural" or speaker.office is None:
        return speaker
    body = speaker.office.body
    return next((a for a in actors.values() if body and a.name == body), speaker)


def _spoken(draft: Draft, attribution: Attribution, spoken: Mapping[Span, str]) -> Attribution:
    """An attribution to "I" or "we" with the actor that speaks; the kind is that of whoever
    is quoted."""
    source = attribution.source
    actor = spoken.get(source.head) if source.head else None
    if source.actor or actor is None:
        return attribution
    known = (a.source for a in draft.attributions if a.source.actor == actor)
    told = next(known, None) or _by_name(draft, source, actor)
    source = replace(source, actor=actor, kind=told.kind, anonymity=told.anonymity)
    return replace(attribution, source=source, origin=attribution.origin or actor)


def _by_name(draft: Draft, source: Source, ident: str) -> Source:
    """The source as a named person, where the one who says "I" is one."""
    actor = next(a for a in draft.actors if a.id == ident)
    forms = {mention.form for mention in actor.mentions}
    if actor.kind != "person" or ("nominal" in forms and "name" not in forms):
        return source
    return replace(source, kind="named-person", anonymity="named")


def _shared(draft: Draft, attribution: Attribution) -> Attribution:
    """An attribution to one or more of a group, of the kind that the group itself has as a source,
    and as far named: "two officials confirmed …, one of them said …"."""
    source = attribution.source
    start = source.head.start if source.head else -1
    if source.kind != "unnamed" or not _is_part(draft, start):
        return attribution
    others = (a.source for a in draft.attributions if a.source.actor == source.actor)
    told = next((s for s in others if s.head and not _is_part(draft, s.head.start)), None)
    if told is None or source.actor is None:
        return attribution
    anonymity = told.anonymity if source.anonymity != "anonymous" else source.anonymity
    return replace(attribution, source=replace(source, kind=told.kind, anonymity=anonymity))


def _is_part(draft: Draft, start: int) -> bool:
    text = draft.parse.report.text[start : start + 12].lower() if start >= 0 else ""
    return lexicon().is_a(text.partition(" ")[0], "part")


def _voices(draft: Draft) -> dict[int, Voice]:
    """Who is meant, by token: in quotations the one who is quoted, elsewhere the writer or the
    one who is interviewed."""
    words, tokens = lexicon(), draft.parse.tokens
    first = {token.index for token in tokens if words.is_a(token.lower, "speaker")}
    if not first:
        return {}
    quoted = quoted_words(draft.parse)
    paragraphs = _paragraphs(draft)
    writer, interview = writer_of(draft, paragraphs), interviewed(draft, paragraphs)
    voices = holders(draft, paragraphs, quoted) | interview
    if writer and writer.rule == BYLINE and interview:  # whoever asks
        voices = {i: writer for i in first if not quoted[i]} | voices
    elif writer and not (voices and writer.rule in (BYLINE, OFFICE)):
        voices = {i: writer for i in first if not quoted[i]}
    heard = _heard(draft, quoted)
    _go_on(paragraphs, quoted, heard)
    voices.update({i: heard[i] for i in first if i in heard})
    voices.update(_went_on(draft, quoted, heard))
    return voices


def _went_on(draft: Draft, quoted: bytearray, heard: dict[int, Voice]) -> dict[int, Voice]:
    """Whom "he" or "she" is that opens a sentence right behind a quotation and says more, where
    nobody else was found: the speaker of that quotation, as far as the gender allows."""
    words, tokens = lexicon(), draft.parse.tokens
    sources = (attribution.source for attribution in draft.attributions)
    heads = {source.head.start for source in sources if source.head and not source.actor}
    found: dict[int, Voice] = {}
    for sentence in draft.parse.sentences:
        token = tokens[sentence.first]
        if token.start not in heads or not words.is_a(token.lower, "pronoun"):
            continue
        behind = range(token.index - 1, -1, -1)
        before = next((i for i in behind if tokens[i].text[0].isalnum()), -1)
        if quoted[token.index] or before not in heard or not quoted[before]:
            continue
        if _may_be(draft, heard[before][0], token):
            found[token.index] = heard[before][0], "the speaker of the quotation before"
    return found


def _may_be(draft: Draft, ident: str, pronoun: Token) -> bool:
    """True for a person who is called by no pronoun of the other gender."""
    actor = next(actor for actor in draft.actors if actor.id == ident)
    text, words = draft.parse.report.text, lexicon()
    gender = words.gender.get(pronoun.lower, "")
    called = {words.gender.get(text[m.span.start : m.span.end].lower(), "") for m in actor.mentions}
    return bool(gender) and actor.kind == "person" and called <= {"", gender}


def _heard(draft: Draft, quoted: bytearray) -> dict[int, Voice]:
    """Who is quoted, by token, for all words of quotations and of labelled turns."""
    places = _Places(draft)
    heard: dict[int, Voice] = {}
    for attribution in draft.attributions:
        actor = attribution.source.actor
        cue = list(places.tokens(attribution.cue.spans))
        if actor is None or any(quoted[i] for i in cue):
            continue
        label = not any(draft.parse.tokens[i].text[0].isalpha() for i in cue)
        for i in places.tokens(attribution.content.spans):
            if quoted[i] or label:
                heard[i] = (actor, "the speaker of the quotation")
    return heard


def _go_on(paragraphs: Paragraphs, quoted: bytearray, heard: dict[int, Voice]) -> None:
    """Let quotations that have no cue go on with the one speaker of their own paragraph, else,
    where they open it, of the paragraph before."""
    before: set[str] = set()
    for first, last in paragraphs:
        speech = [i for i in range(first, last) if quoted[i]]
        actors = {heard[i][0] for i in speech if i in heard}
        opens = bool(speech) and speech[0] <= first + 1
        speakers = actors or (before if opens else set())
        if len(speakers) == 1:
            voice = (next(iter(speakers)), "the speaker of the quotation before")
            for i in speech:
                heard.setdefault(i, voice)
        before = speakers if speech else set()


class _Places:
    """Tokens by their characters."""

    def __init__(self, draft: Draft) -> None:
        self.starts = [token.start for token in draft.parse.tokens]

    def tokens(self, spans: tuple[Span, ...]) -> Iterator[int]:
        """The tokens that begin inside spans, in order."""
        for span in spans:
            yield from range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))


def _paragraphs(draft: Draft) -> list[tuple[int, int]]:
    sentences = draft.parse.sentences
    return [
        (group[0].first, group[-1].last)
        for _, found in groupby(sentences, lambda s: s.paragraph)
        if (group := list(found))
    ]
