"""A body recounted: its people and what it decided, folded from the entries of its two streams.

The fold can be taken up where it was left, so that the self-audit follows a long record piece by piece.
"""

from collections.abc import Iterator

import msgspec

from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.people import directory_stream, organization_stream
from kairan.people.entries import MemberCreated, MemberStatusChanged
from kairan.selfaudit import people, settings
from kairan.selfaudit.people import People
from kairan.selfaudit.reading import body_of, entries_of, stream_no
from kairan.selfaudit.settings import DEPARTMENTS, Decided

DIRECTORY = (MemberCreated, MemberStatusChanged, *DEPARTMENTS)
OWN = tuple({*people.KINDS, *settings.KINDS} - {*DIRECTORY})
_PEOPLE = frozenset(people.KINDS)

UNREADABLE = "record cannot be followed / 記録からたどれません"


class Body:
    """A body on its way through the record."""

    def __init__(self, organization_id: OrganizationId) -> None:
        self.id = organization_id
        self.people = People()
        self.decided = Decided()
        self.upto = {"directory": 0, "own": 0}

    def follow(self, db: Db, most: int | None = None) -> bool:
        """Go on reading, at most so many entries of each stream; true when nothing is left to read."""
        directory = self._follow(db, "directory", most)
        return self._follow(db, "own", most) and directory

    def _follow(self, db: Db, which: str, most: int | None) -> bool:
        stream = directory_stream(self.id) if which == "directory" else organization_stream(self.id)
        no = stream_no(db, stream)
        if no is None:
            return True
        rows = entries_of(db, no, DIRECTORY if which == "directory" else OWN, after=self.upto[which])
        for taken, row in enumerate(rows):
            if taken == most:
                return False
            body = body_of(row)
            if body is not None and type(body) in _PEOPLE:
                self.people.take(row, body, 0 if which == "directory" else row.seq)
            elif body is not None:
                self.decided.take(row, body, self.id)
            self.upto[which] = row.seq
        return True

    def faults(self, db: Db) -> Iterator[Fault]:
        """Compare with the tables, once everything was read."""
        stream = organization_stream(self.id)
        deleted = {of for of, person in self.people.people.items() if person.is_deleted}
        for seq, what in self.people.faults(db, self.id, is_old=self.decided.is_old):
            yield Fault(stream, seq, what)
        for seq, what in self.decided.faults(db, self.id, deleted):
            yield Fault(stream, seq, what)


def body_faults(db: Db, organization_id: OrganizationId) -> Iterator[Fault]:
    """Recount one body, whole."""
    body = Body(organization_id)
    try:
        body.follow(db)
        yield from list(body.faults(db))
    except (KeyError, ValueError, msgspec.MsgspecError):
        yield Fault(organization_stream(organization_id), 0, UNREADABLE)
