"""The mention of an actor that tells who it is."""

from onrecord.model import Actor, Span


def naming_mention(actor: Actor, text: str, at: int) -> Span | None:
    """The mention that tells a reader at a character who an actor is, or None.

    The fullest name that the report prints: the one at the place itself if it is as full, else the
    first of several. Where the actor is never named, the first of its fullest descriptions.
    """
    names = [mention.span for mention in actor.mentions if mention.form == "name"]
    if names:
        return max(names, key=lambda span: (_words(text, span), span.start <= at < span.end))
    described = [mention.span for mention in actor.mentions if mention.form == "nominal"]
    return max(described, key=lambda span: _words(text, span)) if described else None


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())
