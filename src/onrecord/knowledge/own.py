"""The user's own actors: a table of the same form as bodies.tsv, given for a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_rows
from onrecord.knowledge.world import Body, bodies, countries, roles

OF_NO_STATE = ("IGO", "NGO", "MNC", "IMG")  # PLOVER's codes where there is no one country


class OwnActor(Body, frozen=True, forbid_unknown_fields=True):
    """An actor that a user knows: what a body has, and a person's office. `names` are other names
    as printed; `country` is alpha-3 or one of IGO, NGO, MNC, IMG; `sector` is PLOVER's."""

    title: str = ""
    body: str = ""


_own: tuple[OwnActor, ...] = ()


def own_actors() -> tuple[OwnActor, ...]:
    """The actors in use beside the shipped ones; none unless `use_actors` was called."""
    return _own


def use_actors(path: Path | None) -> None:
    """Take a user's table of actors into use from here on, or none.

    Raises KnowledgeError, with file, line and what is allowed, for a table that is wrong.
    """
    global _own
    _own = () if path is None else tuple(read_actors(path))


@contextmanager
def using_actors(path: Path | None) -> Iterator[None]:
    """Take a table of actors into use for a while; None leaves in use what is. Raises
    KnowledgeError as `use_actors` does."""
    global _own
    before = _own
    if path is not None:
        use_actors(path)
    try:
        yield
    finally:
        _own = before


def read_actors(path: Path) -> list[OwnActor]:
    """The rows of a user's table. Raises KnowledgeError as `use_actors` does."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}. Give a table of actors in UTF-8.") from error
    rows = load_rows(str(path), OwnActor, text.replace("\r\n", "\n"))
    known = {country.code for country in countries()} | set(OF_NO_STATE)
    sectors = {body.sector for body in bodies()} | {role.sector for role in roles()} - {""}
    seen: dict[str, str] = {}
    for row in rows:
        _refuse(path, row, known, sectors)
        for name in (row.name, *row.names):
            other = seen.setdefault(name.lower(), row.name)
            if other != row.name:
                raise KnowledgeError(
                    f"{path}: {name!r} stands for {other!r} and for {row.name!r}. Keep one."
                )
    return rows


def _refuse(path: Path, row: OwnActor, known: set[str], sectors: set[str]) -> None:
    if row.country and row.country not in known:
        raise KnowledgeError(
            f"{path}: {row.name!r} has country {row.country!r}. Give three letters of ISO 3166-1 "
            f"(NOR), or one of {', '.join(OF_NO_STATE)}."
        )
    if row.sector and row.sector not in sectors:
        raise KnowledgeError(
            f"{path}: {row.name!r} has sector {row.sector!r}. Allowed: {', '.join(sorted(sectors))}"
        )
