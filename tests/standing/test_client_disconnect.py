"""Who goes away in the middle of what they were saying is no fault of the server, whatever they were saying."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select
from structlog.testing import capture_logs

from kairan.core.edge.observe import REQUESTS
from kairan.core.kit.database import transaction
from kairan.talk.model import message_table
from tests.files.serving import Town, town_at
from tests.support.processes import wait_until

ROUTES = [
    "/api/rooms/{room}/messages",  # passes the framework by
    "/api/rooms/{room}/read",  # so does this
    "/api/live",  # JSON the framework reads
    "/api/live/none/frames",  # a body that the handler reads
    "/api/files?name=a.txt",
    "/api/administration/roster/plan",
    "/api/session",  # before it is known who asks
    "/api/nowhere",
]
KINDS = ["application/json", "application/octet-stream", "multipart/form-data; boundary=b"]
LENGTHS = ["Content-Length: 1000", "Transfer-Encoding: chunked"]


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_at(database_url, tmp_path) as made:
        yield made


def test_who_goes_in_the_middle_is_no_fault_wherever_they_were(town: Town) -> None:
    for route, kind, announced in product(ROUTES, KINDS, LENGTHS):
        before = answered()
        with capture_logs() as lines:
            cut_off(town, route, kind, announced)
        (status,) = answered() - before
        assert status < "500", (route, kind, announced, lines)
        faults = [
            line for line in lines if line.get("category") != "security" and line["event"] != "access.refused"
        ]  # a refusal is told, and is no fault
        assert {line["log_level"] for line in faults} <= {"debug", "info"}, lines


@pytest.mark.parametrize("route", [ROUTES[0], "/api/live", "/api/files?name=a.txt"])
def test_who_goes_in_the_middle_is_counted_as_gone(town: Town, route: str) -> None:
    before = answered()
    cut_off(town, route, KINDS[0], LENGTHS[0])
    assert answered() - before == Counter({"499": 1})
    assert count(town, message_table) == 0


def cut_off(town: Town, route: str, kind: str, announced: str) -> None:
    """Begin to say something and go; returns when the server has noticed."""
    before = answered()
    half = b'5\r\n{"tex\r\n' if "chunked" in announced else b'{"tex'
    head = f"POST {route.format(room=town.room_id)} HTTP/1.1\r\n{announced}\r\nContent-Type: {kind}"
    town.raw(head, half).close()
    wait_until(lambda: answered() != before, "the request is over")


def count(town: Town, table: Table) -> int:
    with transaction(town.engine) as db:
        return int(db.scalar(select(func.count()).select_from(table)))


def answered() -> Counter[str]:
    """Count what was answered, by status."""
    samples = (sample for metric in REQUESTS.collect() for sample in metric.samples)
    found: Counter[str] = Counter()
    for one in samples:
        if one.name.endswith("_total"):
            found[one.labels["status"]] += int(one.value)
    return found
