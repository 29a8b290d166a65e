"""Who uses a PC just now (在席), over all their connections to this node: what they see there need not be told twice.

A page says that somebody is there while it is in front and used, and that they went when it is not. Who has two pages
went when they left both.
"""

import time
from typing import TYPE_CHECKING

import msgspec

from kairan.core.kit.clock import now_ms
from kairan.core.viewer import MemberId

if TYPE_CHECKING:
    from kairan.core.realtime.reader import Reader

STAYS_MS = 90_000  # a page says it again every half minute; one that fell silent is not believed for longer
RETURNS_S = 8.0  # a connection that was cut is usually back by then, and says that they are there


class Present(msgspec.Struct, frozen=True):
    """Who came to a PC or stayed there, and who left, each with the last instant (ms) they were known to be there."""

    here: dict[MemberId, int]
    left: dict[MemberId, int]


class Presence:
    """What pages said since it was last written down."""

    def __init__(self) -> None:
        self._here: dict[Reader, int] = {}
        self._news: dict[MemberId, int] = {}
        self._left: dict[MemberId, tuple[int, float]] = {}  # when they were last there; from when on it is believed

    def note(self, reader: "Reader", *, here: bool) -> None:
        """Note what a page said of its person."""
        if not here:
            self._leave(reader, 0)
            return
        member_id, now = reader.viewer.member_id, now_ms()
        self._here[reader] = self._news[member_id] = now
        self._left.pop(member_id, None)

    def dismiss(self, reader: "Reader") -> None:
        """Forget a connection that ended; whoever is there comes back at once."""
        self._leave(reader, RETURNS_S)

    def _leave(self, reader: "Reader", after_s: float) -> None:
        if (last := self._here.pop(reader, None)) is not None:
            self._left[reader.viewer.member_id] = (last, time.monotonic() + after_s)

    def take(self) -> Present:
        """Return the news since this was asked last."""
        since, now = now_ms() - STAYS_MS, time.monotonic()
        self._here = {reader: at for reader, at in self._here.items() if at > since}
        present = {reader.viewer.member_id for reader in self._here}
        left = {one: last for one, (last, due) in self._left.items() if due <= now and one not in present}
        self._left = {one: went for one, went in self._left.items() if one not in left and one not in present}
        here = {one: at for one, at in self._news.items() if one not in left}
        self._news = {}
        return Present(here, left)
