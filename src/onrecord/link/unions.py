"""Sets that are joined pair by pair."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Disjoint sets with path halving; their members keep the order in which they were given."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parent: dict[T, T] = {member: member for member in members}

    def find(self, member: T) -> T:
        """The one that stands for the set of a member."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: T, other: T) -> None:
        """Make one set of two."""
        first, second = self.find(one), self.find(other)
        if first != second:
            self._parent[second] = first

    def groups(self) -> list[list[T]]:
        """The sets, in the order of their first members."""
        found: defaultdict[T, list[T]] = defaultdict(list)
        for member in self._parent:
            found[self.find(member)].append(member)
        return list(found.values())
