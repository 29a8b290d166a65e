"""Who says what, where and when: the same for the same size, so that two processes tell the same story."""

import random
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

import msgspec

from bench.prefecture.words import Words

LAST_DAY = datetime(2026, 11, 19, 15, tzinfo=UTC)  # midnight of Friday, 2026-11-20, in Japan
YEARS_DAYS = 5 * 365
OPENS_MS, OPEN_MS = int(8.5 * 3_600_000), int(10.5 * 3_600_000)  # from half past eight, for ten and a half hours
IDS_BEGIN_MS = 1_704_067_200_000  # as in kairan.core.kit.ids: what is older is numbered within the first milliseconds
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [a + b for a in DIGITS for b in DIGITS]
REPLY, CALL, CALL_ALL, REACT = 0.15, 0.06, 0.003, 0.08
ROOTS_OPEN = 5  # threads of a room that still get replies
EMOJI = ("👍", "🙏", "😊", "👏", "✅")
NOBODY, EVERYBODY = -1, -2


class Size(msgspec.Struct, frozen=True):
    """How large it is to be."""

    messages: int = 6_000_000
    rooms: int = 4_000
    people: int = 2_810
    places: int = 100_000
    """Memberships: how many people in how many rooms, all rooms together."""
    busy_rooms: int = 500
    """In how many rooms the busiest person is."""

    def name(self) -> str:
        """Return a name for a folder."""
        return f"{self.messages}-{self.rooms}-{self.people}"


class RoomPlan(msgspec.Struct):
    """A room as it is before anything is said in it; `members` are numbers of people."""

    no: int
    id: str
    members: list[int]
    seq: int
    digest: bytes


class Plan(msgspec.Struct):
    """Everybody and every room."""

    ids: list[str]
    names: list[str]
    rooms: list[RoomPlan]


class Said(NamedTuple):
    """A message. `room`, `author` and `called` are places in the plan's lists."""

    room: int
    seq: int
    id: str
    at: int
    author: int
    n: int
    root_seq: int | None
    root_id: str | None
    pieces: list[str]
    called: int


class Reacted(NamedTuple):
    """A reaction."""

    room: int
    seq: int
    id: str
    at: int
    author: int
    to_seq: int
    emoji: str


class _Root:
    __slots__ = ("id", "replies", "seq")

    def __init__(self, seq: int, id_: str) -> None:
        self.seq, self.id, self.replies = seq, id_, 0


def workdays() -> list[int]:
    """Return the instants five years of working days begin at."""
    days = (LAST_DAY - timedelta(days=back) for back in range(YEARS_DAYS, -1, -1))
    return [int(day.timestamp() * 1000) for day in days if (day + timedelta(hours=9)).weekday() < 5]


def instants(messages: int) -> Iterator[tuple[int, range]]:
    """Yield each working day's beginning and the numbers of the messages said on it."""
    days = workdays()
    for place, day in enumerate(days):
        yield day, range(messages * place // len(days), messages * (place + 1) // len(days))


def happenings(plan: Plan, size: Size) -> Iterator[Said | Reacted]:
    """Yield what happens, in the order of time."""
    chance = random.Random(size.messages)
    words = Words(chance)
    weights = [1 / (1 + place) ** 0.8 for place in range(len(plan.rooms))]  # Zipf: a few rooms hold much of the talk
    chance.shuffle(weights)
    cumulated = list(accumulate(weights))
    seqs = [room.seq for room in plan.rooms]
    ns = [0] * len(plan.rooms)
    roots: list[deque[_Root]] = [deque(maxlen=ROOTS_OPEN) for _ in plan.rooms]
    last = 0
    for day, numbers in instants(size.messages):
        rooms = chance.choices(range(len(plan.rooms)), cum_weights=cumulated, k=len(numbers))
        for place, (number, room) in enumerate(zip(numbers, rooms, strict=True)):
            at = day + OPENS_MS + OPEN_MS * place // len(numbers)
            members = plan.rooms[room].members
            draw = chance.random()
            author = members[int(len(members) * draw * draw)]  # some talk more than others
            last = max(max(at - IDS_BEGIN_MS, 0) << 24, last + 8)
            seqs[room] += 1
            seq, message_id = seqs[room], _text(last)
            open_roots = roots[room]
            if open_roots and chance.random() < REPLY:
                root = open_roots[int(len(open_roots) * chance.random())]
                root.replies += 1
                n, root_seq, root_id = root.replies, root.seq, root.id
            else:
                ns[room] += 1
                n, root_seq, root_id = ns[room], None, None
                open_roots.append(_Root(seq, message_id))
            called = _called(chance, members, author)
            yield Said(room, seq, message_id, at, author, n, root_seq, root_id, words.pieces(number), called)
            if chance.random() < REACT:
                seqs[room] += 1
                by = members[int(len(members) * chance.random())]
                yield Reacted(room, seqs[room], message_id, at + 1, by, seq, EMOJI[int(5 * chance.random())])


def _called(chance: random.Random, members: list[int], author: int) -> int:
    draw = chance.random()
    if draw > CALL + CALL_ALL:
        return NOBODY
    if draw > CALL:
        return EVERYBODY
    called = members[int(len(members) * chance.random())]
    return NOBODY if called == author else called


def call_of(plan: Plan, said: Said) -> str:
    """Return how somebody is called in a text; empty when nobody is."""
    if said.called == NOBODY:
        return ""
    return "@全員" if said.called == EVERYBODY else f"@{plan.names[said.called]}"


def text_of(plan: Plan, said: Said) -> str:
    """Return a message's text."""
    text = "\n".join(said.pieces)
    return f"{call_of(plan, said)} {text}" if said.called != NOBODY else text


def _text(number: int) -> str:
    """Write an id as kairan.core.kit.ids does, quicker."""
    pairs = "".join([_PAIRS[number >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])
    return DIGITS[number >> 60] + pairs
