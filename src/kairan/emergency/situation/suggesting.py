"""What the chronology and the shelters would say in a report: offered beside the items, taken over by who writes it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.database import Db, Record
from kairan.emergency.incidents.model import incident_entry_table
from kairan.emergency.places.model import PLACES_MOST, PlaceDetail, place_status_table, place_table
from kairan.emergency.situation.forms import FORMS, SituationForm
from kairan.emergency.situation.model import LONG_LIMIT
from kairan.people import Organization
from kairan.people.evidence import written

_e, _p, _s = incident_entry_table.c, place_table.c, place_status_table.c
LINES_MOST = 30
LINE_LENGTH = 60
COUNTED = {"roads": "road", "rivers": "river", "fires_other": "fire"}
"""Items of the form that count places reported from the field, by what was seen there."""
KIND_WORDS = {
    "earthquake": "地震",
    "tsunami": "津波",
    "storm": "風水害",
    "landslide": "土砂災害",
    "volcano": "火山",
    "snow": "大雪",
    "fire": "火災",
    "accident": "事故",
    "infection": "感染症",
    "other": "その他",
}


def suggested(db: Db, row: Record, form: SituationForm) -> dict[str, int | str]:
    """Return what the incident and its chronology say of the items of a form."""
    seen = _seen(db, row.id)
    found: dict[str, int | str] = {
        "sort": KIND_WORDS[row.kind],
        "outline": _lines(db, row.id, ("information", "report")),
        "measures": _lines(db, row.id, ("decision", "order", "action")),
        "headquarters_town": row.level,
        **{item: seen[damage] for item, damage in COUNTED.items() if damage in seen},
        **_shelters(db, row),
    }
    asked = FORMS[form].items
    return {code: value for code, value in found.items() if code in asked and value != ""}


def _seen(db: Db, incident_id: str) -> dict[str, int]:
    """Count what was reported from the field, and holds."""
    counted = select(_e.damage, func.count()).where(
        _e.incident_id == incident_id, _e.damage.is_not(None), _e.struck_at.is_(None)
    )
    return {row[0]: int(row[1]) for row in db.all(counted.group_by(_e.damage))}


def _shelters(db: Db, row: Record) -> dict[str, int]:
    """Count the shelters that are open, and the people in them, as they are now; a drill's for a drill alone."""
    of = place_status_table.join(place_table, _p.id == _s.place_id)
    here = (_p.organization_id == row.organization_id, _p.retired_at.is_(None), _s.is_drill.is_(bool(row.is_drill)))
    wanted = select(_s.people, _s.detail).select_from(of).where(*here, _s.state.in_(("open", "full")))
    rows = db.all(wanted.limit(PLACES_MOST))
    if not rows:
        return {}
    details = [msgspec.json.decode(one.detail, type=PlaceDetail).groups.households for one in rows]
    found = {"shelters": len(rows), "evacuated_people": sum(one.people or 0 for one in rows)}
    households = [one for one in details if one is not None]
    return found | ({"evacuated_households": sum(households)} if households else {})


def _lines(db: Db, incident_id: str, kinds: Sequence[str]) -> str:
    """Return the newest entries of some kinds, the oldest first, a line each, as many as fit."""
    newest = (
        select(_e.happened_at, _e.place, _e.text)
        .where(_e.incident_id == incident_id, _e.kind.in_(kinds), _e.struck_at.is_(None), _e.text != "")
        .order_by(_e.happened_at.desc(), _e.number.desc())
        .limit(LINES_MOST)
    )
    lines: list[str] = []
    for one in db.all(newest):
        line = f"{written(one.happened_at)} {one.place} {one.text}".replace("\n", " ").replace("  ", " ")
        lines.append(line if len(line) <= LINE_LENGTH * 2 else f"{line[: LINE_LENGTH * 2]}…")
        if sum(map(len, lines)) + len(lines) > LONG_LIMIT:
            lines.pop()
            break
    return "\n".join(reversed(lines))


def names_of(organization: Organization) -> dict[str, int | str]:
    """Return how a body names itself in the head of a report.

    Codes of prefectures (全国地方公共団体コード) have 000 after their first two digits.
    """
    is_prefecture = (organization.code or "")[2:5] == "000"
    return {"prefecture" if is_prefecture else "town": organization.name}
