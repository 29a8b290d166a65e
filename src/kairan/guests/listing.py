"""The list of all guests as a table for a spreadsheet."""

import csv
import io

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.guests.entries import GuestsExported
from kairan.guests.model import Guest
from kairan.guests.queries import GuestFilter, find_guests
from kairan.people import organization_stream

HEAD = (
    "氏名",
    "よみがな",
    "所属",
    "メールアドレス",
    "状態",
    "責任者",
    "責任者の部署",
    "責任者の状態",
    "目的",
    "利用期限",
    "ルーム",
)
STATES = {"active": "利用中", "suspended": "休止中", "ended": "終了"}
SPONSORS = {"present": "", "moved": "異動", "gone": "不在"}


def export_guests(db: Db, viewer: Viewer, wanted: GuestFilter) -> str:
    """Return the list as CSV behind the mark by which Excel recognises UTF-8, and put it on record.

    Problems: RoleNeeded.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    count, after = 0, None
    while True:
        page = find_guests(db, viewer, wanted, after)
        writer.writerows([_harmless(cell) for cell in _line(one)] for one in page.guests)
        count += len(page.guests)
        after = page.next
        if after is None:
            break
    append(db, organization_stream(viewer.organization_id), GuestsExported(count=count), viewer)
    return "\ufeff" + out.getvalue()


def _line(guest: Guest) -> tuple[str, ...]:
    return (
        guest.name,
        guest.kana,
        guest.body or "",
        guest.mail or "",
        STATES[guest.state],
        guest.sponsor.name,
        guest.sponsor.department or "",
        SPONSORS[guest.sponsor_state],
        guest.purpose,
        guest.ends_on,
        "、".join(room.name for room in guest.rooms),
    )


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
