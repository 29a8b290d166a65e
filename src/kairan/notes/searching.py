"""How notes are searched: what was typed and what stands there are compared without case and width."""

import unicodedata

_UNSTORABLE = {at: None for at in range(32) if at != 10}  # no database keeps a NUL in a text
SOUGHT_MOST = 200_000
AROUND = 40  # characters on either side of what was found


def folded(title: str, text: str) -> str:
    """Return what a note is searched in: the title in the first line, then the text."""
    return f"{fold(title)}\n{fold(text[:SOUGHT_MOST])}"


def fold(text: str) -> str:
    """Return a text as it is compared."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_UNSTORABLE)


def part_of(sought: str, words: str) -> str:
    """Return where words stand in the text of a note, with a little on either side; empty where only in the title."""
    text = sought.partition("\n")[2]
    at = text.find(fold(words)) if words else -1
    if at < 0:
        return ""
    start = max(0, at - AROUND)
    return text[start : at + len(words) + AROUND].replace("\n", " ")
