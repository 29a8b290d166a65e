"""Refused access, told in the record: counted here and written later, so that a flood makes a handful of entries.

The first refusal of its kind is told within seconds, what follows at most every ten minutes in one entry. What is
refused before it is known who asks is told in the body whose session or whose only installation it is; otherwise in
the installation's own stream, which `kairan verify` covers like every other.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

import msgspec
import structlog
from litestar.connection import ASGIConnection
from litestar.types import Scope
from sqlalchemy import select

from kairan.core.edge.cookies import COOKIE, read_cookie
from kairan.core.edge.faces import device_class
from kairan.core.edge.forwarded import host_in
from kairan.core.edge.problems import HostUnknown, ProxyUnknown
from kairan.core.extension import ExtensionPoint
from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem, Refused
from kairan.core.kit.store import Store
from kairan.core.viewer import DeviceClass, MemberId, OrganizationId, Viewer
from kairan.people import member_table, organization_stream, organization_table
from kairan.policy.entries import AccessRefused
from kairan.sessions.actions import digest_of_token
from kairan.sessions.model import session_table

TOLD_AFTER_S = 2.0
TOLD_EVERY_S = 600.0
KINDS_MOST = bounded(
    "access_refusals.kinds", 1_000, "drop", "counted as others of the same problem"
)  # of refusals remembered; what is new beyond that counts as "others" of its problem
INSTALLATION = "installation:entrance"

TOLD: ExtensionPoint[Callable[[Db, OrganizationId, str, int], None]] = ExtensionPoint("sign_in.refusals_told")
"""Hears, within the transaction that writes it, in which body what was refused how often."""

log = structlog.get_logger("kairan.sessions")


class Refusal(msgspec.Struct, frozen=True):
    """What was refused, to whom, where; refusals that agree are one kind."""

    why: str
    act: str = ""
    member_id: MemberId | None = None
    token_digest: str | None = None  # of a session that may be anybody's
    face: str | None = None
    device: DeviceClass | None = None
    address: str = ""
    route: str = ""  # what was asked for, where a refusal of the console does not say it
    host: str = ""  # that was asked for, where that is what was refused


class _Count:
    """How often, and when it was last told."""

    __slots__ = ("told_at", "untold")

    def __init__(self) -> None:
        self.untold = 0
        self.told_at = 0.0


class AccessRefusals:
    """Counts refusals on one node. Use as an async context manager for the life of the server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counts: dict[Refusal, _Count] = {}
        self._telling: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "AccessRefusals":
        """Begin to tell."""
        self._telling = asyncio.create_task(self._tell_on())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Tell what is left."""
        if self._telling is not None:
            self._telling.cancel()
            with suppress(asyncio.CancelledError):
                await self._telling
        await self.tell(everything=True)

    async def heed(self, error: Exception, scope: Scope) -> None:
        """Count a refusal; called for everything that is raised in a request."""
        if isinstance(error, Problem) and (error.is_told or isinstance(error, Refused)):
            about = error.about if isinstance(error, Refused) else None
            self.note(refusal_of(error, about, scope))

    def note(self, refusal: Refusal) -> None:
        """Count one refusal."""
        if refusal not in self._counts and len(self._counts) >= KINDS_MOST:
            refusal = Refusal(refusal.why, "others")
        self._counts.setdefault(refusal, _Count()).untold += 1

    async def tell(self, *, everything: bool = False) -> None:
        """Write what is due, and forget what was told long ago."""
        now = time.monotonic()
        for refusal, count in list(self._counts.items()):
            is_due = everything or now - count.told_at >= TOLD_EVERY_S
            if count.untold and is_due:
                tries, count.untold, count.told_at = count.untold, 0, now
                await self._write(refusal, tries)
            elif not count.untold and is_due:
                del self._counts[refusal]

    async def _write(self, refusal: Refusal, tries: int) -> None:
        log.warning(
            "access.refused",
            why=refusal.why,
            act=refusal.act,
            address=refusal.address,
            host=refusal.host,
            tries=tries,
        )
        try:
            await self._store.write(tell_refused, refusal, tries)
        except Problem as problem:
            log.warning("access.refusal_not_told", code=problem.code)

    async def _tell_on(self) -> None:
        while True:
            await asyncio.sleep(TOLD_AFTER_S)
            try:
                await self.tell()
            except Exception:
                log.exception("access.tally_failed")


def refusal_of(error: Problem, about: str | None, scope: Scope) -> Refusal:
    """Return what an entry will say of a refusal."""
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
    viewer = scope.get("user")
    address = connection.client.host[:45] if connection.client else ""
    act = str(error.detail.get("act", ""))
    if isinstance(viewer, Viewer):
        route = "" if act else f"{scope.get('method', 'GET')} {scope.get('path_template') or _without_ids(scope)}"[:200]
        return Refusal(error.code, act, viewer.member_id, None, viewer.face, viewer.device, address, route)
    token = read_cookie(scope, COOKIE, secure=False) or read_cookie(scope, COOKIE, secure=True)
    digest = digest_of_token(token) if token else None
    whom = None if about is None else MemberId(about)
    device = device_class(connection.headers.get("user-agent", ""))
    host = host_in(scope) if isinstance(error, (HostUnknown, ProxyUnknown)) else ""
    return Refusal(error.code, act, whom, digest, None, device, address, host=host)


def _without_ids(scope: Scope) -> str:
    """Return what was asked for where no route is known: as much of the path as holds no id."""
    return "/".join(scope["path"].split("/", 3)[:3])


def tell_refused(db: Db, refusal: Refusal, tries: int) -> None:
    """Write one entry for so many refusals of a kind."""
    member_id, organization_id = _whose(db, refusal)
    told = AccessRefused(
        member_id=member_id,
        act=refusal.act,
        why=refusal.why,
        face=refusal.face,
        device=refusal.device,
        address=refusal.address,
        tries=tries,
        route=refusal.route or None,
        host=refusal.host,
    )
    append(db, INSTALLATION if organization_id is None else organization_stream(organization_id), told, None)
    if organization_id is not None:
        for hear in TOLD.given():
            hear(db, organization_id, refusal.why, tries)


def _whose(db: Db, refusal: Refusal) -> tuple[MemberId | None, OrganizationId | None]:
    _m, _s = member_table.c, session_table.c
    found = select(_m.id, _m.organization_id)
    row = None
    if refusal.member_id is not None:
        row = db.first(found.where(_m.id == refusal.member_id))
    elif refusal.token_digest is not None:
        row = db.first(found.join(session_table, _s.member_id == _m.id).where(_s.token_digest == refusal.token_digest))
    if row is not None:
        return row[0], row[1]
    only = db.scalars(select(organization_table.c.id).limit(2))
    return None, OrganizationId(only[0]) if len(only) == 1 else None
