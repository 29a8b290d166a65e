"""The chronology as a table, oldest first (クロノロジーのCSV)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.spreadsheet import Cell
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.entries import ChronologyTaken
from kairan.emergency.incidents.finding import found_to_take_out
from kairan.emergency.incidents.model import IncidentId, incident_entry_table, incident_stream
from kairan.emergency.incidents.queries import as_entries
from kairan.emergency.incidents.views import ChronologyEntry
from kairan.people.evidence import written

_e = incident_entry_table.c
HEAD = (
    "訓練", "番号", "日時", "種別", "状況", "内容", "情報源", "場所", "緯度", "経度", "被害の種類", "程度", "担当",
    "添付の数", "記入者", "記入日時", "変更者", "変更日時", "取消日時", "取消の理由",
)  # fmt: skip
KIND_WORDS = {
    "information": "情報",
    "report": "現場報告",
    "decision": "決定",
    "order": "指示",
    "action": "対応",
    "note": "その他",
}
STATUS_WORDS = {"open": "未対応", "working": "対応中", "done": "完了", None: ""}
DAMAGE_WORDS = {
    "road": "道路",
    "river": "河川",
    "building": "建物",
    "power": "停電",
    "water": "断水",
    "fire": "火災",
    "people": "人",
    "other": "その他",
    None: "",
}
SEVERITY_WORDS = {"low": "軽微", "middle": "中程度", "high": "重大", None: ""}


def table_rows(db: Db, viewer: Viewer, incident_id: IncidentId) -> list[list[Cell]]:
    """Return the whole chronology as rows; noted in the incident's stream.

    Problems: IncidentNotFound, RefusedByPolicy.
    """
    row = found_to_take_out(db, viewer, incident_id)
    append(db, incident_stream(row.id), ChronologyTaken(form="csv"), viewer)
    oldest_first = select(incident_entry_table).where(_e.incident_id == row.id).order_by(_e.happened_at, _e.number)
    entries = as_entries(db, db.all(oldest_first))
    return list(_cells(entries, is_drill=bool(row.is_drill)))


def _cells(entries: Sequence[ChronologyEntry], *, is_drill: bool) -> Iterator[list[Cell]]:
    for one in entries:
        yield [
            "訓練" if is_drill else "",
            one.number,
            written(one.happened_at),
            KIND_WORDS[one.kind],
            STATUS_WORDS[one.status],
            one.text,
            one.source,
            one.place,
            None if one.position is None else one.position.latitude,
            None if one.position is None else one.position.longitude,
            DAMAGE_WORDS[one.damage],
            SEVERITY_WORDS[one.severity],
            one.responsible,
            len(one.files),
            one.writer,
            written(one.written_at),
            one.changed_by if one.changed_at != one.written_at else "",
            written(one.changed_at) if one.changed_at != one.written_at else "",
            "" if one.struck_at is None else written(one.struck_at),
            one.struck_reason,
        ]
