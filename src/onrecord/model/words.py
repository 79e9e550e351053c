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

Anonymity = Literal["named", "partial", "anonymous"]

Medium = Literal[
    "interview", "statement", "press-conference", "social-media", "speech", "debate", "testimony",
    "court", "broadcast", "letter", "call", "article", "document", "survey",
]  # fmt: skip

RelayRole = Literal["outlet", "wire", "byline", "agency-input"]

ActorKind = Literal["person", "organization", "country", "place", "group", "unknown"]

MentionForm = Literal["name", "nominal", "pronoun"]

Status = Literal[
    "happened", "ongoing", "planned", "scheduled", "requested", "promised", "ordered", "possible",
    "alleged", "conditional", "unclear", "denied", "negated", "refused", "averted",
]  # fmt: skip

Polarity = Literal["positive", "negative"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

Grain = Literal[
    "second", "minute", "hour", "part-of-day", "day", "weekend", "week", "month", "season",
    "quarter", "half-year", "year", "decade", "century", "millennium",
]  # fmt: skip

Points = Literal["past", "present", "future"]

FigureKind = Literal[
    "count", "percent", "percentage-points", "share", "money", "measure", "age", "ordinal", "score",
    "ratio",
]  # fmt: skip

Casualty = Literal[
    "killed", "wounded", "casualties", "missing", "displaced", "captured", "sick", "rescued",
]  # fmt: skip

Direction = Literal["up", "down", "same"]

PollMode = Literal["telephone", "online", "in-person", "mail", "text-message", "mixed"]

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

Relation = Literal["agrees", "contradicts", "changes", "same"]


def values(words: object) -> tuple[str, ...]:
    """The allowed words of one of the lists above, in their order."""
    return get_args(words)
