"""Authentication: what every request and socket passes first. Origin, entrance, session, viewer.

Who has something outstanding (a gate) or must prove themselves anew is told so here, before any handler.

A viewer is remembered for a few seconds, so that a burst of requests costs one look-up; ending a session on
this node forgets it at once, on other nodes within those seconds.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from kairan.core.edge.cookies import COOKIE, read_browser, read_cookie
from kairan.core.edge.faces import Faces, device_class
from kairan.core.edge.forwarded import FORGED, PEER, client_of, header_of
from kairan.core.edge.networks import Networks, is_inside
from kairan.core.edge.origins import require_json, require_own_origin
from kairan.core.edge.problems import (
    AddressRefused,
    AddressTooFast,
    DeviceLost,
    OtherMember,
    ProofNeeded,
    ProxyUnknown,
    SignedOut,
    TooFast,
    session_over,
)
from kairan.core.edge.rate_limits import RateLimits, Work, work_of
from kairan.core.edge.requirements import (
    SAFE_METHODS,
    require_at_gate,
    require_changeable,
    require_place,
    require_side,
    wants_fresh,
)
from kairan.core.edge.strangers import Strangers
from kairan.core.edge.waiting_room import WaitingRoom
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.priority import set_priority, urgently
from kairan.core.kit.store import Store
from kairan.core.viewer import Entrance, MemberId, Viewer

Connection = ASGIConnection[Any, Any, Any, Any]

REMEMBERED_S = 5.0
REMEMBERED_MOST = bounded("authentication.viewers", 20_000, "evict", "the session is looked up once more")
TURNED_AWAY = "turned_away"
SEEN_EVERY_MS = 5 * 60_000
OWN: dict[str, Any] = {"admits": "both", "while_read_only": True}
"""For handlers of what is one's own, whoever one is: sessions, password, settings."""
AS_MEMBER = b"kairan-member"
"""Whose page asks. One browser has one session: what waited in a page must not go in another's name."""


class Guarded(msgspec.Struct, frozen=True):
    """A viewer with what the edge must know of their session."""

    viewer: Viewer
    seen_at: int
    proof_ms: int  # so long a password or a factor counts as fresh
    networks: Networks = ()  # the body opened this face to these only; none: to any
    is_read_only: bool = False  # the trial of the body is long over: nothing is changed any more

    def is_fresh(self) -> bool:
        """Whether a password or a factor was shown lately."""
        return self.viewer.proved_at > now_ms() - self.proof_ms


class Site(msgspec.Struct, frozen=True):
    """The host name passkeys are bound to, and the pages that may ask for them."""

    rp_id: str
    origins: tuple[str, ...]


class SessionRules(msgspec.Struct, frozen=True):
    """When a session ends by itself (so long after signing in and after its last use), and where operators work."""

    absolute_ms: int = 7 * 24 * 3_600_000
    idle_ms: int = 24 * 3_600_000
    issued_ms: int = 14 * 24 * 3_600_000  # so long an issued password lets somebody in
    operator_faces: tuple[str, ...] = ()  # where operators work; none named: at any face
    operator_from: tuple[str, ...] = ()  # from which networks; none named: from any

    def admits_operators_at(self, face: str) -> bool:
        """Whether operators work through a face."""
        return not self.operator_faces or face in self.operator_faces


class SessionLookup(NamedTuple):
    """What the edge asks of sessions; given by the composition root, so that the edge knows no table."""

    viewer_of: Callable[[Db, str, str, SessionRules], Guarded | None]
    """Who holds a token at a face."""
    is_lost: Callable[[Db, str], bool]
    """Whether a browser was reported lost."""
    known_browser: Callable[[Db, str], str | None]
    """What a browser in which somebody signed in before is counted as."""
    note_seen: Callable[[Db, str], None]
    """Note that a session is in use."""


class Authentication:
    """Decides who comes in; one for each node."""

    def __init__(
        self,
        store: Store,
        faces: Faces,
        rate_limits: RateLimits,
        url: str,
        *,
        secure: bool,
        rules: SessionRules,
        sessions: SessionLookup,
    ) -> None:
        self.store = store
        self._sessions = sessions
        self.faces = faces
        self.rate_limits = rate_limits
        self.strangers = Strangers(rate_limits)
        self.secure = secure
        self.rules = rules
        self.waiting_room = WaitingRoom()
        self.url = url  # the address people use, where it was set
        self._origin_host = urlsplit(url).netloc.lower()
        self._remembered: OrderedDict[tuple[str, str], tuple[float, Guarded]] = OrderedDict()

    def entrance(self, connection: Connection) -> Entrance:
        """Decide the entrance of a request. Problems: HostUnknown, ProxyUnknown."""
        agent = header_of(connection.scope, b"user-agent")
        return Entrance(face=self.face(connection), device=device_class(agent), agent=agent[:300])

    def face(self, connection: Connection) -> str:
        """Return the face of a request: by the host name asked for, if the peer may speak for it.

        Problems: HostUnknown, ProxyUnknown.
        """
        state = connection.scope.get("state", {})
        if state.get(FORGED):
            raise ProxyUnknown
        return self.faces.face_of(header_of(connection.scope, b"host"), state.get(PEER, ""))

    async def enter(self, connection: Connection, method: Literal["GET", "POST"]) -> Viewer:
        """Return who asks for something everyday, and remember it in the scope.

        Problems: ForeignOrigin, SignedOut, AtAGate, NotForOperators, OrganizationReadOnly, TooFast.
        """
        set_priority(urgent=False)
        require_side({}, self.face(connection))
        if method == "POST":
            self.require_own_origin(connection)
        guarded = await self.guarded(connection)
        viewer = connection.scope["user"] = guarded.viewer
        self.admit("posting" if method == "POST" else "reading", connection, viewer)
        require_at_gate({}, viewer)
        require_place({}, viewer)
        require_changeable({}, method, is_read_only=guarded.is_read_only)
        return viewer

    def admit(self, work: Work | None, connection: Connection, viewer: Viewer | None) -> None:
        """Refuse what comes too fast. Problems: TooFast."""
        if work is not None:
            self.rate_limits.admit(work, address_of(connection), viewer)

    async def fresh(self, connection: Connection, guarded: Guarded) -> Guarded:
        """Return who asks, if they lately proved it. Problems: SignedOut, ProofNeeded."""
        if not guarded.is_fresh():
            # They may have proved it at another node since this one remembered them.
            self.forget(guarded.viewer.session_id or "")
            guarded = await self.guarded(connection)
        if not guarded.is_fresh():
            raise ProofNeeded
        return guarded

    async def guarded(self, connection: Connection) -> Guarded:
        """Return who asks, with what the edge must know of their session.

        Problems: SignedOut, DeviceLost, AddressRefused, HostUnknown, ProxyUnknown.
        """
        try:
            return await self._found(connection)
        except SignedOut:
            browser = read_browser(connection.scope, secure=self.secure)
            lost = False if not browser else await self.store.read(self._sessions.is_lost, browser)
            if lost:
                raise DeviceLost from None
            raise

    async def _found(self, connection: Connection) -> Guarded:
        face = self.face(connection)
        token, address = read_cookie(connection.scope, COOKIE, secure=self.secure), address_of(connection)
        if not token:
            self.admit("arriving", connection, None)
            raise SignedOut
        guarded = self._recall(token, face)
        if guarded is None:
            if (token, face) in self._remembered:  # it was good a while ago: no need to count it as a stranger's
                guarded = await self._look_up(token, face)
            else:
                guarded = await self.strangers.known("arriving", address, lambda: self._look_up(token, face))
            if guarded is None:
                self._remembered.pop((token, face), None)
                raise session_over()
            await self._note_seen(guarded)
            if not guarded.viewer.gates:  # what is settled at another node is settled here at once
                self._remember(token, face, guarded)
        if not is_inside(address, guarded.networks):
            raise AddressRefused(address=address)
        asked_as = header_of(connection.scope, AS_MEMBER)
        if asked_as and asked_as != guarded.viewer.member_id:
            raise OtherMember
        return guarded

    async def _look_up(self, token: str, face: str) -> Guarded | None:
        with urgently():  # whoever comes back is found, whatever else goes on
            return await self.store.read(self._sessions.viewer_of, token, face, self.rules)

    async def admit_public(self, work: Work | None, connection: Connection) -> None:
        """Refuse what comes too fast without a session; beyond its address's rate a known browser counts for itself.

        Problems: TooFast.
        """
        try:
            self.admit(work, connection, None)
        except AddressTooFast as refusal:
            browser = read_browser(connection.scope, secure=self.secure)
            if not browser or work is None:
                raise
            look = partial(self.store.read, self._sessions.known_browser, browser)
            self.rate_limits.admit_known(work, await self.strangers.known_beyond(address_of(connection), look, refusal))

    async def _note_seen(self, guarded: Guarded) -> None:
        if guarded.viewer.session_id and now_ms() - guarded.seen_at > SEEN_EVERY_MS:
            await self.store.write(self._sessions.note_seen, guarded.viewer.session_id)

    def _recall(self, token: str, face: str) -> Guarded | None:
        found = self._remembered.get((token, face))
        if found is None or found[0] < time.monotonic():
            return None
        return found[1]

    def _remember(self, token: str, face: str, guarded: Guarded) -> None:
        self._remembered[token, face] = (time.monotonic() + REMEMBERED_S, guarded)
        self._remembered.move_to_end((token, face))
        if len(self._remembered) > REMEMBERED_MOST:
            self._remembered.popitem(last=False)

    def forget(self, session_id: str) -> None:
        """Forget a session that has ended."""
        ended = [key for key, (_, guarded) in self._remembered.items() if guarded.viewer.session_id == session_id]
        for key in ended:
            del self._remembered[key]

    def forget_member(self, member_id: MemberId) -> None:
        """Forget the sessions of somebody whose own factors changed; everybody else stays remembered."""
        theirs = [key for key, (_, guarded) in self._remembered.items() if guarded.viewer.member_id == member_id]
        for key in theirs:
            del self._remembered[key]

    def forget_all(self) -> None:
        """Forget everybody; the next requests look them up."""
        self._remembered.clear()

    def site(self, host: str) -> Site | None:
        """Return what passkeys are bound to here; None where they cannot be: a number, or a name nobody gave us."""
        name = host.partition(":")[0].lower()
        known = {self._origin_host.partition(":")[0], *self.faces.hosts, "localhost"}
        is_ours = name in known or known == {"", "localhost"}
        if not name or _is_number(name) or not is_ours:
            return None
        schemes = ("https",) if self.secure else ("https", "http")
        return Site(name, tuple(f"{scheme}://{host.lower()}" for scheme in schemes))

    def require_own_origin(self, connection: Connection) -> None:
        """Refuse changes and sockets asked for by pages of another site. Problems: ForeignOrigin."""
        require_own_origin(connection.scope, self.url, secure=self.secure)


def address_of(connection: Connection) -> str:
    """Return who is at the other end, as it is written."""
    return client_of(connection.scope)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.startswith("[")
    return True


class AuthenticationMiddleware(ASGIMiddleware):
    """Lets nobody in but through the door; handlers marked `exclude_from_auth` need no session.

    A socket comes in without a session too, or at a gate, with nobody as its viewer: it is told by a frame that it is
    over.
    """

    scopes = (ScopeType.HTTP, ScopeType.WEBSOCKET)

    def __init__(self, authentication: Authentication) -> None:
        self.authentication = authentication

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Check the origin, find the viewer, go on."""
        connection: Connection = ASGIConnection(scope, receive, send)
        set_priority(scope["route_handler"].opt.get("urgent"))
        opt = scope["route_handler"].opt
        if not opt.get("any_host"):
            require_side(opt, self.authentication.face(connection))
        if scope["type"] == ScopeType.WEBSOCKET:
            self.authentication.require_own_origin(connection)
            scope["user"] = await self._reader(connection)
        else:
            if scope["method"] not in SAFE_METHODS or scope["route_handler"].opt.get("writes"):
                self.authentication.require_own_origin(connection)
                if scope["route_handler"].parsed_data_field is not None:
                    require_json(scope)
            await self._let_in(connection, scope["route_handler"].opt, scope["method"])
        await next_app(scope, receive, send)

    async def _let_in(self, connection: Connection, opt: Mapping[str, Any], method: str) -> None:
        work = work_of(opt, method, connection.scope["path"])
        if opt.get("exclude_from_auth"):
            await self.authentication.admit_public(work, connection)
            return
        guarded = await self.authentication.guarded(connection)
        connection.scope["user"] = guarded.viewer  # also of a refusal, which is told in their language
        self.authentication.admit(work, connection, guarded.viewer)
        require_at_gate(opt, guarded.viewer)
        require_place(opt, guarded.viewer)
        require_changeable(opt, method, is_read_only=guarded.is_read_only)
        if wants_fresh(opt, method):
            connection.scope["user"] = (await self.authentication.fresh(connection, guarded)).viewer

    async def _reader(self, connection: Connection) -> Viewer | None:
        try:
            viewer = (await self.authentication.guarded(connection)).viewer
            self.authentication.admit("connecting", connection, viewer)
        except (SignedOut, AddressRefused):
            return None
        except TooFast as problem:
            connection.scope["state"][TURNED_AWAY] = problem  # told by a frame: a handshake tells nothing
            return None
        return None if viewer.gates or viewer.is_operator else viewer
