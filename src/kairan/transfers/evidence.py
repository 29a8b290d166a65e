"""What the page of evidence says of transfers: which lists wait for their hour, and which was carried out last."""

from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people.evidence import Fact, Section, register_evidence, written
from kairan.transfers.model import list_table

_l = list_table.c


def _transfers(db: Db, viewer: Viewer) -> Section:
    own = _l.organization_id == viewer.organization_id
    waiting = (own, _l.set_at.is_not(None), _l.done_at.is_(None), _l.failed_at.is_(None))
    number, next_at = db.all(select(func.count(), func.min(_l.effective_at)).where(*waiting))[0]
    done, last_at = db.all(select(func.count(), func.max(_l.done_at)).where(own, _l.done_at.is_not(None)))[0]
    return Section(
        "人事異動",
        "Transfers",
        [
            Fact("予約している一覧", "Lists set", f"{number:,}"),
            Fact("次に実行する日時", "Next hour", written(next_at)),
            Fact("実行した一覧", "Lists carried out", f"{done:,}"),
            Fact("最後に実行した日時", "Last carried out", written(last_at)),
        ],
    )


register_evidence(55, _transfers)
