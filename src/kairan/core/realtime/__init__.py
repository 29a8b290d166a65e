"""Realtime: carries frames between server and client and knows no domain.

Concerns leave entries (through `journal.append`) and live facts (`Mark`, `Mine`, `Typing`) with
`db.after_commit`; the app connects `Live` to the store and mounts the transports.
"""

from kairan.core.realtime.bus import Bus, InProcessBus
from kairan.core.realtime.frames import Mark, Mine, Typing
from kairan.core.realtime.live import Live, LiveSettings
from kairan.core.realtime.presence import Present

__all__ = ["Bus", "InProcessBus", "Live", "LiveSettings", "Mark", "Mine", "Present", "Typing", "open_bus"]


def open_bus(url: str) -> Bus:
    """Return what tells other nodes; without the address of a broker there are none."""
    if not url:
        return InProcessBus()
    from kairan.core.realtime.redis_bus import RedisBus  # noqa: PLC0415  (a third of a cold start, for one node for nothing)

    return RedisBus(url)
