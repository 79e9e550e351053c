"""Find who is in a report: names, descriptions and pronouns, brought together as actors."""

from onrecord.find.actors.ages import add_ages
from onrecord.find.actors.cast import Cast
from onrecord.find.actors.holders import ground_holders
from onrecord.find.actors.kinds import type_names
from onrecord.find.actors.labels import ground_labels
from onrecord.find.actors.lookup import lexicon
from onrecord.find.actors.names import find_names
from onrecord.find.actors.naming import naming_mention
from onrecord.find.actors.nominals import find_nominals
from onrecord.find.actors.openings import ground_openings
from onrecord.find.actors.pronouns import add_pronouns
from onrecord.find.actors.reference import add_nominals, ground_offices, ground_possessors
from onrecord.find.actors.scene import Found, Scene
from onrecord.find.actors.seek import actor_of
from onrecord.find.actors.voices import find_voices
from onrecord.find.actors.write import write_actors
from onrecord.model import Draft

__all__ = ["actor_of", "find_actors", "find_voices", "naming_mention"]


def find_actors(draft: Draft) -> Draft:
    """The draft with its actors, their ids by their mentions' head tokens, and the reasons."""
    scene = Scene.of(draft.parse, lexicon())
    names = type_names(scene, find_names(scene))
    nominals = find_nominals(scene)
    cast = Cast(scene)
    counted = _counted(draft)
    cast.add_names([n for n in names if n.entry != "used" and not _is_counted(scene, n, counted)])
    ground_offices(cast)
    ground_holders(cast, draft.parse.report.published)
    add_nominals(cast, nominals)
    add_ages(scene, cast)
    ground_offices(cast)
    add_pronouns(scene, cast)
    ground_labels(scene, cast)
    ground_offices(cast)
    ground_openings(cast)
    ground_possessors(cast, nominals)
    return write_actors(draft, scene, cast)


def _counted(draft: Draft) -> frozenset[int]:
    """The starts of words that are a part of an amount of money or of a time with a number:
    "Rs 5 lakh", "Q3"."""
    spans = [figure.span for figure in draft.figures if figure.kind == "money"]
    spans += [timex.span for timex in draft.timexes if any(map(str.isdigit, timex.text))]
    return frozenset(place for span in spans for place in range(*span))


def _is_counted(scene: Scene, name: Found, counted: frozenset[int]) -> bool:
    return all(token.start in counted for token in scene.tokens[name.first : name.last])
