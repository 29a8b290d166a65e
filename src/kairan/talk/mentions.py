"""Where a mention stands in the text as it is stored: cleaning may make what stands before it shorter."""

from collections.abc import Sequence

import msgspec

from kairan.core.kit.text import clean
from kairan.talk.model import Mention


def moved(mentions: Sequence[Mention], typed: str, stored: str) -> Sequence[Mention]:
    """Return the mentions of a typed text at their places in the stored one; what is nowhere any more is left out."""
    if not mentions or typed == stored:
        return mentions
    units = typed.encode("utf-16-le", "surrogatepass")
    return [one for mention in mentions if (one := _moved(mention, units)) is not None]


def _moved(mention: Mention, units: bytes) -> Mention | None:
    try:
        start, end = (_units(units[: 2 * at]) for at in (mention.start, mention.start + mention.length))
    except UnicodeDecodeError:  # in the middle of a character
        return None
    return msgspec.structs.replace(mention, start=start, length=end - start) if end > start else None


def _units(before: bytes) -> int:
    return len(clean(before.decode("utf-16-le")).encode("utf-16-le")) // 2
