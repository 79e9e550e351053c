"""What besides the version of onrecord decides what is read out of a text, and how it is linked."""

import hashlib
import os
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

DATA = ("onrecord", "knowledge", "data")
WEIGHTS = "ONRECORD_ATTRIBUTION_WEIGHTS"


@cache
def settings_of(actors: Path | None = None) -> str:
    """A hash, 16 hexadecimal digits, of the shipped knowledge, weights of one's own and the user's
    table of actors. Two readings of a text by one version with equal settings are equal."""
    digest = hashlib.sha256()
    data = resources.files(DATA[0]).joinpath(*DATA[1:])
    for file in sorted(data.iterdir(), key=lambda file: file.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for own in (os.environ.get(WEIGHTS), actors):
        digest.update(b"\0" + (Path(own).read_bytes() if own else b""))
    return digest.hexdigest()[:16]


@cache
def linker_mark() -> str:
    """The version of onrecord with a hash of what links reports: the modules of the linker and the
    shipped knowledge. Links with one mark can stand in one ledger."""
    digest = hashlib.sha256(settings_of().encode())
    modules = resources.files("onrecord").joinpath("link")
    for file in sorted(modules.iterdir(), key=lambda file: file.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"{version('onrecord')} {digest.hexdigest()[:16]}"
