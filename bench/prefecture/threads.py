"""What a thread leaves behind: how many replied, who, and how far each follower has read."""

import random
from collections.abc import Iterator

import msgspec

from bench.prefecture.life import Plan, Said
from kairan.talk.model import REPLIERS_SHOWN

FOLLOWED = 0.85  # of the followers have read a thread to its end
ThreadMark = tuple[int, int, str, int]  # room_no, root_seq, member_id, n
RootRow = tuple[int, int, str, int, int]  # reply_count, last_reply_at, repliers, room_no, seq


class Thread:
    """One thread while it grows; the same rules as `talk.actions` and `talk.threads`."""

    __slots__ = ("author", "last_at", "marks", "replies")

    def __init__(self, author: int) -> None:
        self.author, self.replies, self.last_at = author, 0, 0
        self.marks: dict[int, int] = {}

    def add(self, reply: Said) -> None:
        """Count a reply: its root's author, who is called and its own author follow from here."""
        self.replies, self.last_at = reply.n, reply.at
        self.marks.setdefault(self.author, reply.n - 1)
        if reply.called >= 0:
            self.marks.setdefault(reply.called, reply.n - 1)
        self.marks[reply.author] = reply.n


class Threads:
    """Every thread of the prefecture; what is over is given out as rows."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(4)
        self._authors: dict[tuple[int, int], int] = {}
        self._repliers: dict[tuple[int, int], list[int]] = {}
        self._threads: dict[tuple[int, int], Thread] = {}

    def begin(self, said: Said, forgets: int | None) -> None:
        """Remember who began what may become a thread; `forgets` is one that gets no more replies."""
        self._authors[said.room, said.seq] = said.author
        if forgets is not None:
            self._authors.pop((said.room, forgets), None)

    def reply(self, said: Said) -> None:
        """Add a reply."""
        place = (said.room, said.root_seq or 0)
        if (thread := self._threads.get(place)) is None:
            thread = self._threads[place] = Thread(self._authors[place])
            self._repliers[place] = []
        thread.add(said)
        repliers = self._repliers[place]
        if said.author not in repliers and len(repliers) < REPLIERS_SHOWN:
            repliers.append(said.author)

    def rows(self) -> Iterator[tuple[RootRow, list[ThreadMark]]]:
        """Yield what each thread's root and its followers' marks become, in the order of the table."""
        ids, rooms = self._plan.ids, self._plan.rooms
        for place in sorted(self._threads, key=lambda place: (rooms[place[0]].no, place[1])):
            thread, room_no = self._threads[place], rooms[place[0]].no
            repliers = msgspec.json.encode([ids[one] for one in self._repliers[place]]).decode()
            marks = [
                (room_no, place[1], ids[one], thread.replies if self._chance.random() < FOLLOWED else n)
                for one, n in thread.marks.items()
            ]
            yield (thread.replies, thread.last_at, repliers, room_no, place[1]), marks
