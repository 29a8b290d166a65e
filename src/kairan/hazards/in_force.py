"""For which municipalities warnings are in force, for maps: what the last telegram of each story says."""

import msgspec
from sqlalchemy import select

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.emergency.maps.model import HazardArea
from kairan.hazards.areas import Whereabouts, wards_of
from kairan.hazards.model import telegram_table
from kairan.hazards.telegrams import Item, Telegram

_t = telegram_table.c
LATELY_MS = 24 * 3_600_000
"""What was said so long ago and never since stands on no map."""
TELEGRAMS_MOST = bounded("hazards.map_telegrams", 500, "drop", "older telegrams; the page of warnings has them")
GRAVE, LEVEL = 2, 3
"""From a 警報 or 警戒レベル3 on: below, a map would be full every day."""


def areas_in_force(db: Db, prefecture: str, is_drill: bool) -> list[HazardArea]:
    """Return the municipalities of a prefecture (empty: everywhere) with their warnings; drills apart."""
    now = now_ms()
    wanted = (_t.status == ("drill" if is_drill else "actual"), _t.reported_at > now - LATELY_MS)
    newest = select(_t.story, _t.product, _t.info_type, _t.value).where(*wanted)
    rows = db.all(newest.order_by(_t.reported_at.desc(), _t.rank.desc(), _t.id.desc()).limit(TELEGRAMS_MOST))
    last: dict[tuple[str, str], Telegram] = {}
    for row in rows:
        if (row.story, row.product) not in last:
            last[row.story, row.product] = msgspec.json.decode(row.value, type=Telegram)
    found: dict[str, HazardArea] = {}
    for telegram in last.values():
        if telegram.info_type != "cancelled" and (telegram.valid_until is None or telegram.valid_until > now):
            _put(found, telegram, prefecture)
    return list(found.values())


def _put(found: dict[str, HazardArea], telegram: Telegram, prefecture: str) -> None:
    for item in telegram.items:
        if item.change == "lifted" or not _is_grave(item):
            continue
        for code, names in Whereabouts.of_areas(item.areas).cities.items():
            if not code.startswith(prefecture):
                continue
            for each in (code, *sorted(wards_of(code))):
                found[each] = _with(found.get(each), each, names[0], item, telegram.reported_at)


def _is_grave(item: Item) -> bool:
    return item.grade >= GRAVE or (item.alert_level or 0) >= LEVEL


def _with(before: HazardArea | None, code: str, name: str, item: Item, at: int) -> HazardArea:
    if before is None:
        return HazardArea(code=code, name=name, warnings=[item.name], grade=_gravity(item), reported_at=at)
    warnings = before.warnings if item.name in before.warnings else [*before.warnings, item.name]
    gravest, newest = max(before.grade, _gravity(item)), max(before.reported_at, at)
    return msgspec.structs.replace(before, warnings=warnings, grade=gravest, reported_at=newest)


def _gravity(item: Item) -> int:
    """Return the alert level where one is defined; else the grade, which is on another ladder for each kind."""
    return item.alert_level if item.alert_level is not None else min(item.grade, 5)
