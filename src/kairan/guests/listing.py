"""The list of all guests as a table for a spreadsheet."""

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.spreadsheet import table_of
from kairan.core.viewer import Viewer
from kairan.guests.entries import GuestsExported
from kairan.guests.model import Guest
from kairan.guests.queries import GuestFilter, find_guests
from kairan.people import labels, organization_stream

HEAD = (
    "氏名",
    "よみがな",
    "所属",
    "メールアドレス",
    "状態",
    "責任者",
    "責任者の職員番号",
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
    rows: list[tuple[str, ...]] = []
    after = None
    while True:
        page = find_guests(db, viewer, wanted, after)
        known = labels(db, {one.sponsor.id for one in page.guests})
        rows += [_line(one, known[one.sponsor.id].key) for one in page.guests]
        after = page.next
        if after is None:
            break
    append(db, organization_stream(viewer.organization_id), GuestsExported(count=len(rows)), viewer)
    return table_of(HEAD, rows)


def _line(guest: Guest, key: str) -> tuple[str, ...]:
    return (
        guest.name,
        guest.kana,
        guest.body or "",
        guest.mail or "",
        STATES[guest.state],
        guest.sponsor.name,
        key,
        guest.sponsor.department_path or "",
        SPONSORS[guest.sponsor_state],
        guest.purpose,
        guest.ends_on,
        "、".join(room.name for room in guest.rooms),
    )
