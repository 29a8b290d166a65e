"""Security events in the log, for whoever gathers logs (SIEM): one line each, named, with fields and no secrets.

What happened stands in the record; this tells of it as it is committed: sign-ins and every act of administration, by
the entries of the bodies' and the installation's streams. What was refused leaves no entry of its own, so it is told
when it is refused. A flood of refusals makes some lines and a number, not a flood of lines.
"""

import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import structlog
from litestar.connection import ASGIConnection
from litestar.types import Scope

from kairan.core.edge.forwarded import host_in
from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Announce
from kairan.core.viewer import Viewer

STREAMS = ("organization:", "installation:")
BODY_MOST = bounded("security_log.body", 4_000, "drop", "characters of an entry; what it said is in the record")
LINES_MOST = bounded(
    "security_log.lines", 100, "drop", "counted, and told with the next line"
)  # of refusals in a window
WINDOW_S = 10.0
CONSOLES = ("/api/administration", "/api/operator")
REFUSING = frozenset({401, 403, 421, 429})
QUIET = frozenset({"session.signed_out", "session.gate", "session.proof_needed"})
"""Asked of everybody now and then: no sign of anything."""

Heed = Callable[[Exception, Scope], Awaitable[None]]

log = structlog.get_logger("kairan.security")


class SecurityLog:
    """Tells the log of one node."""

    def __init__(self) -> None:
        self._began_at = 0.0
        self._lines = 0
        self._untold = 0

    def announce(self, announcements: Sequence[object]) -> None:
        """Tell what was committed in the streams of bodies and of the installation."""
        for one in announcements:
            if isinstance(one, Entry) and one.stream.startswith(STREAMS):
                log.info(one.kind, category="security", stream=one.stream, seq=one.seq, by=one.by, body=_body_of(one))

    async def heed(self, error: Exception, scope: Scope) -> None:
        """Tell what was refused; called for everything that is raised in a request."""
        if isinstance(error, Problem) and _is_of_security(error, scope) and self._has_room():
            log.warning("request.refused", category="security", untold=self._untold, **_refused(error, scope))
            self._untold = 0

    def _has_room(self) -> bool:
        now = time.monotonic()
        if now - self._began_at >= WINDOW_S:
            self._began_at, self._lines = now, 0
        self._lines += 1
        self._untold += self._lines > LINES_MOST
        return self._lines <= LINES_MOST


def heeding(*those: Heed) -> Heed:
    """Return one who tells all of these."""

    async def heed(error: Exception, scope: Scope) -> None:
        for one in those:
            await one(error, scope)

    return heed


def announcing(*those: Announce) -> Announce:
    """Return one that announces to all of these."""

    def announce(announcements: Sequence[object]) -> None:
        for one in those:
            one(announcements)

    return announce


def _body_of(entry: Entry) -> object:
    """Return what an entry says as an object; a list of hundreds stays in the record."""
    raw = bytes(entry.body)
    return {"bytes": len(raw)} if len(raw) > BODY_MOST else msgspec.json.decode(raw)


def _is_of_security(error: Problem, scope: Scope) -> bool:
    if error.code in QUIET:
        return False
    return error.status in REFUSING or (error.status == 404 and str(scope.get("path", "")).startswith(CONSOLES))


def _refused(error: Problem, scope: Scope) -> dict[str, object]:
    connection: ASGIConnection[object, object, object, object] = ASGIConnection(scope)  # type: ignore[type-var]
    viewer = scope.get("user")
    known = isinstance(viewer, Viewer)
    return {
        "why": error.code,
        "status": error.status,
        "method": str(scope.get("method", "")),
        "path": str(scope.get("path", ""))[:200],
        "address": connection.client.host[:45] if connection.client else "",
        "host": host_in(scope),
        "member_id": viewer.member_id if known else getattr(error, "about", None),
        "organization_id": viewer.organization_id if known else None,
        "face": viewer.face if known else None,
    }
