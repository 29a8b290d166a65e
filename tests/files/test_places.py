"""Places for uploads: nobody has them all, nobody keeps one without sending, and a day and a disk have their limits."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import msgspec
import pytest

from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db
from kairan.core.kit.problems import TooBusy
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.files import actions, http
from kairan.files.actions import Announced, Capacity, begin_upload
from kairan.files.intake import (
    UPLOADS_AT_ONCE,
    UPLOADS_OF_A_BODY,
    UPLOADS_OF_GUESTS,
    UPLOADS_OF_ONE,
    UPLOADS_OF_ONE_IN_A_CROWD,
    Intake,
)
from kairan.files.problems import TooMuchToday, UploadInterrupted, UploadTooSlow
from tests.cast import Cast, assemble

CAPACITY = Capacity(file_bytes=1 << 30)


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def somebody(number: int, body: str = "city", kind: str = "staff") -> Viewer:
    made = Viewer(member_id=MemberId(f"{body}{number}"), organization_id=OrganizationId(body))
    return msgspec.structs.replace(made, kind=kind)


class Hall(Intake):
    """An intake whose places are kept until the end of the test; no bytes come."""

    def __init__(self) -> None:
        super().__init__(Blobs(None, None), CAPACITY)  # type: ignore[arg-type]
        self.kept = ExitStack()

    def held_by(self, viewer: Viewer) -> int:
        """Take as many places as there are for them."""
        for number in range(UPLOADS_AT_ONCE + 1):
            try:
                self.kept.enter_context(self._place(viewer))
            except TooBusy:
                return number
        raise AssertionError("there is no end of places")


@pytest.fixture
def intake() -> Iterator[Hall]:
    hall = Hall()
    with hall.kept:
        yield hall


def test_five_accounts_do_not_hold_all_places(intake: Hall) -> None:
    taken = [intake.held_by(somebody(number)) for number in range(5)]
    assert taken[0] == UPLOADS_OF_ONE
    assert sum(taken) < UPLOADS_AT_ONCE * 2 // 3
    assert intake.held_by(somebody(6)) == UPLOADS_OF_ONE_IN_A_CROWD


def test_a_body_leaves_places_to_the_others_and_guests_to_staff(intake: Hall) -> None:
    assert sum(intake.held_by(somebody(number, "city", "guest")) for number in range(60)) == UPLOADS_OF_GUESTS
    assert sum(intake.held_by(somebody(number)) for number in range(100, 200)) == UPLOADS_OF_A_BODY - UPLOADS_OF_GUESTS
    assert intake.held_by(somebody(1, "town")) == UPLOADS_OF_ONE_IN_A_CROWD


def test_a_place_that_is_given_back_can_be_had_again(intake: Hall) -> None:
    for _ in range(3 * UPLOADS_AT_ONCE):
        with intake._place(somebody(1, kind="guest")):
            pass
    assert not intake._uploads
    assert not intake._of_body


def test_one_account_sends_only_so_much_in_a_day(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BYTES_A_DAY", 1_000)
    for _ in range(2):
        begin_upload(db, cast.sato, Announced("a.txt", "text/plain", 400), CAPACITY)
    with pytest.raises(TooMuchToday):
        begin_upload(db, cast.sato, Announced("a.txt", "text/plain", 400), CAPACITY)
    begin_upload(db, cast.tanaka, Announced("a.txt", "text/plain", 400), CAPACITY)


class Request:
    """A body of which a byte comes now and then."""

    def __init__(self, pause_s: float) -> None:
        self.pause_s = pause_s
        self.asked = 0

    async def receive(self) -> dict[str, object]:
        self.asked += 1
        await asyncio.sleep(self.pause_s)
        return {"type": "http.request", "body": b"a", "more_body": True}


async def all_of(chunks: AsyncIterator[bytes]) -> None:
    async for _ in chunks:
        pass


@pytest.mark.parametrize(("pause_s", "problem"), [(0.01, UploadTooSlow), (5, UploadInterrupted)])
def test_who_drips_or_falls_silent_loses_their_place(
    pause_s: float, problem: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "GRACE_S", 0.1)
    monkeypatch.setattr(http, "IDLE_S", 0.2)
    with pytest.raises(problem):
        asyncio.run(all_of(http.body_of(Request(pause_s))))  # type: ignore[arg-type]
