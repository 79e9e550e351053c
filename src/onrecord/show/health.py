"""Is everything in place? Each check says what it found, or what to do."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

SENTENCE = "Rebels left the valley on Friday, two officers said."


def report_health() -> bool:
    """Run all checks, print a line each; True if all went well."""
    fine = True
    for name, check in CHECKS.items():
        try:
            print(f"ok    {name}: {check()}")
        except Exception as error:  # a check may fail in any way; the user must see how
            fine = False
            print(f"FAIL  {name}: {error or type(error).__name__}")
    return fine


def _python() -> str:
    return sys.version.split()[0]


def _package() -> str:
    return version("onrecord")


def _weights() -> str:
    from onrecord.parse.weights import weights_folder

    return f"{weights_folder().name}, all sums as released"


def _paths() -> str:
    from onrecord.intake import report_of_text
    from onrecord.parse import Parser

    report = report_of_text(SENTENCE)
    if Parser(path="fast").parse(report) != Parser(path="reference").parse(report):
        raise RuntimeError(
            f"the fast path differs from the reference with spaCy {version('spacy')} and "
            f"onnxruntime {version('onnxruntime')}; install the versions of pyproject.toml"
        )
    return f"spaCy {version('spacy')}, onnxruntime {version('onnxruntime')}, both paths agree"


def _tables() -> str:
    return ", ".join(f"{number:,} {name}" for name, number in _counts())


def _counts() -> Iterator[tuple[str, int]]:
    from onrecord.knowledge import cues, frames, ontology, world

    yield "cues", len(cues.cues())
    yield "event frames", len(frames.frames())
    yield "countries", len(world.countries())
    yield "bodies", len(world.bodies())
    yield "outlets", len(world.outlets())
    yield "roles", len(world.roles())
    yield "CAMEO codes", len(ontology.cameo_codes())


def _pages() -> str:
    from onrecord.intake import report_of_page

    page = f"<html><body><article><h1>Valley</h1><p>{SENTENCE * 4}</p></article></body></html>"
    report = report_of_page(page, ref="page")
    return f"trafilatura {version('trafilatura')} found {len(report.text.split())} words"


def _record() -> str:
    import onrecord

    record = onrecord.read(SENTENCE, published="2024-10-27")
    if [a.cue.lemma for a in record.attributions] != ["say"]:
        raise RuntimeError("a plain sentence is not read as it should be; reinstall onrecord")
    return "a sentence is put on record"


CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "onrecord": _package,
    "weights": _weights,
    "parser": _paths,
    "tables": _tables,
    "pages": _pages,
    "record": _record,
}
