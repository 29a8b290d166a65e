"""The office, whose headquarters reaches everybody; and what the jobs of the server do."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import delete, select, update

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import Delegated, Viewer
from kairan.emergency.broadcasts.finding import broadcast_stream
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastDraft, BroadcastId, NewBroadcast
from kairan.emergency.broadcasts.plan import URGENT, PlanRound
from kairan.emergency.broadcasts.sending import send_broadcast
from kairan.emergency.broadcasts.telling import Begin, Tell, begin_planned, tell_some
from kairan.people import member_table
from tests.administration.conftest import Office, office_of
from tests.cast import Cast

LETTERS = LettersGo(url="https://kairan.example", is_mailed=True)
_j = job_table.c


class Headquarters:
    """Sends broadcasts, and does what the jobs of the server do."""

    def __init__(self, db: Db, office: Office) -> None:
        self.db, self.office, self.cast = db, office, office.cast
        self.lead = office.yoshida
        self._keys = iter(range(10**6))

    def send(
        self, by: Viewer | None = None, *, to: BroadcastAudience | None = None, is_drill: bool = False, **more: Any
    ) -> BroadcastId:
        """Send one and tell it at once."""
        usual = BroadcastDraft(
            title="確認してください", text="本文です。", rounds=[PlanRound(after_min=0, ways=["app", "push"])]
        )
        new = NewBroadcast(
            draft=msgspec.structs.replace(usual, **more),
            to=to or BroadcastAudience(everybody=True),
            is_drill=is_drill,
            key=f"key-{next(self._keys):08}",
        )
        sent = send_broadcast(self.db, by or self.lead, new)
        self.work()
        return sent.id

    def send_safety(self, **more: Any) -> BroadcastId:
        """Ask everybody whether they are safe, by the usual plan."""
        return self.send(title="安否を回答してください", asked="safety", is_urgent=True, rounds=list(URGENT), **more)

    def work(self) -> list[str]:
        """Do the jobs of emergencies that are due; returns their kinds."""
        done: list[str] = []
        while row := self.db.first(
            select(_j.id, _j.kind, _j.body)
            .where(_j.kind.in_(("emergency.tell", "emergency.round")), _j.due_at <= now_ms())
            .order_by(_j.due_at, _j.id)
            .limit(1)
        ):
            self.db.execute(delete(job_table).where(_j.id == row.id))
            if row.kind == "emergency.round":
                begin_planned(self.db, msgspec.json.decode(row.body, type=Begin))
            else:
                tell = msgspec.json.decode(row.body, type=Tell)
                while tell_some(self.db, tell, LETTERS):
                    pass
            done.append(row.kind)
        return done

    def after(self, minutes: int) -> list[str]:
        """Do what is due so many minutes from now."""
        with as_of(now_ms() + minutes * 60_000):
            return self.work()

    def kinds(self, broadcast_id: BroadcastId) -> list[str]:
        """Return what its stream tells."""
        return [one.kind for one in entries_after(self.db, broadcast_stream(broadcast_id), 0, 1_000)]

    def mail_to(self, who: Viewer, address: str) -> None:
        """Let an address of somebody be known."""
        self.db.execute(update(member_table).where(member_table.c.id == who.member_id).values(mail=address))

    def letters(self, address: str) -> list[str | None]:
        """Return the texts of the letters to an address; what was withdrawn has none."""
        found = select(letter_table.c.text).where(letter_table.c.recipient == address).order_by(letter_table.c.id)
        return list(self.db.scalars(found))

    def token(self, address: str) -> str:
        """Return the token in the newest letter to an address."""
        text = self.letters(address)[-1]
        assert text is not None
        return text.partition("/b/")[2].split()[0]


def leading(viewer: Viewer, department_id: str | None = None) -> Viewer:
    """Return somebody who was given the task."""
    return msgspec.structs.replace(viewer, delegated=frozenset({Delegated("emergency", department_id)}))


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


@pytest.fixture
def cast(office: Office) -> Cast:
    return office.cast


@pytest.fixture
def headquarters(db: Db, office: Office) -> Headquarters:
    return Headquarters(db, office)
