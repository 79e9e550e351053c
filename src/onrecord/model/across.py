"""What reports have in common: stories, copies, events and claims that several tell, where claims
come from, what cannot both hold, and who changed what they say.

A report stands here under the name that its reader knows it by: its public id in a ledger. A fact
is the name of its report and its id in that report's record (S3, E5). What has several members is
known by the first of them in the order of publication, and needs no name of its own.
"""

from typing import Literal

from msgspec import Struct

from onrecord.model.record import Record
from onrecord.model.words import Relation

Scale = Literal["whole", "part"]
Course = Literal["planned -> happened", "planned -> averted"]
Conflict = Literal["figure", "status", "act", "place", "date"]


class Fact(Struct, frozen=True, gc=False, order=True):
    """A fact of a report: an attribution (S3) or an event (E5)."""

    report: str
    id: str


class Told(Struct, frozen=True, gc=False):
    """One report to be linked: its name, and its record with judgements worked in.

    `page` is the same for versions of one page, which are one report printed several times. `apart`
    are statements that a person took out of their claims, `joined` those that a person put into the
    claim of another.
    """

    name: str
    record: Record
    page: str | None = None
    apart: tuple[str, ...] = ()
    joined: tuple[tuple[str, Fact], ...] = ()


class Copy(Struct, frozen=True, gc=False, kw_only=True):
    """Text that two reports share. `original` is the one that had it first as far as dates and
    credits tell; `directed` is False where nothing tells. `paragraphs` are pairs of numbers from 1,
    of the original and of the copy."""

    original: str
    copy: str
    scale: Scale
    paragraphs: tuple[tuple[int, int], ...]
    directed: bool = True
    why: str = ""


class Happening(Struct, frozen=True, gc=False, kw_only=True):
    """One event of the world, told in several places; `first` and `last` are the days that all
    mentions allow. `course` tells what became of a plan."""

    mentions: tuple[Fact, ...]
    type: str | None = None
    first: str | None = None
    last: str | None = None
    course: Course | None = None
    why: str = ""


class Root(Struct, frozen=True, gc=False, kw_only=True):
    """An origin of a claim: who, and whether it is certainly separate from the other roots.
    `key` is the actor across reports where it is one."""

    who: str
    sure: bool
    sayings: tuple[Fact, ...]
    why: str
    key: str | None = None


class Saying(Struct, frozen=True, gc=False, kw_only=True):
    """One statement of a claim: the attribution, the root that it goes back to (its place in
    `Claim.roots`), who stood between (from the root outwards), and the reports that print it as
    copies or versions of this one."""

    at: Fact
    root: int | None
    relays: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    why: str = ""


class Credibility(Struct, frozen=True, gc=False, kw_only=True):
    """What is proposed for a claim: 1 to 6 of the NATO Admiralty grid, with the sum written out."""

    grade: int
    why: str


class Claim(Struct, frozen=True, gc=False, kw_only=True):
    """One content that several say. `low` roots are certainly separate, `high` may be.

    `against` are statements that deny it, `events` the events that it tells of. `circle` names
    outlets that have it from each other; `withdrawn` are the statements by which a root took it
    back.
    """

    said: tuple[Saying, ...]
    against: tuple[Fact, ...]
    roots: tuple[Root, ...]
    low: int
    high: int
    credibility: Credibility
    events: tuple[Fact, ...] = ()
    circle: tuple[str, ...] = ()
    withdrawn: tuple[Fact, ...] = ()
    why: str = ""


class Contradiction(Struct, frozen=True, gc=False, kw_only=True):
    """Two statements that cannot both hold, or two acts of one source that do not go together.
    `claims` are the first statements of the claims that they belong to."""

    kind: Conflict
    a: Fact
    b: Fact
    why: str
    claims: tuple[Fact, ...] = ()
    resolved: Fact | None = None


class Step(Struct, frozen=True, gc=False, kw_only=True):
    """What a source did about a matter on a day: `first` and `last` are the days that are allowed,
    `at` the statement that shows it best, `also` others of the same days and side."""

    first: str | None
    last: str | None
    act: str
    at: Fact
    also: tuple[Fact, ...] = ()


class Stance(Struct, frozen=True, gc=False, kw_only=True):
    """How one source spoke of one matter through time. `changed` says whether its side changed;
    `claim` is the first statement of the claim that it is about."""

    source: str
    about: str
    steps: tuple[Step, ...]
    changed: bool
    key: str | None = None
    claim: Fact | None = None


class Pointer(Struct, frozen=True, gc=False, kw_only=True):
    """What a report says of how one statement stands to others: it agrees, contradicts, or is a
    change. `targets` are earlier statements that it means, `borne_out` whether there are any; None
    where it does not say whose they are."""

    relation: Relation
    at: Fact
    words: str
    targets: tuple[Fact, ...] = ()
    borne_out: bool | None = None


class Story(Struct, frozen=True, gc=False, kw_only=True):
    """Reports about one thing, in the order of publication, and what they have in common."""

    title: str
    reports: tuple[str, ...]
    first: str | None
    last: str | None
    copies: tuple[Copy, ...] = ()
    events: tuple[Happening, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    stances: tuple[Stance, ...] = ()
    pointers: tuple[Pointer, ...] = ()
