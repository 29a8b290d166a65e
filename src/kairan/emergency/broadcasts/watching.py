"""The people of a broadcast, for who leads it: who has not answered first, and as a table."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Select, case, select, true

from kairan.core.kit.database import Db, Record
from kairan.core.kit.spreadsheet import Cell
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import WAY_REACHES
from kairan.emergency.broadcasts.counting import TROUBLED, cannot_be_reached, is_waited_for
from kairan.emergency.broadcasts.finding import led, questions_in, reached_in, within_reach
from kairan.emergency.broadcasts.ladder import Reached, is_done, step_of
from kairan.emergency.broadcasts.model import PEOPLE_PAGE, BroadcastAnswer, BroadcastId, broadcast_person_table
from kairan.emergency.broadcasts.views import ReachedPage, ReachedPerson
from kairan.people import Label, Person, department_table, labels, member_table, people_named
from kairan.people.evidence import written

_bp, _d, _m = broadcast_person_table.c, department_table.c, member_table.c
_STEPS = Reached.__struct_fields__
Which = str
"""What of the people is wanted: "waiting", "done", "troubled", "unseen", a choice, or "" for all."""


def reached_people(
    db: Db, viewer: Viewer, broadcast_id: BroadcastId, which: Which = "", department_id: str = "", after: int = 0
) -> ReachedPage:
    """Return people, those in trouble first, then those who are waited for. Problems: RoleNeeded, BroadcastNotFound."""
    row = led(db, viewer, broadcast_id)
    wanted = _people(viewer, row).where(_which(row, which))
    if department_id:
        wanted = wanted.where(_bp.department_id == department_id)
    shown = db.all(wanted.offset(after).limit(PEOPLE_PAGE + 1))
    more = len(shown) > PEOPLE_PAGE
    return ReachedPage(people=_shown(db, row, list(shown[:PEOPLE_PAGE])), next=after + PEOPLE_PAGE if more else None)


def _people(viewer: Viewer, row: Record) -> Select[*tuple[object, ...]]:
    waits = is_waited_for(row.asked)
    return (
        select(
            _bp.member_id,
            *(_bp[name] for name in _STEPS),
            _bp.choice,
            _bp.answer,
            _bp.answered_by,
            _bp.answerer_id,
            _bp.changed_at,
            _m.status,
            _d.path,
            *(reaches.label(f"has_{way}") for way, reaches in WAY_REACHES.items()),
        )
        .join(member_table, _m.id == _bp.member_id)
        .outerjoin(department_table, _d.id == _bp.department_id)
        .where(_bp.broadcast_id == row.id, within_reach(viewer))
        .order_by(case((_bp.choice.in_(TROUBLED), 0), else_=1), ~waits, _d.position, _d.id, _m.kana, _m.id)
    )


def _which(row: Record, which: Which) -> ColumnElement[bool]:
    waits = is_waited_for(row.asked)
    known: dict[str, ColumnElement[bool]] = {
        "": true(),
        "waiting": waits,
        "done": ~waits,
        "troubled": _bp.choice.in_(TROUBLED),
        "unseen": _bp.seen_at.is_(None),
        "unreachable": waits & cannot_be_reached,
    }
    return known.get(which, _bp.choice == which)


def _shown(db: Db, row: Record, people: list[Record]) -> list[ReachedPerson]:
    ids = {one.member_id for one in people} | {one.answerer_id for one in people if one.answerer_id}
    named: dict[str, Person] = {one.id: one for one in people_named(db, ids)}
    return [_one(row, one, named) for one in people if one.member_id in named]


def _one(row: Record, one: Record, named: dict[str, Person]) -> ReachedPerson:
    reached = reached_in(one)
    by = named.get(one.answerer_id)
    return ReachedPerson(
        person=named[one.member_id],
        step=step_of(reached),
        device_at=one.device_at,
        seen_at=one.seen_at,
        confirmed_at=one.confirmed_at,
        answered_at=one.answered_at,
        is_done=is_done(reached, row.asked),
        choice=one.choice,
        answer=None if one.answer is None else msgspec.json.decode(one.answer, type=BroadcastAnswer),
        answered_by=one.answered_by,
        answerer=None if by is None else by.name,
        has_left=one.status != "active",
        ways=[way for way in WAY_REACHES if getattr(one, f"has_{way}")],
    )


# --- as a table ----------------------------------------------------------------------------------------------------

HEAD = (
    "訓練", "氏名", "職員番号・ログインID", "部署", "段階", "端末に届いた", "見た", "確認した", "回答した",
    "回答", "家族", "住まい", "参集", "参集できる時刻", "区域", "場所", "位置", "コメント",
    "回答の方法", "代わりに回答した人",
)  # fmt: skip
STEP_WORDS = {
    "stored": "未達",
    "device": "端末に届いた",
    "seen": "見た",
    "confirmed": "確認した",
    "answered": "回答した",
}
SAFETY_WORDS = {"safe": "無事", "hurt": "けがをしている", "help": "助けが必要"}
FAMILY_WORDS = {"safe": "無事", "harmed": "被害あり", "unknown": "確認中", None: ""}
HOUSE_WORDS = {"sound": "被害なし", "damaged": "被害あり", "unlivable": "住めない", None: ""}
COMING_WORDS = {"now": "すぐ参集できる", "later": "あとで参集できる", "cannot": "参集できない", None: ""}
NEAR_WORDS = {"near": "区域の中", "away": "区域の外", None: ""}
WAY_WORDS = {"app": "アプリ", "mail": "届いたリンク", "other": "代理", None: ""}


def table_rows(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> list[list[Cell]]:
    """Return all people as rows. Problems: RoleNeeded, BroadcastNotFound."""
    return rows_of(db, viewer, led(db, viewer, broadcast_id), true(), None)


def rows_of(db: Db, viewer: Viewer, row: Record, wanted: ColumnElement[bool], most: int | None) -> list[list[Cell]]:
    """Return some of its people as rows."""
    people = list(db.all(_people(viewer, row).where(wanted).limit(most)))
    known = labels(db, [one.member_id for one in people] + [one.answerer_id for one in people])
    choices = questions_in(row).choices
    return list(_cells(row, people, known, choices))


def _cells(row: Record, people: list[Record], known: dict[str, Label], choices: list[str]) -> Iterator[list[Cell]]:
    for one in people:
        who = known.get(one.member_id)
        given = (
            BroadcastAnswer(choice="") if one.answer is None else msgspec.json.decode(one.answer, type=BroadcastAnswer)
        )
        said = SAFETY_WORDS.get(given.choice, "")
        if row.asked == "question" and given.choice.isdecimal() and int(given.choice) < len(choices):
            said = choices[int(given.choice)]
        yield [
            "訓練" if row.is_drill else "",
            who.name if who else "",
            who.key if who else "",
            one.path or "",
            STEP_WORDS[step_of(reached_in(one))],
            *(written(at) if at is not None else "" for at in (one.device_at, one.seen_at)),
            *(written(at) if at is not None else "" for at in (one.confirmed_at, one.changed_at or one.answered_at)),
            said,
            FAMILY_WORDS[given.family],
            HOUSE_WORDS[given.house],
            COMING_WORDS[given.coming],
            written(given.comes_at) if given.comes_at is not None else "",
            NEAR_WORDS[given.near],
            given.place,
            _where(given),
            given.comment,
            WAY_WORDS[one.answered_by],
            known[one.answerer_id].name if one.answerer_id in known else "",
        ]


def _where(given: BroadcastAnswer) -> str:
    return "" if given.position is None else f"{given.position.latitude:.5f}, {given.position.longitude:.5f}"
