"""Names of bodies side by side: two may share one (府中市 in 東京都 and in 広島県)."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class BodyNamed(NamedTuple):
    """A body as it is named, and its code where it has one."""

    name: str
    code: str | None


def told_apart(bodies: Sequence[BodyNamed]) -> list[str]:
    """Return the names in order, with the code beside those that several have."""
    often = Counter(body.name for body in bodies)
    return [f"{body.name}（{body.code}）" if often[body.name] > 1 and body.code else body.name for body in bodies]
