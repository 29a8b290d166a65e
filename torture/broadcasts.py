"""Broadcasts in the middle of trouble: one sends, all answer, servers die; each is told once, and no answer is lost.

Who sends repeats under the same key whatever was not answered; who answers repeats the answer. What is held against
the record is a pure function, as in `torture.checker`.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.jobs.model import job_table
from kairan.core.viewer import MemberId
from kairan.people import member_stream
from torture.clients import Client
from torture.history import Kept

EVERY_S = 1.0
LOOK_S = 0.2
ANSWER = {"choice": "safe", "comment": "無事です"}
DRAFT = {
    "title": "安否を回答してください",
    "asked": "safety",
    "is_urgent": True,
    "rounds": [{"after_min": 0, "ways": ["app", "push"]}],
}


class Answered(msgspec.Struct, frozen=True):
    """An answer that was acknowledged."""

    broadcast_id: str
    member_id: str


class Lead(Client):
    """Sends a broadcast to everybody once a second, each until it is acknowledged."""

    def __init__(self, member_id: str, token: str, ways: Sequence[str], seed: int) -> None:
        super().__init__(member_id, token, ways, seed)
        self.sent: list[str] = []

    def run(self) -> None:
        """Send until stopped; what is under way is brought to its end."""
        number = 0
        while not self.stopped.is_set():
            number += 1
            new = {"draft": DRAFT, "to": {"everybody": True}, "is_drill": True, "key": f"torture-{number:06}"}
            answer = self.insist("POST", "/api/broadcasts", new)
            answer.raise_for_status()
            self.sent.append(answer.json()["id"])
            self.stopped.wait(EVERY_S)


class Answerer(Client):
    """Looks at what was sent to them, and answers it; sometimes twice."""

    def __init__(self, member_id: str, token: str, ways: Sequence[str], seed: int) -> None:
        super().__init__(member_id, token, ways, seed)
        self.answered: list[Answered] = []

    def run(self) -> None:
        """Answer until stopped, and what has come by then."""
        while not self.stopped.wait(EVERY_S * self.chance.random()):
            self._answer_all()
        self._answer_all()

    def _answer_all(self) -> None:
        found = self.insist("GET", "/api/broadcasts/mine").raise_for_status().json()
        for one in found["broadcasts"]:
            if one["is_done"]:
                continue
            for _ in range(self.chance.choice((1, 1, 2))):
                self.insist("POST", f"/api/broadcasts/{one['id']}/answer", ANSWER).raise_for_status()
            self.answered.append(Answered(one["id"], self.member_id))


def wait_until_told(url: str, within_s: float) -> None:
    """Wait until no telling is under way any more."""
    engine, latest = open_engine(url, pool_size=1), time.monotonic() + within_s
    waiting = select(job_table).where(job_table.c.kind == "emergency.tell", job_table.c.failed_at.is_(None))
    try:
        while True:
            with transaction(engine) as db:
                row = db.first(waiting)
            if row is None:
                return
            if time.monotonic() > latest:
                raise TimeoutError(f"at {now_ms()} a broadcast is not told to its end after {within_s:g} s: {row}")
            time.sleep(LOOK_S)
    finally:
        engine.dispose()


def broken(
    kept: Sequence[Kept], sent: Sequence[str], answered: Sequence[Answered], members: Sequence[str]
) -> Iterator[str]:
    """Yield every broken promise: stored once, told to each once, no answer lost."""
    stored = Counter(entry.id for entry in kept if entry.kind == "broadcast.sent")
    for broadcast_id in dict.fromkeys((*sent, *stored)):
        if sent.count(broadcast_id) != 1 or stored[broadcast_id] != 1:
            yield f"{broadcast_id} was sent {sent.count(broadcast_id)} times and is stored {stored[broadcast_id]} times"
    told = Counter((entry.stream, entry.id) for entry in kept if entry.kind == "broadcasts.changed" and not entry.by)
    reached = Counter((entry.stream, entry.member_id) for entry in kept if entry.kind == "broadcast.reached")
    before_told = {(one.broadcast_id, one.member_id) for one in answered}
    for broadcast_id in sent:
        for member_id in members:
            times = told[member_stream(MemberId(member_id)), broadcast_id]
            if times > 1 or (times == 0 and (broadcast_id, member_id) not in before_told):
                yield f"{member_id} was told of {broadcast_id} {times} times"
    for one in dict.fromkeys(answered):
        if (times := reached[f"broadcast:{one.broadcast_id}", one.member_id]) != 1:
            yield f"an answer of {one.member_id} to {one.broadcast_id} was acknowledged and is kept {times} times"
