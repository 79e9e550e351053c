"""Drafts for tests of what is told about an attribution, whichever the learned part keeps."""

from collections.abc import Sequence

from onrecord.find.attributions import find_attributions, find_proposals
from onrecord.model import Attribution, Draft, Parse
from onrecord.stages import STAGES


def proposals(parse: Parse) -> Draft:
    """The facts of a parse, with every attribution that the rules propose, none decided on."""
    draft = Draft(parse=parse)
    for stage in STAGES:
        draft = (find_proposals if stage is find_attributions else stage)(draft)
    return draft


def words(draft: Draft, spans: Sequence[tuple[int, int]]) -> str:
    """The printed words of some spans, or "-"."""
    return " ".join(draft.parse.text(span) for span in spans) or "-"


def chain(draft: Draft, fact: Attribution) -> str:
    """The origin and the relays of an attribution by their names."""
    names = {actor.id: actor.name for actor in draft.actors}
    return " <- ".join(names[i] for i in (fact.origin, *fact.relays) if i) or "-"
