"""What the finding of actors works on: a report's words and the mentions found so far."""

from dataclasses import dataclass, field

from onrecord.find.actors.lookup import Lexicon, Sense
from onrecord.knowledge.world import Role
from onrecord.model import Name, Parse, Sentence, Span, Token
from onrecord.model.words import ActorKind, MentionForm

HYPHENS = frozenset({"-", "–", "‑"})
PROPER = frozenset({"NNP", "NNPS"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMELIKE = frozenset({"JJ", "NN", "NNS", "FW"})  # tags of a name that the parser misread
MODIFIES = frozenset({"compound", "nmod", "amod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


@dataclass(slots=True, eq=False)
class Found:
    """A mention in the making: tokens `[first, last)`, its head, and what the text says of it."""

    first: int
    last: int
    head: int
    form: MentionForm
    kind: ActorKind = "unknown"
    sense: Sense | None = None
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    body: str | None = None
    role: Role | None = None
    roles: tuple[Role, ...] = ()  # further roles that the text gives
    gender: str = ""
    plural: bool = False
    definite: bool = False
    of: "Found | None" = None  # the named body of the office
    of_at: int = -1  # the head of the description of that body, or of its owner
    entry: str = ""
    detail: str = ""
    cast: int = -1
    lead: float = 9.0  # by how much the actor leads the next that the mention might stand for
    also: tuple[int, ...] = ()  # further tokens that stand for this mention in the tree


@dataclass(slots=True)
class Scene:
    """A report's words, who owns which of them, and where the mentions stand."""

    parse: Parse
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    owner: dict[int, Found] = field(default_factory=dict)  # every token of a name or title
    at: dict[int, Found] = field(default_factory=dict)  # head tokens
    votes: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    proper: frozenset[str] = frozenset()  # words that the report prints as proper nouns
    surnames: frozenset[str] = frozenset()  # last words of persons' full names, as printed

    @classmethod
    def of(cls, parse: Parse, lexicon: Lexicon) -> "Scene":
        """The empty scene of a report, with the recogniser's votes by token."""
        scene = cls(parse, lexicon, parse.tokens)
        for name in parse.names:
            for i in range(name.first, name.last):
                scene.votes[i] = (name.first, name.last, name.label)
        scene.proper = frozenset(
            t.text
            for t in parse.tokens
            if t.tag in PROPER or (t.text[0].isupper() and scene.vote(t.index) == "PERSON")
        )
        scene.surnames = frozenset(
            parse.tokens[name.last - 1].text
            for name in parse.names
            if name.label == "PERSON" and scene.is_full(name)
        )
        return scene

    def is_full(self, name: Name) -> bool:
        """True for a name of a given name or a form of address and another word."""
        before = self.tokens[max(0, name.first - 1)].lower
        first = self.tokens[name.first].lower
        given = self.lexicon.is_a(first, "first-name") or first in self.lexicon.given
        return (given and name.last - name.first > 1) or self.lexicon.is_a(before, "honorific")

    def is_proper(self, token: Token) -> bool:
        """True for a proper noun, also one that the parser took for a common noun this once."""
        if token.tag in PROPER:
            return True
        if not token.text[0].isupper():
            return False
        vote = self.vote(token.index)
        if vote == "PERSON" and (token.tag in _NAMELIKE or self.is_hyphened(token)):
            return True
        if token.tag == "NN" and vote == "GPE":
            return True
        if token.text not in self.proper:
            return False
        return token.tag in ("NN", "NNS") or token.relation in _ARGUMENTS

    def is_hyphened(self, token: Token) -> bool:
        """True for "Do" in "Do-hyun"."""
        after = token.index + 1
        return after < len(self.tokens) and self.tokens[after].text in HYPHENS

    def own(self, found: Found) -> None:
        """Enter a mention: its tokens are taken, its head stands for it."""
        for i in range(found.first, found.last):
            self.owner[i] = found
        self.at[found.head] = found

    def own_title(self, found: Found, first: int, last: int) -> None:
        """Give a person's title to the person; where the parse hangs the name on it, both lead."""
        for i in range(first, last):
            self.owner[i] = found
            token = self.tokens[i]
            if not (first <= token.head < last or found.first <= token.head < found.last):
                self.at[i] = found
                found.also += (i,)

    def drop(self, found: Found) -> None:
        """Take back a mention whose words another mention has taken up."""
        found.entry = "used"
        if self.at.get(found.head) is found:
            del self.at[found.head]

    def sentence(self, at: int) -> Sentence:
        return self.parse.sentences[self.tokens[at].sentence]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `[first, last)`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, first: int, last: int) -> str:
        """Tokens `[first, last)` as printed, line breaks and runs of blanks as one blank."""
        return " ".join(self.parse.text(self.span(first, last)).split())

    def vote(self, at: int) -> str:
        """The recogniser's label for a token, or ""."""
        vote = self.votes.get(at)
        return vote[2] if vote else ""

    def root(self, first: int, last: int) -> int:
        """The token of `[first, last)` whose governor lies outside; the last such."""
        tokens = self.tokens
        for i in range(last - 1, first - 1, -1):
            head = tokens[i].head
            outside = head == i or not first <= head < last
            if outside and tokens[i].relation not in ("punct", "case", "det"):
                return i
        return last - 1
