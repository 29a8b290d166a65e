"""Questions (質問) of an alliance: asked in rooms for questions, open until solved, and found by whoever asks next.

A question is what one begins with in such a room; its replies stand in its thread. What is public in the alliance is
found without being in the room: rooms that are open and show what was written before, and one's own.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from sqlalchemy import ColumnElement, Select, and_, delete, insert, literal, or_, select, update

from kairan.alliances.directory import joinable
from kairan.alliances.finding import find_alliance
from kairan.alliances.moderation import moderates
from kairan.alliances.participation import sends
from kairan.alliances.problems import AnswerElsewhere, QuestionNotFound, QuestionNotYours
from kairan.alliances.question_model import (
    LOOKED_THROUGH,
    QUESTIONS_SHOWN,
    SIMILAR_SHOWN,
    AllianceQuestions,
    NewQuestion,
    Question,
    QuestionAnswer,
    QuestionChange,
    QuestionRoom,
    QuestionState,
    SimilarQuestions,
    alliance_answer_table,
)
from kairan.alliances.rooms import join_alliance_room, require_taking_part
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import fold, grams
from kairan.core.viewer import Viewer
from kairan.people import Person, people_seen
from kairan.policy import may, require
from kairan.talk.access import Found, allowed_rooms, hold_message
from kairan.talk.actions import send_message
from kairan.talk.entries import QuestionReopened, QuestionSolved
from kairan.talk.model import (
    AllianceId,
    Draft,
    Message,
    MessageId,
    membership_table,
    message_table,
    present,
    room_table,
)
from kairan.talk.problems import MessageNotFound

_r, _ms, _msg, _ans = room_table.c, membership_table.c, message_table.c, alliance_answer_table.c
ALIKE = 0.3  # of the weight of what is being written: from here on a question is like it
_HIRAGANA = re.compile("[ぁ-ゖ]+")


def ask_question(db: Db, viewer: Viewer, alliance_id: AllianceId, new: NewQuestion) -> Message:
    """Ask in a room for questions, coming into it first where one is not in it. The same key again asks once.

    Problems: those of `join_alliance_room`, QuestionNotFound (it is no room for questions), those of `send_message`.
    """
    require_taking_part(db, viewer, alliance_id)
    here = (_r.id == new.room_id) & (_r.alliance_id == alliance_id) & (_r.style == "questions")
    mine = (_ms.room_no == _r.no) & (_ms.member_id == viewer.member_id) & present
    found = db.first(select(_ms.member_id).select_from(room_table.outerjoin(membership_table, mine)).where(here))
    if found is None:
        raise QuestionNotFound
    if found.member_id is None:
        join_alliance_room(db, viewer, alliance_id, new.room_id)
    return send_message(db, viewer, new.room_id, Draft(client_key=new.client_key, text=new.text))


def settle_question(
    db: Db, viewer: Viewer, alliance_id: AllianceId, message_id: MessageId, change: QuestionChange
) -> Question:
    """Say that a question is solved, and by which reply, or that it is open again; the same again changes nothing.

    For whoever asked, masters of the room, and moderators who are in it. Problems: AllianceNotFound, QuestionNotFound,
    QuestionNotYours, AnswerElsewhere, RoomArchivedAlready, RefusedByPolicy.
    """
    alliance = find_alliance(db, viewer, alliance_id)
    found = _hold_question(db, viewer, alliance_id, message_id)
    if not _may_settle(viewer, found.row.author_id, found.room.role, is_moderator=moderates(db, viewer, alliance)):
        raise QuestionNotYours
    require(viewer, "write", found.room.room_class)
    before = db.first(select(_ans.answer_id).where(_ans.message_id == message_id))
    if change.solved:
        _require_reply(db, message_id, change.answer_id)
        if before is None or before.answer_id != change.answer_id:
            _solve(db, viewer, alliance_id, found, change.answer_id, is_again=before is not None)
    elif before is not None:
        db.execute(delete(alliance_answer_table).where(_ans.message_id == message_id))
        append(db, found.room.stream, QuestionReopened(id=message_id), viewer)
    (row,) = db.all(_asked(viewer, alliance_id, takes_part=True).where(_msg.id == message_id))
    return _told(db, viewer, alliance, [row])[0]


def _hold_question(db: Db, viewer: Viewer, alliance_id: AllianceId, message_id: MessageId) -> Found:
    try:
        found = hold_message(db, viewer, message_id)
    except MessageNotFound:
        raise QuestionNotFound from None
    is_question = found.row.root_seq is None and found.row.removed_at is None and found.room.style == "questions"
    if found.room.alliance_id != alliance_id or not is_question:
        raise QuestionNotFound
    return found


def _may_settle(viewer: Viewer, author_id: str, role: str | None, *, is_moderator: bool) -> bool:
    return viewer.member_id == author_id or role == "master" or is_moderator


def _require_reply(db: Db, message_id: MessageId, answer_id: MessageId | None) -> None:
    reply = select(_msg.id).where(_msg.id == answer_id, _msg.root_id == message_id, _msg.removed_at.is_(None))
    if answer_id is not None and db.first(reply) is None:
        raise AnswerElsewhere


def _solve(
    db: Db, viewer: Viewer, alliance_id: AllianceId, found: Found, answer_id: MessageId | None, *, is_again: bool
) -> None:
    message_id = MessageId(found.row.id)
    values = {"answer_id": answer_id, "at": now_ms(), "by_id": viewer.member_id}
    if is_again:
        db.execute(update(alliance_answer_table).where(_ans.message_id == message_id).values(values))
    else:
        key = {"message_id": message_id, "alliance_id": alliance_id}
        db.execute(insert(alliance_answer_table).values(key | values))
    append(db, found.room.stream, QuestionSolved(id=message_id, answer_id=answer_id), viewer)


def _asked(viewer: Viewer, alliance_id: AllianceId, *, takes_part: bool) -> Select[*tuple[object, ...]]:
    """Select the questions the viewer may read: in their rooms from where they see them, and in rooms they may join."""
    mine = and_(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present)
    own = and_(_ms.member_id.is_not(None), allowed_rooms(viewer, "read"), _msg.seq >= _ms.sees_from)
    shown = or_(own, and_(_public(viewer), _ms.member_id.is_(None))) if takes_part else own
    return (
        select(
            message_table,
            _r.name.label("room"),
            _ms.role,
            _ans.at.label("solved_at"),
            _ans.answer_id,
        )
        .join(room_table, _r.no == _msg.room_no)
        .outerjoin(membership_table, mine)
        .outerjoin(alliance_answer_table, _ans.message_id == _msg.id)
        .where(
            _r.alliance_id == alliance_id,
            _r.style == "questions",
            _msg.root_seq.is_(None),
            _msg.removed_at.is_(None),
            shown,
        )
    )


def _public(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict rooms to those whose whole past whoever joins reads: it is no secret from whoever might."""
    reads = and_(allowed_rooms(viewer, "read"), literal(may(viewer, "join_room")))
    return and_(joinable(viewer), _r.history == "all", reads)


def questions_of(
    db: Db,
    viewer: Viewer,
    alliance_id: AllianceId,
    sought: str = "",
    state: QuestionState | None = None,
    after: str | None = None,
) -> AllianceQuestions:
    """Return the questions one may read, the newest first; every word is sought in question, answer and room.

    Problems: AllianceNotFound.
    """
    alliance = find_alliance(db, viewer, alliance_id)
    rows = _newest(db, viewer, alliance_id)
    answers = _texts_of(db, [row.answer_id for row in rows if row.answer_id])
    words = fold(sought).split()
    hits = [
        row
        for row in rows
        if all(word in fold(f"{row.text} {row.room} {answers.get(row.answer_id, '')}") for word in words)
    ]
    fitting = [row for row in hits if state is None or _is(row, state)]
    begin = next((place + 1 for place, row in enumerate(fitting) if row.id == after), 0)
    some = fitting[begin : begin + QUESTIONS_SHOWN]
    solved = sum(row.solved_at is not None for row in hits)
    return AllianceQuestions(
        _told(db, viewer, alliance, some),
        open=len(hits) - solved,
        unanswered=sum(_is(row, "unanswered") for row in hits),
        solved=solved,
        rooms=_rooms_to_ask(db, viewer, alliance_id),
        next=some[-1].id if begin + QUESTIONS_SHOWN < len(fitting) else None,
    )


def _is(row: Record, state: QuestionState) -> bool:
    """Whether a question stands so; one that nobody answered is open, too."""
    if state == "unanswered":
        return row.solved_at is None and not row.reply_count
    return (row.solved_at is not None) == (state == "solved")


def _newest(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Sequence[Record]:
    asked = _asked(viewer, alliance_id, takes_part=sends(db, alliance_id, viewer.member_id))
    return db.all(asked.order_by(_msg.at.desc(), _msg.id.desc()).limit(LOOKED_THROUGH))


def similar_questions(db: Db, viewer: Viewer, alliance_id: AllianceId, text: str) -> SimilarQuestions:
    """Return questions like a text that is being written, the likest first; solved ones before open ones.

    Alike is what shares characters and pairs of them; one that few questions have weighs more than one that all have.
    Problems: AllianceNotFound.
    """
    alliance = find_alliance(db, viewer, alliance_id)
    wanted = _telling(text)
    rows = _newest(db, viewer, alliance_id) if wanted else []
    had = {row.id: wanted & _telling(row.text) for row in rows}
    often = Counter(gram for some in had.values() for gram in some)
    weights = {gram: log(1 + len(rows) / (1 + often[gram])) for gram in wanted}
    least = ALIKE * sum(weights.values())
    weighed = {row.id: sum(weights[gram] for gram in had[row.id]) for row in rows}
    alike = [row for row in rows if weighed[row.id] >= least]
    alike.sort(key=lambda row: (-weighed[row.id], row.solved_at is None))
    return SimilarQuestions(_told(db, viewer, alliance, alike[:SIMILAR_SHOWN]))


def _telling(text: str) -> set[str]:
    """Return the grams that tell what a text is about: those of kanji, katakana, letters and digits.

    What is written in hiragana is the same in all questions (していますか). A text of nothing else has those.
    """
    return grams(fold(_HIRAGANA.sub(" ", text))) or grams(fold(text))


def _rooms_to_ask(db: Db, viewer: Viewer, alliance_id: AllianceId) -> list[QuestionRoom]:
    if not sends(db, alliance_id, viewer.member_id):
        return []
    mine = and_(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present)
    own = and_(_ms.member_id.is_not(None), _r.archived_at.is_(None), allowed_rooms(viewer, "write"))
    rows = db.all(
        select(_r.id, _r.name)
        .outerjoin(membership_table, mine)
        .where(_r.alliance_id == alliance_id, _r.style == "questions", or_(own, joinable(viewer)))
        .order_by(_r.name, _r.id)
    )
    return [QuestionRoom(row.id, row.name or "") for row in rows]


def _texts_of(db: Db, ids: Sequence[str]) -> Mapping[str, str]:
    rows = db.all(select(_msg.id, _msg.text).where(_msg.id.in_(list(ids)), _msg.removed_at.is_(None)))
    return {row.id: row.text for row in rows}


def _told(db: Db, viewer: Viewer, alliance: Record, rows: Sequence[Record]) -> list[Question]:
    answer_ids = [row.answer_id for row in rows if row.answer_id]
    written = select(_msg.id, _msg.text, _msg.author_id).where(_msg.id.in_(answer_ids), _msg.removed_at.is_(None))
    answers = {row.id: row for row in db.all(written)} if answer_ids else {}
    authors = {row.author_id for row in (*rows, *answers.values())}
    people: dict[str, Person] = {str(person.id): person for person in people_seen(db, viewer, authors)}
    is_moderator = moderates(db, viewer, alliance)
    return [
        Question(
            id=row.id,
            room_id=row.room_id,
            room=row.room or "",
            text=row.text,
            author=people.get(row.author_id),
            at=row.at,
            replies=row.reply_count,
            solved_at=row.solved_at,
            answer=_answer(answers.get(row.answer_id), people),
            is_in=row.role is not None,
            may_solve=row.role is not None and _may_settle(viewer, row.author_id, row.role, is_moderator=is_moderator),
        )
        for row in rows
    ]


def _answer(row: Record | None, people: Mapping[str, Person]) -> QuestionAnswer | None:
    return None if row is None else QuestionAnswer(row.id, row.text, people.get(row.author_id))
