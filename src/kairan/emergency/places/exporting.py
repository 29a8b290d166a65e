"""The board as a table: for the prefecture, for who passes it on, for the paper on the wall."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import and_, select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.spreadsheet import Cell
from kairan.core.viewer import Viewer
from kairan.emergency.places.finding import places_of
from kairan.emergency.places.model import Need, PlaceDetail, PlaceGroups, PlaceState, place_status_table, place_table
from kairan.people.evidence import written

_p, _s = place_table.c, place_status_table.c
STATES: Mapping[PlaceState, str] = {"open": "開設", "full": "満員", "closed": "閉鎖"}
NEEDS: Mapping[Need, str] = {
    "water": "水",
    "food": "食料",
    "milk": "粉ミルク・おむつ",
    "bedding": "毛布・寝具",
    "toilet": "トイレ",
    "hygiene": "衛生用品",
    "medicine": "薬・医療",
    "heating": "冷暖房",
    "power": "電源",
    "people": "人手",
    "transport": "移送",
    "other": "その他",
}
GROUPS: Mapping[str, str] = {
    "households": "世帯数",
    "elderly": "65歳以上",
    "infants": "乳幼児",
    "expecting": "妊産婦",
    "disabled": "障害・要介護",
    "foreign": "外国人",
    "outside": "車中・屋外",
}
HEAD = (
    "訓練",
    "ID",
    "名称",
    "所在地_連結表記",
    "緯度",
    "経度",
    "指定",
    "状況",
    "避難者数",
    *GROUPS.values(),
    "想定収容人数",
    "必要なもの",
    "備考",
    "開設日時",
    "更新日時",
)


def place_rows(db: Db, viewer: Viewer, is_drill: bool) -> list[list[Cell]]:
    """Return every place of which something was said, and how it is."""
    of = and_(_s.place_id == _p.id, _s.is_drill.is_(is_drill))
    wanted = select(place_table, _s.state, _s.people, _s.detail, _s.opened_at, _s.at)
    rows = db.all(
        wanted.join(place_status_table, of).where(places_of(viewer)).order_by(_s.state.desc(), _p.name, _p.id)
    )
    return [list(_cells(row, is_drill)) for row in rows]


def _cells(row: Record, is_drill: bool) -> Iterator[Cell]:
    detail = msgspec.json.decode(row.detail, type=PlaceDetail)
    yield "訓練" if is_drill else ""
    yield "" if row.code.startswith("spot:") else row.code
    yield from (row.name, row.address, row.latitude, row.longitude)
    yield "指定" if row.is_designated else "指定外"
    yield from (STATES[row.state], row.people)
    yield from _groups(detail.groups)
    yield row.capacity
    yield "、".join(f"{NEEDS[one.need]}（{one.note}）" if one.note else NEEDS[one.need] for one in detail.needs)
    yield detail.note
    yield "" if row.opened_at is None else written(row.opened_at)
    yield written(row.at)


def _groups(groups: PlaceGroups) -> Iterator[Cell]:
    for name in GROUPS:
        yield getattr(groups, name)
