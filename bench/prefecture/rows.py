"""What happens, as rows of the product's tables: entries chained one to the next, messages, mentions, reactions."""

import random
from collections import deque
from collections.abc import Iterator
from typing import Any

import msgspec

from bench.prefecture.life import EVERYBODY, NOBODY, ROOTS_OPEN, Plan, Reacted, Said, call_of, text_of
from bench.prefecture.threads import Threads
from kairan.core.journal import Body
from kairan.core.journal.model import SALT_BYTES, digest_of_body, digest_of_entry
from kairan.talk.entries import MessagePosted, ReactionAdded
from kairan.talk.model import Mention, MessageId, room_stream

_encode = msgspec.json.Encoder().encode
Rows = list[tuple[Any, ...]]

COLUMNS = {
    "entry": ("stream_no", "seq", "kind", "at", "actor_id", "body", "salt", "body_digest", "digest"),
    "message": (
        "room_no", "seq", "id", "room_id", "n", "root_seq", "root_id", "author_id", "at", "text", "mentions",
        "client_key", "reply_count",
    ),
    "mention": ("room_no", "seq", "kind", "target_id", "n", "root_seq"),
    "reaction": ("room_no", "seq", "emoji", "member_id", "at"),
    "thread_mark": ("room_no", "root_seq", "member_id", "n"),
}  # fmt: skip


class Records:
    """Turns happenings into rows, and keeps the heads, the ordinals and the marks that they lead to."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(3)
        self._streams = [room_stream(room.id) for room in plan.rooms]
        self._roots: list[deque[int]] = [deque(maxlen=ROOTS_OPEN) for _ in plan.rooms]
        self.digests = [room.digest for room in plan.rooms]
        self.seqs = [room.seq for room in plan.rooms]
        self.newest: list[tuple[int, int]] = [(0, 0)] * len(plan.rooms)  # ordinal and seq in the main timeline
        self.own: list[dict[int, tuple[int, int]]] = [{} for _ in plan.rooms]  # of authors: the last ordinal, and when
        self.threads = Threads(plan)
        self.rows: dict[str, Rows] = {table: [] for table in COLUMNS if table != "thread_mark"}

    def add(self, happening: Said | Reacted) -> None:
        """Add the rows of a happening."""
        if isinstance(happening, Said):
            self._say(happening)
        else:
            self._react(happening)

    def taken(self) -> dict[str, Rows]:
        """Return the rows so far, and begin anew."""
        rows, self.rows = self.rows, {table: [] for table in self.rows}
        return rows

    def _say(self, said: Said) -> None:
        plan, room = self._plan, self._plan.rooms[said.room]
        text, author = text_of(plan, said), plan.ids[said.author]
        mentions = [] if said.called == NOBODY else [_mention(plan, said)]
        key = f"{self._chance.getrandbits(128):032x}"  # as browsers draw them
        body = MessagePosted(
            id=MessageId(said.id),
            n=said.n,
            root_id=None if said.root_id is None else MessageId(said.root_id),
            text=text,
            files=[],
            mentions=mentions,
            client_key=key,
        )
        self._append(said, body, author)
        called = _encode(mentions).decode() if mentions else None
        self.rows["message"].append(
            (room.no, said.seq, said.id, room.id, said.n, said.root_seq, said.root_id, author, said.at, text, called,
             key, 0)
        )  # fmt: skip
        if mentions:
            target = "" if said.called == EVERYBODY else plan.ids[said.called]
            self.rows["mention"].append((room.no, said.seq, mentions[0].kind, target, said.n, said.root_seq))
        if said.root_seq is None:
            self.newest[said.room] = said.n, said.seq
            self.own[said.room][said.author] = said.n, said.at
            self.threads.begin(said, self._forgotten(said))
        else:
            self.threads.reply(said)

    def _forgotten(self, said: Said) -> int | None:
        """Return the root that the newest one pushes out: nobody replies to it any more."""
        roots = self._roots[said.room]
        forgotten = roots[0] if len(roots) == ROOTS_OPEN else None
        roots.append(said.seq)
        return forgotten

    def _react(self, reacted: Reacted) -> None:
        room, by = self._plan.rooms[reacted.room], self._plan.ids[reacted.author]
        self._append(reacted, ReactionAdded(id=MessageId(reacted.id), emoji=reacted.emoji), by)
        self.rows["reaction"].append((room.no, reacted.to_seq, reacted.emoji, by, reacted.at))

    def _append(self, happening: Said | Reacted, body: Body, by: str) -> None:
        number, at = happening.room, happening.at
        encoded, salt = _encode(body), self._chance.randbytes(SALT_BYTES)
        of_body = digest_of_body(salt, encoded)
        digest = digest_of_entry(self.digests[number], self._streams[number], happening.seq, body.kind, at, by, of_body)
        self.digests[number], self.seqs[number] = digest, happening.seq
        row = (self._plan.rooms[number].no, happening.seq, body.kind, at, by, encoded.decode(), salt, of_body, digest)
        self.rows["entry"].append(row)

    def marks(self) -> Iterator[tuple[int, int | None, int, str]]:
        """Yield how far everybody has read: most to the end, some not for a while, nobody less than they wrote."""
        chance = random.Random(5)
        for number, room in enumerate(self._plan.rooms):
            newest = self.newest[number][0]
            for member in room.members:
                behind = 0 if chance.random() < 0.7 else int(chance.expovariate(1 / 20))
                read = newest - behind if chance.random() < 0.97 else newest // 2
                own, at = self.own[number].get(member, (0, None))
                yield max(own, read, 0), at, room.no, self._plan.ids[member]


def _mention(plan: Plan, said: Said) -> Mention:
    length = len(call_of(plan, said).encode("utf-16-le")) // 2
    if said.called == EVERYBODY:
        return Mention(kind="all", id=None, start=0, length=length)
    return Mention(kind="person", id=plan.ids[said.called], start=0, length=length)
