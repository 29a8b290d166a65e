"""What a SIEM gathers: sign-ins, acts of administration, and what was refused; no secrets, and no flood."""

import asyncio
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs

from kairan.core.edge.problems import HostUnknown, SignedOut
from kairan.core.edge.security_log import LINES_MOST, SecurityLog
from kairan.core.journal import Entry
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people.roles import RoleNeeded
from kairan.sessions.problems import SignInRefused

SATO = Viewer(member_id=MemberId("m1"), organization_id=OrganizationId("o1"), face="internet")


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as found:
        yield found


def entry(stream: str, kind: str, body: bytes = b'{"member_id":"m1"}') -> Entry:
    return Entry(stream, 7, kind, 1, "m9", msgspec.Raw(body))


def refuse(log: SecurityLog, error: Exception, path: str, viewer: Viewer | None = None, **more: object) -> None:
    headers = [(b"host", b"kairan.example\x00"), (b"cookie", b"kairan_session=secret")]
    scope: Any = {
        "type": "http",
        "method": "POST",
        "path": path,
        "client": ("192.0.2.7", 1),
        "headers": headers,
        **more,
    }
    if viewer is not None:
        scope["user"] = viewer
    asyncio.run(log.heed(error, scope))


def test_sign_ins_and_acts_of_administration_are_told_as_they_are_committed(lines: list[Any]) -> None:
    SecurityLog().announce([
        entry("organization:o1", "sign_in.accepted"), entry("organization:o1", "role.given"),
        entry("installation:entrance", "access.refused"), entry("room:r1", "message.posted"), object(),
    ])  # fmt: skip
    assert [line["event"] for line in lines] == ["sign_in.accepted", "role.given", "access.refused"]
    assert {line["category"] for line in lines} == {"security"}
    assert lines[0]["body"] == {"member_id": "m1"}
    assert (lines[1]["stream"], lines[1]["seq"], lines[1]["by"]) == ("organization:o1", 7, "m9")


def test_a_long_entry_is_a_size_and_stays_in_the_record(lines: list[Any]) -> None:
    SecurityLog().announce([entry("organization:o1", "roster.imported", b'{"names":"' + b"x" * 10_000 + b'"}')])
    assert lines[0]["body"] == {"bytes": 10_012}


@pytest.mark.parametrize(
    ("error", "path", "viewer", "why"),
    [
        (SignInRefused(), "/api/session", None, "session.refused"),
        (HostUnknown(), "/", None, "entrance.host_unknown"),
        (RoleNeeded(), "/api/administration/people", SATO, "role.needed"),
        (NotFound(), "/api/operator/bodies", SATO, "request.not_found"),
    ],
)
def test_what_is_refused_is_told_with_who_from_where_and_by_which_name(
    lines: list[Any], error: Exception, path: str, viewer: Viewer | None, why: str
) -> None:
    refuse(SecurityLog(), error, path, viewer)
    (line,) = lines
    assert line["event"] == "request.refused"
    assert (line["address"], line["host"], line["path"]) == ("192.0.2.7", "kairan.example?", path)
    assert line["member_id"] == (None if viewer is None else "m1")
    assert line["why"] == getattr(error, "code", why)
    assert "secret" not in str(line)


def test_what_is_no_sign_of_anything_is_not_told(lines: list[Any]) -> None:
    log = SecurityLog()
    refuse(log, SignedOut(), "/api/start")
    refuse(log, NotFound(), "/api/rooms/x", SATO)
    refuse(log, ValueError("secret"), "/api/session")
    assert lines == []


def test_a_flood_makes_some_lines_and_a_number(lines: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr("kairan.core.edge.security_log.time.monotonic", lambda: now)
    log = SecurityLog()
    for _ in range(10 * LINES_MOST):
        refuse(log, HostUnknown(), "/")
    assert len(lines) == LINES_MOST
    now += 60
    refuse(log, HostUnknown(), "/")
    assert lines[-1]["untold"] == 9 * LINES_MOST
