"""The command line's words, in the language of the terminal."""

import os
from collections.abc import Mapping


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Return "en" when the terminal is set to English, otherwise "ja"; KAIRAN_LANG wins."""
    chosen = environment.get("KAIRAN_LANG") or environment.get("LC_ALL") or environment.get("LANG") or ""
    return "en" if chosen.lower().startswith("en") else "ja"


def say(ja: str, en: str) -> str:
    """Return the sentence in the terminal's language."""
    return en if language() == "en" else ja


class Refusal(Exception):  # noqa: N818  (a refusal, not an error)
    """Ends a command with a sentence for the operator: what is the matter, and what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(say(ja, en))
