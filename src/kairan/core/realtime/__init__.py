"""Realtime: carries frames between server and client and knows no domain.

Concerns leave entries (through `journal.append`) and live facts (`Mark`, `Mine`, `Typing`) with
`db.after_commit`; the app connects `Live` to the store and mounts the transports.
"""

from kairan.core.realtime.bus import Bus, InProcessBus
from kairan.core.realtime.frames import Mark, Mine, Typing
from kairan.core.realtime.live import Live, LiveSettings

__all__ = ["Bus", "InProcessBus", "Live", "LiveSettings", "Mark", "Mine", "Typing"]
