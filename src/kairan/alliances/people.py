"""The directory of an alliance: whom its bodies send, as they are shown outside, and what each shows of themselves."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, func, insert, or_, select, update

from kairan.alliances.entries import AllianceProfileChanged
from kairan.alliances.finding import find_alliance
from kairan.alliances.model import (
    ABOUT_LIMIT,
    CONTACT_LIMIT,
    PEOPLE_SHOWN,
    AlliancePeople,
    AlliancePerson,
    AllianceProfile,
    PeopleOrder,
    alliance_body_table,
    alliance_profile_table,
    alliance_room_table,
)
from kairan.alliances.participation import for_body, sends, taking_part
from kairan.alliances.question_model import alliance_answer_table
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text, fold
from kairan.core.viewer import MemberId, Viewer
from kairan.people import as_seen_by, member_stream, member_table, person_of, persons
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.model import AllianceId, membership_table, message_table, present, room_table

_r, _ms, _x = room_table.c, membership_table.c, alliance_room_table.c
_msg, _ans = message_table.c, alliance_answer_table.c
_b, _m, _f = alliance_body_table.c, member_table.c, alliance_profile_table.c


def people_of_alliance(
    db: Db,
    viewer: Viewer,
    alliance_id: AllianceId,
    sought: str = "",
    body_id: str | None = None,
    after: str | None = None,
    theme: str | None = None,
    order: PeopleOrder = "reading",
) -> AlliancePeople:
    """Return who takes part, by body and reading; sought in names, and in what they know about.

    `theme`: who is in a room of this theme that the viewer might come into, too. `order`: by reading, or who solved
    most questions first, without who solved none.

    For whoever takes part themselves: nobody else sees the people of other bodies. Problems: AllianceNotFound,
    NotSentByBody.
    """
    find_alliance(db, viewer, alliance_id)
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    part = taking_part(_b.alliance_id == alliance_id).subquery()
    own = and_(_f.alliance_id == alliance_id, _f.member_id == _m.id)
    statement = (
        persons()
        .add_columns(_f.about, _f.contact)
        .outerjoin(alliance_profile_table, own)
        .where(_m.id.in_(select(part.c.member_id)))
    )
    if body_id is not None:
        statement = statement.where(_m.organization_id == body_id)
    if theme is not None:
        statement = statement.where(_m.id.in_(_talking_about(viewer, alliance_id, theme)))
    for word in fold(sought).split():
        in_about = _f.sought.contains(word, autoescape=True)
        statement = statement.where(or_(_m.sought.contains(word, autoescape=True), in_about))
    if order == "answers":
        solved = _solved(viewer, alliance_id).group_by(_msg.author_id).subquery()
        statement = statement.join(solved, solved.c.author_id == _m.id).order_by(solved.c.answers.desc())
        after = None
    total = int(db.scalar(select(func.count()).select_from(statement.order_by(None).subquery())))
    if after is not None:
        kana, _, member_id = after.rpartition("|")
        statement = statement.where(or_(_m.kana > kana, and_(_m.kana == kana, _m.id > member_id)))
    rows = db.all(statement.order_by(_m.kana, _m.id).limit(PEOPLE_SHOWN + 1))
    shown = as_seen_by(viewer, [person_of(row) for row in rows[:PEOPLE_SHOWN]])
    answered = _answers(db, viewer, alliance_id, [person.id for person in shown])
    people = [
        AlliancePerson(person, row.about or "", row.contact or "", answered.get(person.id, 0))
        for person, row in zip(shown, rows[:PEOPLE_SHOWN], strict=True)
    ]
    more = len(rows) > PEOPLE_SHOWN and order == "reading"
    return AlliancePeople(people, total, f"{shown[-1].kana}|{shown[-1].id}" if more else None)


def _answers(db: Db, viewer: Viewer, alliance_id: AllianceId, ids: Sequence[MemberId]) -> dict[str, int]:
    """Return how many questions each of these solved, in open rooms that are for the viewer's body."""
    solved = _solved(viewer, alliance_id).where(_msg.author_id.in_(list(ids))).group_by(_msg.author_id)
    return {row[0]: row[1] for row in db.execute(solved)}


def _solved(viewer: Viewer, alliance_id: AllianceId) -> Select[tuple[str, int]]:
    here = (_ans.alliance_id == alliance_id) & _r.open & for_body(_r.id, viewer.organization_id)
    return (
        select(_msg.author_id, func.count().label("answers"))
        .join(alliance_answer_table, _ans.answer_id == _msg.id)
        .join(room_table, _r.no == _msg.room_no)
        .where(here, _msg.removed_at.is_(None))
    )


def _talking_about(viewer: Viewer, alliance_id: AllianceId, theme: str) -> Select[tuple[str]]:
    """Select who is in an open room of a theme; who is in a closed one is nobody else's business."""
    here = (_r.alliance_id == alliance_id) & _r.open & (_x.theme == theme) & for_body(_r.id, viewer.organization_id)
    return (
        select(_ms.member_id)
        .join(room_table, _r.no == _ms.room_no)
        .join(alliance_room_table, _x.room_id == _r.id)
        .where(here, present)
    )


def profile_of(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AllianceProfile | None:
    """Return what the viewer shows of themselves; None where they do not take part."""
    if not sends(db, alliance_id, viewer.member_id):
        return None
    mine = (_f.alliance_id == alliance_id) & (_f.member_id == viewer.member_id)
    row = db.first(select(_f.about, _f.contact).where(mine))
    return AllianceProfile() if row is None else AllianceProfile(about=row.about, contact=row.contact)


def set_profile(db: Db, viewer: Viewer, alliance_id: AllianceId, wanted: AllianceProfile) -> AllianceProfile:
    """Say what one shows of oneself in an alliance. Problems: AllianceNotFound, NotSentByBody, TextTooLong."""
    find_alliance(db, viewer, alliance_id)
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    good = AllianceProfile(
        about=bounded_text(wanted.about.strip(), ABOUT_LIMIT),
        contact=bounded_text(wanted.contact.strip(), CONTACT_LIMIT).replace("\n", " "),
    )
    values = {"about": good.about, "sought": fold(good.about), "contact": good.contact}
    mine = (_f.alliance_id == alliance_id) & (_f.member_id == viewer.member_id)
    if not db.execute(update(alliance_profile_table).where(mine).values(values)).rowcount:
        key = {"alliance_id": alliance_id, "member_id": viewer.member_id}
        db.execute(insert(alliance_profile_table).values(key | values))
    append(db, member_stream(viewer.member_id), AllianceProfileChanged(alliance_id=alliance_id), viewer)
    return good
