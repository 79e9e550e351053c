"""Who has the floor where a speech, a hearing or a testimony is printed without names before it.

A heading gives it ("Remarks by …", "Testimony of …"), a chairman ("Miss Halloran?", "Mr. Beck,
please proceed."), a question put to somebody by name, or speakers themselves: "My name is …".
Whoever has it keeps it till another has; who asks in between speaks to whoever has it.
"""

from onrecord.find.actors.lookup import lexicon
from onrecord.find.actors.turns import QUESTIONS, Paragraphs, Voice, addressing, asks
from onrecord.model import Draft

LONGEST = 250  # tokens of a question in a hearing
SHORT = 10  # tokens of a sentence that calls somebody
HEADING = 30  # tokens of a heading
NEAR = 6  # tokens between "remarks by" and the name, or at whose head somebody is addressed
HEAD = "the speaker by the heading"


def holders(draft: Draft, paragraphs: Paragraphs, quoted: bytearray) -> dict[int, Voice]:
    """The words of those who have the floor, by token: who is meant with "I" where they speak and
    with "you" where they are spoken to."""
    floor = _Floor(draft, quoted)
    asking = [number for number, place in enumerate(paragraphs) if asks(draft, place, LONGEST)]
    others = {*addressing(draft, paragraphs), *asking}
    words, tokens = lexicon(), draft.parse.tokens
    voices: dict[int, Voice] = {}
    holder = called = None
    for number, (first, last) in enumerate(paragraphs):
        by_heading, by_name = floor.heading(first, last), floor.introduced(first, last)
        called_here = floor.called(first, last)
        if number in others and len(asking) >= QUESTIONS:
            called_here = called_here or floor.addressed(first, last)
        speaks = number not in others or by_name
        holder = by_heading or by_name or (called if speaks and called else holder)
        called = called_here or (called if not speaks else None)
        here = called if not speaks and called else holder
        if here is None or by_heading or (called_here and speaks):
            continue
        for i in range(first, last):
            if quoted[i] or floor.titled(i):
                continue
            if words.is_a(tokens[i].lower, "speaker" if speaks else "hearer"):
                voices[i] = here
    return voices


class _Floor:
    """By which words a paragraph gives somebody the floor."""

    def __init__(self, draft: Draft, quoted: bytearray) -> None:
        self.words, self.tokens, self.quoted = lexicon(), draft.parse.tokens, quoted
        self.sentences = draft.parse.sentences
        starts = {token.start: token.index for token in self.tokens}
        self.names: dict[int, tuple[int, str]] = {}  # by first token: the last, and the actor
        self.offices: dict[int, str] = {}  # of persons who are described, by first token
        for actor in draft.actors:
            for mention in actor.mentions if actor.kind == "person" else ():
                first = starts.get(mention.span.start)
                if first is None or quoted[first]:
                    continue
                if mention.form == "nominal":
                    self.offices[first] = actor.id
                elif mention.form == "name":
                    self.names[first] = self._end(first, mention.span.end), actor.id

    def _end(self, first: int, end: int) -> int:
        """The token in which a mention ends that begins at one."""
        last = first
        while self.tokens[last].end < end:
            last += 1
        return last

    def heading(self, first: int, last: int) -> Voice | None:
        """Whose speech a heading announces: "Remarks by the mayor, Ada Brook", "Ada Brook made
        the following statement:"."""
        if self.tokens[last - 1].text == ":":
            said = any(self.words.is_a(t.lower, "delivered") for t in self.tokens[first:last])
            named = [at for at in range(first, last) if at in self.names]
            return (self.names[named[0]][1], HEAD) if said and named else None
        if last - first > HEADING or self.tokens[last - 1].text in (".", "!", "?"):
            return None
        for i in range(first, last - 1):
            if self.words.is_a(self.tokens[i].lower, "delivered") and (
                self.tokens[i + 1].lower in ("by", "of", "from")
            ):
                near = range(i + 2, min(last, i + 2 + NEAR))
                found = [self.names[at][1] for at in near if at in self.names]
                found += [self.offices[at] for at in near if at in self.offices]
                return (found[0], HEAD) if found else None
        return None

    def introduced(self, first: int, last: int) -> Voice | None:
        """Who tells their own name: "My name is Ada Brook."."""
        for i in range(first, last - 3):
            here = [token.lower for token in self.tokens[i : i + 3]]
            if here in (["my", "name", "is"], ["my", "name", "'s"], ["my", "name", "’s"]):
                for at in range(i + 3, min(last, i + 3 + NEAR)):
                    if at in self.names:
                        return self.names[at][1], "the speaker by own words"
        return None

    def called(self, first: int, last: int) -> Voice | None:
        """Who is called to speak by the last words of a paragraph: "Miss Brook?"."""
        start = max(s.first for s in self.sentences if s.first < last and s.last > first)
        found = [at for at in range(start, last) if at in self.names]
        if len(found) != 1 or last - start > SHORT or self.tokens[last - 1].text not in (".", "?"):
            return None
        end, actor = self.names[found[0]]
        if not all(self._calls(i) for i in (*range(start, found[0]), *range(end + 1, last))):
            return None
        return actor, "the speaker as called"

    def _calls(self, at: int) -> bool:
        """True for a word that may stand beside a name where somebody is called to speak."""
        token = self.tokens[at]
        titled = token.text[0].isupper() and token.tag.startswith("NNP")
        return not token.text[0].isalpha() or titled or self.words.is_a(token.lower, "calls")

    def titled(self, at: int) -> bool:
        """True for the first word of a title of address: "My Lord", "Your Honor"."""
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return follows is not None and follows.tag.startswith("NNP") and follows.text[0].isupper()

    def addressed(self, first: int, last: int) -> Voice | None:
        """To whom a question is put by name: "Miss Brook, where were you?"."""
        for at in range(first, min(last, first + NEAR)):
            if at in self.names:
                end, actor = self.names[at]
                follows = end + 1 < last and self.tokens[end + 1].text == ","
                titles = all(self._calls(i) for i in range(first, at))
                return (actor, "the speaker as addressed") if follows and titles else None
        return None
