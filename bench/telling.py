"""Telling 10,000 people of one message: deciding who is told how, and looking anew at what is due; no network."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine, insert, select

from bench.row import Row
from bench.town import data_folder
from kairan.commands.server import prepare
from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.ids import new_id
from kairan.core.settings import Settings
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice, notification_choice_table, push_subscription_table
from kairan.notifications.telling import Told, look, put_away
from kairan.notifications.web_push import Message, Target, encoded, encrypted, make_push_key, packed
from kairan.people import member_table
from kairan.sessions.model import session_table
from kairan.talk.model import RoomId, mark_table, membership_table, room_table
from kairan.talk.notices import tell_of_room
from tests.cast import Cast, assemble, room_of, say

PEOPLE = 10_000
DAY_MS = 86_400_000
T = TypeVar("T")


def telling(people: int = PEOPLE) -> list[Row]:
    """Measure on SQLite, in one process: CPU seconds, which is what others of the same core wait for."""
    with data_folder() as folder:
        settings = Settings(data=folder)
        prepare(settings)
        engine = open_engine(settings.database_url, pool_size=1)
        room = _crowd(engine, people)
        _, deciding = _cpu(lambda: _decide(engine, room))
        told, looking = _cpu(lambda: _look(engine))
        engine.dispose()
    assert told == people, told
    return [
        Row(
            f"telling {people:,} people of one message: deciding", deciding, "s of CPU", must=1, smaller_is_better=True
        ),
        Row(f"telling {people:,} people: looking anew, putting away", looking, "s of CPU", smaller_is_better=True),
        Row("encrypting one push", _encrypting() * 1e6, "µs", smaller_is_better=True),
    ]


def _cpu(work: Callable[[], T]) -> tuple[T, float]:
    began = time.process_time()
    return work(), time.process_time() - began


def _crowd(engine: Engine, people: int) -> RoomId:
    """Fill a room with people who have a phone each, and say something to them."""
    now = now_ms()
    with transaction(engine) as db:
        cast: Cast = assemble(db)
        room = room_of(db, cast.tanaka, cast.sato)
        room_no = db.scalar(select(room_table.c.no).where(room_table.c.id == room))
        one = db.first(select(member_table).where(member_table.c.id == cast.sato.member_id))
        assert one is not None
        ids, key = [new_id() for _ in range(people)], make_push_key().public
        db.execute(insert(member_table), [{**one._mapping, "id": i, "login": i, "mail": None} for i in ids])
        stay = {"room_no": room_no, "from_seq": 1, "to_seq": None, "sees_from": 1, "from_n": 0, "role": "member"}
        db.execute(insert(membership_table), [{**stay, "member_id": i, "joined_at": now} for i in ids])
        db.execute(
            insert(mark_table),
            [{"room_no": room_no, "member_id": i, "n": 0, "seen_n": 0, "read_at": None} for i in ids],
        )
        opened = {"face": "single", "device": "phone", "agent": "bench", "factors": "password", "proved_at": now}
        times = {"created_at": now, "seen_at": now, "ends_at": now + DAY_MS}
        db.execute(
            insert(session_table), [{**opened, **times, "id": i, "token_digest": i, "member_id": i} for i in ids]
        )
        agreed = {"p256dh": key, "auth": encoded(bytes(16)), "created_at": now, "told_at": now}
        address = "https://fcm.googleapis.com/fcm/send/"
        db.execute(
            insert(push_subscription_table),
            [
                {**agreed, "id": i, "member_id": i, "session_id": i, "endpoint": address + i, "endpoint_digest": i}
                for i in ids
            ],
        )
        choose(db, cast.sato, Choice(has_quiet=False), is_mail_sent=False)
        stored = db.scalar(select(notification_choice_table.c.choice))
        any_time = {"choice": stored, "changed_at": now}
        db.execute(insert(notification_choice_table), [{**any_time, "member_id": i} for i in ids])
        say(db, cast.tanaka, room, "全員にお知らせします。")
    return room


def _decide(engine: Engine, room: RoomId) -> None:
    with transaction(engine) as db:
        tell_of_room(db, room)


def _look(engine: Engine) -> int:
    """Take round after round until nothing is due; every service takes everything."""
    time.sleep(4)  # a push waits so long for whoever reads at once
    told = 0
    while True:
        with transaction(engine) as db:
            found = look(db, SessionRules())
        if not found.pushes:
            return told
        told += len(found.pushes)
        with transaction(engine) as db:
            put_away(db, Told(round=found, outcomes=["told"] * len(found.pushes)))


def _encrypting(times: int = 500) -> float:
    target = Target(endpoint="https://fcm.googleapis.com/", p256dh=make_push_key().public, auth=encoded(bytes(16)))
    message = Message(title="避難所運営", text="田中 一郎: 国道10号は通れますか。", tag="room:1", path="/", at=0)
    began = time.process_time()
    for _ in range(times):
        encrypted(packed(message), target)
    return (time.process_time() - began) / times
