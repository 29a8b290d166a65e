"""Pages asked at once are partly read by a process beside the server: nobody can tell, and nobody depends on it."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from kairan.core.edge.authentication import COOKIE
from kairan.core.kit.reader_process import has_place
from tests.support.processes import wait_until
from tests.support.server import Server
from tests.talk.test_express import talk

pytestmark = pytest.mark.skipif(not has_place(), reason="one core, or another system")
CROWD = 48
ROUNDS = 20  # until the process has had a part in it


class Town(msgspec.Struct, frozen=True):
    """A server that runs, and whose sessions are open."""

    server: Server
    room_id: str
    sato: str
    stranger: str

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.server.program is not None
        return self.server.program.process.pid

    @property
    def beside(self) -> int | None:
        """The process beside it."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        found = [int(one) for task in tasks for one in (task / "children").read_text().split()]
        assert len(found) <= 1
        return found[0] if found else None

    def pages(self) -> list[str]:
        """Addresses of pages, no two of them alike."""
        return [f"/api/rooms/{self.room_id}/messages?around={number}" for number in range(1, CROWD + 1)]

    def ask(self, paths: list[str], token: str, at_once: int = CROWD) -> list[httpx.Response]:
        """Ask for all of these."""

        async def work() -> list[httpx.Response]:
            limits = httpx.Limits(max_connections=at_once)
            cookies = {COOKIE: token}
            async with httpx.AsyncClient(
                base_url=self.server.url, cookies=cookies, limits=limits, timeout=60
            ) as client:
                return list(await asyncio.gather(*map(client.get, paths)))

        return asyncio.run(work())

    def counted(self, outcome: str) -> float:
        """How many pages the process has answered, or passed back."""
        named = f'kairan_pages_beside_total{{outcome="{outcome}"}} '
        lines = httpx.get(f"{self.server.url}/metrics").text.splitlines()
        return sum(float(line.removeprefix(named)) for line in lines if line.startswith(named))


@pytest.fixture
def town(tmp_path: Path, sqlite: str) -> Iterator[Town]:
    with running(tmp_path, sqlite) as town:
        yield town


@contextmanager
def running(folder: Path, database: str, **settings: object) -> Iterator[Town]:
    talked = talk(database, 120)
    server = Server(folder, database=database, rate_limits="false", **settings)
    server.start()
    try:
        yield Town(server, *talked)
    finally:
        server.stop()


def until_it_had_a_part(town: Town, token: str, outcome: str) -> list[httpx.Response]:
    for _ in range(ROUNDS):
        answers = town.ask(town.pages(), token)
        if town.counted(outcome):
            return answers
    raise AssertionError("the process has read nothing")


def test_what_the_process_reads_is_what_the_server_reads(town: Town) -> None:
    at_once = until_it_had_a_part(town, town.sato, "answered")
    alone = town.ask(town.pages(), town.sato, at_once=1)
    assert [answer.status_code for answer in at_once] == [200] * CROWD
    assert [answer.json() for answer in at_once] == [answer.json() for answer in alone]
    headers = [{name: answer.headers.get(name) for name in ("content-type", "content-encoding", "vary")} for answer in
               (*at_once, *alone)]  # fmt: skip
    assert headers == [headers[0]] * 2 * CROWD
    assert headers[0]["content-encoding"] == "gzip"


def test_who_may_not_read_is_refused_in_the_same_words(town: Town) -> None:
    at_once = until_it_had_a_part(town, town.stranger, "passed_back")
    (alone,) = town.ask(town.pages()[:1], town.stranger)
    assert alone.status_code == 404
    assert {(answer.status_code, answer.json()["code"]) for answer in at_once} == {(404, alone.json()["code"])}
    assert not town.counted("answered")


def test_what_was_acknowledged_is_on_every_page_asked_for_afterwards(town: Town) -> None:
    newest = [f"/api/rooms/{town.room_id}/messages"] * 16
    with httpx.Client(
        base_url=town.server.url, cookies={COOKIE: town.sato}, headers={"Origin": town.server.url}
    ) as own:
        for number in range(20):
            body = {"client_key": f"k{number}", "text": f"確認 {number}"}
            own.post(newest[0], json=body).raise_for_status()
            for answer in town.ask(newest, town.sato):
                assert answer.json()["messages"][-1]["text"] == f"確認 {number}"
    assert town.counted("answered")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_who_waits_for_a_process_that_is_lost_is_answered_all_the_same(town: Town, how: signal.Signals) -> None:
    until_it_had_a_part(town, town.sato, "answered")
    beside = town.beside
    assert beside is not None
    lost = threading.Timer(0.05, os.kill, (beside, how))
    lost.start()
    for _ in range(5):
        assert [answer.status_code for answer in town.ask(town.pages(), town.sato)] == [200] * CROWD
    lost.join()
    assert [answer.status_code for answer in town.ask(town.pages(), town.sato)] == [200] * CROWD
    wait_until(lambda: town.beside is None, "nothing of it is left")
    assert "reader_process.lost" in town.server.log.read_text()
    answered = town.counted("answered")
    town.ask(town.pages(), town.sato)
    assert town.counted("answered") == answered


def test_a_server_that_has_stopped_leaves_nothing_behind(town: Town) -> None:
    beside = town.beside
    assert beside is not None
    town.server.stop()
    assert _is_dead(beside)


def test_it_goes_when_the_server_is_killed(town: Town) -> None:
    beside = town.beside
    assert beside is not None
    for sent_to_all in (signal.SIGINT, signal.SIGTERM):  # by a terminal, by systemd
        os.kill(beside, sent_to_all)
    until_it_had_a_part(town, town.sato, "answered")
    town.server.kill()
    wait_until(lambda: _is_dead(beside), "it has gone")


def _is_dead(pid: int) -> bool:
    """Whether nothing of it is left, or only the notice of its death, for whoever inherited it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_who_does_not_want_it_has_none(tmp_path: Path, sqlite: str) -> None:
    with running(tmp_path, sqlite, reader_process="false") as town:
        assert town.beside is None
        assert [answer.status_code for answer in town.ask(town.pages(), town.sato)] == [200] * CROWD
        assert not town.counted("answered")
