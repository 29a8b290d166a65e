"""The manifest of announcements: what an administrator tells everybody."""

import kairan.announcements.model
from kairan.announcements.http import console, mine
from kairan.announcements.model import NewAnnouncement
from kairan.core.concern import Concern, tables_in

CONCERN = Concern(
    package="kairan.announcements",
    tables=tables_in(kairan.announcements.model),
    routers=(mine, console),
    examples=(
        NewAnnouncement(
            title="庁内ネットワークの停止",
            text="土曜の9時から12時まで止まります。",
            importance="urgent",
            ends_at=1_796_000_000_000,
        ),
    ),
)
