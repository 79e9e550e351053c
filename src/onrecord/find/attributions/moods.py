"""Whether a cue is said at all: "may say", "did not say"."""

import msgspec

from onrecord.find.attributions.clauses import SUBJECTS
from onrecord.find.attributions.relations import Found
from onrecord.model import Parse, Token


def in_mood(parse: Parse, relation: Found) -> Found:
    """The relation with the modal verb and the negation of its cue."""
    cue = parse.tokens[relation.head]
    if relation.entry.pos in ("noun", "preposition", "adverb", "mark"):
        return relation
    verb = cue if cue.pos in ("VERB", "AUX") else parse.head(cue)
    modal = next((t.lower for t in _auxiliaries(parse, verb) if t.tag == "MD"), None)
    if modal and any(t.text == "," and t.head == verb.index for t in _before(parse, verb)):
        modal = None  # of the clause that the cue is put into: "will, the mayor said, be shut"
    negated = any(t.relation == "neg" for t in (*parse.children(verb), *parse.children(cue)))
    if modal is None and not negated:
        return relation
    return msgspec.structs.replace(relation, modal=modal, negated=negated)


def _before(parse: Parse, verb: Token) -> list[Token]:
    """What stands between the first auxiliary of a verb and the verb."""
    first = next((t.index for t in parse.children(verb) if t.relation == "aux"), verb.index)
    return list(parse.tokens[first : verb.index])


def _auxiliaries(parse: Parse, verb: Token) -> list[Token]:
    """Those of a verb, or those it shares with the verb that it is joined to."""
    own = [t for t in parse.children(verb) if t.relation in ("aux", "auxpass")]
    if own or verb.relation != "conj" or parse.child(verb, *SUBJECTS) or verb.tag != "VB":
        return own
    return [t for t in parse.children(parse.head(verb)) if t.relation in ("aux", "auxpass")]
