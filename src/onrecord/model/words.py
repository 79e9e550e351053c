"""The closed lists of the record: each value is a word of the field, used everywhere alike."""

from typing import Literal, get_args

Quotation = Literal["direct", "indirect", "mixed"]

Act = Literal[
    "assert", "report", "deny", "confirm", "decline-to-comment", "neither-confirm-nor-deny",
    "ask", "demand", "propose", "promise", "threaten", "warn", "accuse", "criticise", "praise",
    "advise", "predict", "believe", "doubt", "estimate", "announce", "agree", "refuse", "order",
    "hope", "want", "intend", "fear", "know", "show", "apologise", "thank",
]  # fmt: skip

SourceKind = Literal[
    "named-official", "unnamed-official", "named-person", "expert", "organization", "media",
    "poll", "document", "witness", "unnamed", "none",
]  # fmt: skip

ActorKind = Literal["person", "organization", "country", "place", "group", "unknown"]

MentionForm = Literal["name", "nominal", "pronoun"]

Status = Literal[
    "happened", "ongoing", "planned", "scheduled", "requested", "promised", "ordered", "possible",
    "alleged", "conditional", "unclear", "denied", "negated", "refused", "averted",
]  # fmt: skip

Polarity = Literal["positive", "negative"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

Relation = Literal["agrees", "contradicts", "changes", "same"]


def values(words: object) -> tuple[str, ...]:
    """The allowed words of one of the lists above, in their order."""
    return get_args(words)
