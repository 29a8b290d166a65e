"""Search finds exactly what reading everything finds: on both databases, whatever was said, edited and removed."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import Draft, RoomId
from kairan.talk.rooms import join_room, leave_room
from kairan.talk.search import on_postgresql
from tests.cast import Cast, room_of
from tests.talk.searching import ids_by_reading_everything, ids_found

LETTERS = "会議議事録高髙﨑崎邉辺カｶﾞがかはバパーｰ-Aaａ　 \n１1㈱(。😀"
words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12).filter(str.strip)
BEGINNING = 1_600_000_000_000
DAYS = ("2020-09-13", "2020-10-20", "2021-02-01", "2022-06-15", "2024-01-01")


class Said(msgspec.Struct, frozen=True):
    """One thing that happens in the talk."""

    room: int
    who: int
    text: str
    days_later: int
    then: str  # "", "edited", "removed"


class Asked(msgspec.Struct, frozen=True):
    """One search."""

    terms: list[str]
    room: int | None
    author: int | None
    since: str | None
    until: str | None


happenings = st.lists(
    st.builds(
        Said,
        room=st.integers(0, 2),
        who=st.integers(0, 1),
        text=words,
        days_later=st.sampled_from([0, 0, 0, 1, 20, 90]),
        then=st.sampled_from(["", "", "", "edited", "removed"]),
    ),
    min_size=1,
    max_size=45,
)


@st.composite
def talks(draw: st.DrawFn) -> tuple[list[Said], list[Asked]]:
    """What is said, and searches for parts of it."""
    said = draw(happenings)
    parts = st.sampled_from(said).flatmap(lambda one: _part_of(one.text))
    asked = st.builds(
        Asked,
        terms=st.lists(parts | words.map(str.strip), min_size=1, max_size=2),
        room=st.none() | st.integers(0, 1),
        author=st.none() | st.integers(0, 1),
        since=st.none() | st.sampled_from(DAYS),
        until=st.none() | st.sampled_from(DAYS),
    )
    return said, draw(st.lists(asked, min_size=1, max_size=4))


def _part_of(text: str) -> st.SearchStrategy[str]:
    places = st.integers(0, len(text) - 1)
    return st.builds(lambda start, length: text[start : start + length], places, st.integers(1, 5))


@pytest.fixture(params=["most of the installation", "a small part of it"])
def part(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL is asked in two ways: by words alone, or by words and rooms; SQLite always in the same."""
    if request.param == "a small part of it":
        monkeypatch.setattr(on_postgresql, "SMALL_PART", -1_000_000)


@pytest.mark.usefixtures("part")
@given(talks())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_search_finds_what_reading_everything_finds(db: Db, cast: Cast, talk: tuple[list[Said], list[Asked]]) -> None:
    said, asked = talk
    with _undone(db):
        rooms = [
            room_of(db, cast.sato, cast.tanaka),
            room_of(db, cast.sato, open=True, history="since_joining"),
            room_of(db, cast.tanaka),
        ]
        _happen(db, cast, rooms, said)
        for question in asked:
            for who in (cast.sato, cast.tanaka, cast.suzuki, cast.stranger):
                _compare(db, cast, who, rooms, question)


def _happen(db: Db, cast: Cast, rooms: list[RoomId], said: list[Said]) -> None:
    at = BEGINNING
    for number, one in enumerate(said):
        at += one.days_later * 86_400_000 + number % 3
        who = cast.tanaka if one.room == 2 or (one.room == 0 and one.who) else cast.sato
        message = send_message(db, who, rooms[one.room], Draft(client_key=f"k{number}", text=one.text), at)
        if one.then == "edited":
            edit_message(db, who, message.id, said[number // 2].text)
        if one.then == "removed":
            remove_message(db, who, message.id)
        if number == len(said) // 2:
            join_room(db, cast.suzuki, rooms[1])
    if len(said) % 3 == 0:
        leave_room(db, cast.tanaka, rooms[0])


def _compare(db: Db, cast: Cast, who: Viewer, rooms: list[RoomId], asked: Asked) -> None:
    terms = [term.replace('"', "").strip() for term in asked.terms]
    terms = [term for term in terms if term]
    mine = {cast.sato: rooms[:2], cast.suzuki: rooms[1:2]}.get(who, [])
    narrowed = {
        "room_id": mine[asked.room] if asked.room is not None and asked.room < len(mine) else None,
        "author_id": None if asked.author is None else (cast.sato, cast.tanaka)[asked.author].member_id,
        "since": asked.since,
        "until": asked.until,
    }
    q = " ".join(f'"{term}"' for term in terms)
    is_asked = terms or any(narrowed.values())  # filters alone find all that is within them
    expected = ids_by_reading_everything(db, who, terms, **narrowed) if is_asked else []
    assert ids_found(db, who, q, **narrowed) == expected


@contextmanager
def _undone(db: Db) -> Iterator[None]:
    nested = db.connection.begin_nested()
    try:
        yield
    finally:
        nested.rollback()


@pytest.mark.parametrize("count", [19, 20, 21, 40, 41, 100])
def test_any_number_of_hits_of_one_room_comes_in_whole_pages(db: Db, cast: Cast, count: int) -> None:
    room = room_of(db, cast.sato)
    for number in range(count):
        send_message(db, cast.sato, room, Draft(client_key=f"k{number}", text="同じ話"), BEGINNING)
    assert ids_found(db, cast.sato, "同じ") == ids_by_reading_everything(db, cast.sato, ["同じ"])
