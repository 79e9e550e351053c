"""Read tables of knowledge, and refuse what is wrong with file, line and what is allowed."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, Protocol, TypeVar, get_args, get_origin

import msgspec

from onrecord.errors import KnowledgeError

Entry = TypeVar("Entry")
Row = TypeVar("Row")


class _Worded(Protocol):
    """A row of a table of words: the word and its role."""

    @property
    def word(self) -> str: ...

    @property
    def role(self) -> str: ...


Worded = TypeVar("Worded", bound=_Worded)

DATA = resources.files("onrecord.knowledge") / "data"


def load_entries(file: str, kind: type[Entry]) -> dict[str, Entry]:
    """Entries of a TOML file by their names, each checked against `kind` (a msgspec Struct).

    Raises KnowledgeError for bad TOML, an unknown or missing key, a value that is not allowed.
    """
    text = _text(file)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: {error}. Mend the line; the format is TOML.") from error
    return {name: _entry(file, text, name, table, kind) for name, table in tables.items()}


def entries_of(
    tables: Iterable[tuple[str, Mapping[str, Entry]]],
) -> Iterator[tuple[str, str, Entry]]:
    """File, name and entry of several tables in turn. Raises KnowledgeError for a name twice."""
    files: dict[str, str] = {}
    for file, entries in tables:
        for name, entry in entries.items():
            if name in files:
                raise KnowledgeError(
                    f"{file}: [{name}] stands in {files[name]} already. Rename or join the two."
                )
            files[name] = file
            yield file, name, entry


def load_rows(file: str, kind: type[Row], text: str | None = None) -> list[Row]:
    """Rows of a TSV file, checked against `kind`; the first line names the columns.

    An empty cell takes the column's default. A list column holds values parted by "|". With
    `text` the rows are read from it, and `file` only names it in messages.
    """
    rows: list[Row] = []
    columns: list[str] = []
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}  # type: ignore[arg-type]
    lists = {name for name, field in fields.items() if "tuple" in str(field.type)}
    for number, line in _lines(_text(file) if text is None else text):
        cells = line.split("\t")
        if not columns:
            columns = cells
            _refuse_columns(file, number, columns, list(fields))
            continue
        if len(cells) != len(columns):
            raise KnowledgeError(
                f"{file}:{number}: {len(cells)} cells, but the header names {len(columns)} columns "
                f"({', '.join(columns)}). Part the cells by single tabs."
            )
        values = {
            name: cell.split("|") if name in lists else cell
            for name, cell in zip(columns, cells, strict=True)
            if cell
        }
        try:
            rows.append(msgspec.convert(values, kind, strict=False))
        except msgspec.ValidationError as error:
            message = f"{file}:{number}: {error}. {_allowed(kind, _key_of(error))}"
            raise KnowledgeError(message) from error
    return rows


def load_words(file: str, kind: type[Worded]) -> dict[str, frozenset[str]]:
    """The words of a TSV file of words and their roles, by the role."""
    found: dict[str, set[str]] = {}
    for row in load_rows(file, kind):
        found.setdefault(row.role, set()).add(row.word)
    return {role: frozenset(words) for role, words in found.items()}


@cache
def _text(file: str) -> str:
    try:
        return (DATA / file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        names = sorted(item.name for item in DATA.iterdir())
        raise KnowledgeError(f"no table {file}. Available: {', '.join(names)}") from error


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _refuse_columns(file: str, number: int, columns: list[str], allowed: list[str]) -> None:
    for name in columns:
        if name not in allowed:
            raise KnowledgeError(
                f"{file}:{number}: unknown column {name!r}. Available: {', '.join(allowed)}"
            )


def _entry(file: str, text: str, name: str, table: object, kind: type[Entry]) -> Entry:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        key = _key_of(error)
        message = f"{file}:{_line_of(text, name, key)}: [{name}] {error}. {_allowed(kind, key)}"
        raise KnowledgeError(message) from error


def _key_of(error: msgspec.ValidationError) -> str | None:
    """The key that a message speaks of."""
    found = re.search(r"field `(\w+)`|`\$\.(\w+)", str(error))
    return (found[1] or found[2]) if found else None


def _allowed(kind: type, key: str | None) -> str:
    """The words that a key takes where its list is closed, else the keys of an entry."""
    fields = {f.encode_name: f.type for f in msgspec.structs.fields(kind)}
    words = list(_words_of(fields[key])) if key in fields else []
    if words:
        return f"Allowed in {key}: {', '.join(words)}"
    return f"Keys: {', '.join(fields)}"


def _words_of(kind: Any) -> Iterator[str]:
    """The words of all closed lists inside a type."""
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    else:
        for part in get_args(kind):
            yield from _words_of(part)


def _line_of(text: str, name: str, key: str | None) -> int:
    """The line of an entry's header, or of the key inside it."""
    inside = False
    header = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[]").strip().strip('"') == name
            header = number if inside else header
        elif inside and key and re.match(rf"{re.escape(key)}\s*=", bare):
            return number
    return header
