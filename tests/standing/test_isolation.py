"""Standing test: whoever is not in a room learns nothing of it, by any route, frame, file or search.

Every route of the application must be named here; a new one fails the test until somebody says how an outsider
tries it. Each is tried by a clerk of another body, by a colleague who is not in the room, and by a member who was
removed, with the real ids of a closed room and with ids of nothing: the answers must be the same, and none may
contain a name, an id or a word of the room.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from litestar.routes import HTTPRoute, WebSocketRoute
from sqlalchemy import insert
from websockets.sync.client import connect

from kairan.app import build_litestar
from kairan.concerns import CONCERNS
from kairan.core.concern import Concern
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.ids import new_id
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.guests import Delivery
from kairan.guests.inviting import invite_guest
from kairan.guests.model import NewInvitation, today
from kairan.guests.sponsorship import take_on
from kairan.people import set_password
from kairan.sessions.factor_model import passkey_table
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, RoomId, room_stream
from kairan.talk.rooms import remove_member
from kairan.transfers.actions import prepare_list
from tests.administration.conftest import with_role
from tests.cast import NO_SUCH_ID, Cast, assemble, room_of, say
from tests.policy.conftest import rule, settled
from tests.standing.alliance_routes import ALLIANCES, ally_secretly
from tests.standing.attempts import NO_ROLE, OPEN, Try
from tests.standing.desk_routes import DESK, begin_secretly
from tests.standing.emergency_routes import EMERGENCY, broadcast_elsewhere
from tests.standing.form_routes import FORMS, submit_secretly
from tests.standing.identity_routes import IDENTITY
from tests.standing.incident_routes import INCIDENTS, incident_elsewhere, supply_elsewhere
from tests.standing.notification_routes import NOTIFICATIONS
from tests.standing.operator_routes import OPERATORS
from tests.standing.oversight_routes import OVERSIGHT, announce_elsewhere
from tests.standing.payment_routes import PAYMENTS
from tests.standing.policy_routes import POLICY
from tests.standing.talk_routes import TALK
from tests.standing.transfer_routes import HANDOVERS, TRANSFERS
from tests.standing.way_in_routes import PUBLIC, WAY_IN
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
OUTSIDERS = ("neighbour", "stranger", "removed")
WORDS = ("極秘の議題", "三役だけの部屋", "内密の目的", "secret-plan.txt", "返信の秘密", "招かれた 客")

AT_ONCE = 8
PAGE = "/api/rooms/{room_id}/messages"
GONE = frozenset({410})  # a connection one does not have: the client opens a new one
ROUTES: dict[tuple[str, str], Try] = {
    **OVERSIGHT,
    **TRANSFERS,
    **HANDOVERS,
    **WAY_IN,
    **POLICY,
    **TALK,
    **NOTIFICATIONS,
    **FORMS,
    **PAYMENTS,
    **IDENTITY,
    **EMERGENCY,
    **INCIDENTS,
    **DESK,
    **ALLIANCES,
    ("GET", "/api/start"): OPEN,
    ("PUT", "/api/me/settings"): Try({}, names_secret=False),
    ("PUT", "/api/me/password"): Try({"current": "wrong", "new": "十文字より長いもの"}, names_secret=False),
    ("GET", "/api/departments"): OPEN,
    ("GET", "/api/people"): Try(query={"ids": "{sato}"}, names_secret=False),
    ("GET", "/api/search"): Try(query={"q": "極秘", "room_id": "{room_id}"}, names_secret=False),
    ("GET", "/api/threads"): OPEN,
    ("GET", "/api/mentions"): OPEN,
    # The console: whoever has no role is refused before anything is looked up.
    ("GET", "/api/administration/people"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people"): Try({"login": "x", "name": "外から"}, refused=NO_ROLE),
    ("GET", "/api/administration/people/{member_id}"): Try(refused=NO_ROLE),
    ("PATCH", "/api/administration/people/{member_id}"): Try({"name": "改名"}, refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/suspend"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/left"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/reopen"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/password"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/people/{member_id}/roles/{role}"): Try(refused=NO_ROLE),
    ("DELETE", "/api/administration/people/{member_id}/roles/{role}"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/people/{member_id}/tasks"): Try({"tasks": []}, refused=NO_ROLE),
    ("GET", "/api/administration/sign-in"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/sign-in"): Try({"grace_days": 0}, refused=NO_ROLE),
    ("GET", "/api/administration/sign-in/people"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/sign-in/export"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/factors/reset"): Try({"reason": "紛失"}, refused=NO_ROLE),
    ("GET", "/api/administration/audit"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/audit/acts"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/audit/export"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/roster/plan"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/roster/apply"): Try(query={"fingerprint": "0" * 64}, refused=NO_ROLE),
    **{("GET", f"/api/administration/roster/{what}"): Try(refused=NO_ROLE) for what in ("losses", "export")},
    **{("POST", f"/api/administration/roster/sheets{what}"): Try({}, refused=NO_ROLE) for what in ("", "/plan")},
    ("GET", "/api/administration/departments"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/departments"): Try({"name": "外の課"}, refused=NO_ROLE),
    ("PATCH", "/api/administration/departments/{department_id}"): Try({"name": "改称課"}, refused=NO_ROLE),
    ("POST", "/api/administration/departments/{department_id}/close"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/departments/{department_id}/merge"): Try(query={"into_id": "0" * 13}, refused=NO_ROLE),
    ("POST", "/api/administration/departments/{department_id}/merge"): Try(
        {"into_id": "0" * 13, "state": "0" * 64}, refused=NO_ROLE
    ),
    ("GET", "/api/administration/department-plans"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/department-plans"): Try(
        {"act": "close", "department_id": "0" * 13, "effective_at": 4_000_000_000_000}, refused=NO_ROLE
    ),
    ("POST", "/api/administration/department-plans/{plan_id}/withdraw"): Try(refused=NO_ROLE),
    # Guests: whoever does not answer for one cannot tell them, or their invitation, from nobody.
    ("GET", "/api/guests"): OPEN,
    ("GET", "/api/guests/rules"): OPEN,
    ("GET", "/api/guests/{guest_id}"): OPEN,  # staff of the body know its guests
    ("POST", "/api/guests/{guest_id}/renew"): Try({"ends_on": "2026-11-22"}),
    ("PUT", "/api/guests/{guest_id}/sponsor"): Try({"member_id": "{sato}"}),
    ("POST", "/api/guests/{guest_id}/end"): Try(),
    ("POST", "/api/guests/invitations"): Try(
        {
            "name": "外 太郎",
            "body": "外の会",
            "mail": "soto@example.jp",
            "purpose": "中を見る",
            "ends_on": "2026-11-22",
            "room_ids": ["{room_id}"],
        }
    ),
    ("DELETE", "/api/guests/invitations/{invitation_id}"): Try(),
    ("POST", "/api/guests/invitations/{invitation_id}/send"): Try(),
    ("POST", "/api/guests/invitations/{invitation_id}/consent"): Try(),
    ("POST", "/api/guests/invitations/{invitation_id}/decline"): Try(),
    ("GET", "/api/administration/guests"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/guests/invitations"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/guests/export"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/guests/rules"): Try({}, refused=NO_ROLE),
    # Public: whoever has the link. Wrong ones are told apart from nothing else.
    ("POST", "/api/guest-invitation"): Try({"token": "{invitation_id}"}, refused=frozenset({404})),
    ("POST", "/api/guest-invitation/accept"): Try({"token": "{invitation_id}", "password": PASSWORD}),
    ("GET", "/api/administration/organization"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/organization/drift"): Try(refused=NO_ROLE),
    ("PATCH", "/api/administration/organization"): Try({"is_listed": False}, refused=NO_ROLE),
    **OPERATORS,
    # Templates of forms: the same for everybody who may build any, and nothing of a body.
    ("GET", "/api/forms/templates"): OPEN,
    ("GET", "/api/forms/templates/{key}"): OPEN,
    ("POST", "/api/live"): Try({"vector": {"{stream}": 0}}, names_secret=False),
    ("GET", "/api/live/{connection}/events"): Try(refused=GONE),
    ("GET", "/api/live/{connection}/poll"): Try(query={"after": "0"}, refused=GONE),
    ("POST", "/api/live/{connection}/frames"): Try(refused=GONE),
    ("WEBSOCKET", "/api/live"): OPEN,  # tried by frames below
    # Public by intention: the client, the description of the interface, what supervisors ask.
    ("GET", "/api/openapi.json"): OPEN,
    ("GET", "/health"): OPEN,
    ("GET", "/ready"): OPEN,
    ("GET", "/metrics"): OPEN,
    ("GET", "/"): OPEN,
    ("GET", "/{path}"): OPEN,
}
LAST = {("DELETE", "/api/session")}  # signs the outsider out


class Secret(msgspec.Struct, frozen=True):
    """The closed room, and everything in it an outsider could name."""

    ids: dict[str, str]
    logins: dict[str, str]

    def words(self, who: str) -> list[str]:
        """Return what must not occur in an answer to this outsider."""
        people = ["佐藤 美咲", "田中 一郎"] if who == "neighbour" else []
        return [*WORDS, *people, self.ids["message_id"], self.ids["file_id"]]


@pytest.fixture(scope="module")
def server(database_kind: str, databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a database of its own."""
    url = databases.fresh()
    folder = tmp_path_factory.mktemp(f"isolation-{database_kind}")
    server = Server(folder, database=url, rate_limits="false")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def secret(server: Server) -> Secret:
    """Fill the closed room."""
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        removed = cast.suzuki
        for viewer in (cast.sato, cast.neighbour, cast.stranger, removed):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    with closing(server.sign_in("sato", PASSWORD, cast.city)) as sato:
        sent = sato.post("/api/files", params={"name": "secret-plan.txt"}, content="計画".encode())
        file_id = sent.raise_for_status().json()["id"]
        session_id = sato.get("/api/sessions").raise_for_status().json()["sessions"][0]["id"]
        device_id = sato.get("/api/devices").raise_for_status().json()["devices"][0]["id"]
    with transaction(engine) as db:
        ids = _fill(db, cast, removed, file_id) | {"session_id": session_id, "device_id": device_id}
        ids |= submit_secretly(db, cast, Settings(data=server.folder / "data").secret_key_path)
        ids |= begin_secretly(db, cast, ids["room_id"])
    engine.dispose()
    return Secret(ids, {"neighbour": "neighbour", "stranger": "stranger", "removed": "suzuki"})


def _fill(db: Db, cast: Cast, removed: Viewer, file_id: str) -> dict[str, str]:
    room = room_of(db, cast.sato, cast.tanaka, removed, name="三役だけの部屋", purpose="内密の目的")
    passkey = new_id()
    key = {"credential_id": "k", "public_key": "k", "sign_count": 0, "rp_id": "localhost", "transports": ""}
    named = {"id": passkey, "member_id": cast.tanaka.member_id, "name": "secret-plan.txt", "created_at": 0}
    db.execute(insert(passkey_table).values(**named, **key))
    draft = Draft(client_key="secret", text="極秘の議題", file_ids=[FileId(file_id)])
    root = send_message(db, cast.sato, room, draft)
    say(db, cast.tanaka, room, "返信の秘密", root.id)
    remove_member(db, cast.sato, room, removed.member_id)
    personnel = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    settled(db, personnel, rule("single", "phone", download=0))  # so that viewers carry rules
    return {
        "room_id": room,
        "message_id": root.id,
        "root_id": root.id,
        "file_id": file_id,
        "member_id": cast.tanaka.member_id,
        "sato": cast.sato.member_id,
        "stream": room_stream(room),
        "emoji": "👍",
        "connection": "unknown",
        "path": "rooms",
        "city": cast.city,
        "organization_id": cast.city,
        "department_id": cast.welfare,
        "guest_id": cast.guest.member_id,
        "invitation_id": _invite(db, cast, room),
        "list_id": prepare_list(db, personnel, "内密の目的", 1),
        "announcement_id": announce_elsewhere(db, cast, personnel),
        **ally_secretly(db, cast, personnel),
        "form": "overview",
        "incident_id": incident_elsewhere(db, personnel),
        "supply_id": supply_elsewhere(db, personnel),
        "broadcast_id": broadcast_elsewhere(db, cast, personnel),
        "seq": "1",
        "number": "1",
        "n": "1",
        "stamp_id": "ryokai",
        "planned_id": NO_SUCH_ID,
        "role": "auditor",
        "passkey_id": passkey,
        "plan": "free",
        "job_id": NO_SUCH_ID,
        "request_id": NO_SUCH_ID,
    }


def _invite(db: Db, cast: Cast, room: RoomId) -> str:
    """Invite somebody into the closed room, and answer for a guest who is here already."""
    take_on(db, cast.sato, cast.guest.member_id, "内密の目的", "2099-03-31")
    day = today().isoformat()
    wanted = NewInvitation(
        name="招かれた 客", body="内密の会", mail="kyaku@example.jp", purpose="内密の目的", ends_on=day, room_ids=[room]
    )
    return invite_guest(db, cast.sato, wanted, Delivery(None, None)).id


def routes(folder: Path, concerns: tuple[Concern, ...] = CONCERNS) -> set[tuple[str, str]]:
    """Return every route of the application: the method, and the path with its parameters' names."""
    found: set[tuple[str, str]] = set()
    for route in build_litestar(Settings(data=folder), concerns).routes:
        path = route.path_format or "/"
        if isinstance(route, HTTPRoute):
            found |= {(method, path) for handler in route.route_handlers for method in handler.http_methods}
        elif isinstance(route, WebSocketRoute):
            found.add(("WEBSOCKET", path))
    return {(method, path) for method, path in found if method not in {"OPTIONS", "HEAD"}}


def test_every_route_is_tried(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    assert routes(tmp_path / "var") == set(ROUTES)


def ask(client: httpx.Client, method: str, path: str, attempt: Try, ids: dict[str, str]) -> httpx.Response:
    """Ask as the outsider would, with these ids."""
    body = None if attempt.body is None else json.loads(_filled(json.dumps(attempt.body), ids))
    query = {name: _filled(value, ids) for name, value in attempt.query.items()}
    return client.request(method, _filled(path, ids), params=query, json=body)


def _filled(text: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        text = text.replace("{" + name + "}", value)
    return text


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_route_tells_an_outsider_anything(server: Server, secret: Secret, who: str) -> None:
    nothing = {name: NO_SUCH_ID if len(value) == len(NO_SUCH_ID) else value for name, value in secret.ids.items()}
    with closing(server.sign_in(secret.logins[who], PASSWORD)) as client:
        for method, path in sorted(ROUTES, key=lambda route: route in LAST):
            attempt = ROUTES[method, path]
            if method == "WEBSOCKET":
                continue
            answer = ask(client, method, path, attempt, secret.ids)
            told = [word for word in secret.words(who) if word in answer.text]
            assert told == [], f"{method} {path} tells {who} {told}"
            if attempt.names_secret:
                assert answer.status_code in attempt.refused, f"{method} {path}: {answer.status_code} {answer.text}"
                assert _plain(answer) == _plain(ask(client, method, path, attempt, nothing)), f"{method} {path}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_is_told_when_many_ask_at_once(server: Server, secret: Secret, who: str) -> None:
    asked = [path for method, path in ROUTES if method == "GET"] + [PAGE] * 4 * AT_ONCE
    with closing(server.sign_in(secret.logins[who], PASSWORD)) as client, ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(lambda path: ask(client, "GET", path, ROUTES["GET", path], secret.ids), asked))
    for path, answer in zip(asked, answers, strict=True):
        assert answer.status_code < 500, f"{path}: {answer.text}"
        assert [word for word in secret.words(who) if word in answer.text] == [], path
        assert answer.status_code in ROUTES["GET", path].refused or not ROUTES["GET", path].names_secret, path


def _plain(answer: httpx.Response) -> tuple[int, object]:
    """Return an answer without what differs between any two requests."""
    if not answer.content:
        return answer.status_code, answer.headers.get("Location")
    return answer.status_code, {key: value for key, value in answer.json().items() if key != "request_id"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_frame_reaches_an_outsider(server: Server, secret: Secret, who: str) -> None:
    with (
        closing(server.sign_in(secret.logins[who], PASSWORD)) as client,
        closing(server.sign_in("sato", PASSWORD)) as sato,
    ):
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        headers = {"Cookie": cookie, "Origin": server.url}
        with connect(server.url.replace("http", "ws") + "/api/live", additional_headers=headers) as socket:
            socket.send(json.dumps({"t": "hello", "vector": {secret.ids["stream"]: 0}, "look": secret.ids["room_id"]}))
            room = secret.ids["room_id"]
            sato.post(f"/api/rooms/{room}/messages", json={"client_key": f"live-{who}", "text": "極秘の議題"})
            sato.post(f"/api/rooms/{room}/read", json={"n": 99})
            socket.send(json.dumps({"t": "look", "room": room}))
            heard = _everything(socket)
        assert "current" in heard
        assert [word for word in secret.words(who) if word in heard] == []
        assert not [line for line in heard.splitlines() if room in line and json.loads(line)["t"] != "closed"]


def _everything(socket: Any) -> str:
    """Return every frame until nothing comes for a while."""
    heard: list[str] = []
    with suppress(TimeoutError):
        while True:
            heard.append(str(socket.recv(timeout=1.5)))
    return "\n".join(heard)


def test_somebody_signed_out_gets_nothing(server: Server, secret: Secret) -> None:
    public = {"/api/organizations/sign-in", "/api/session", "/api/openapi.json"}
    public |= {"/api/session/passkey", "/api/session/passkey/ask"}
    public |= {"/api/guest-invitation", "/api/guest-invitation/accept"}
    public |= PUBLIC
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as client:
        for (method, path), attempt in ROUTES.items():
            if path.startswith("/api") and path not in public and method != "WEBSOCKET":
                assert ask(client, method, path, attempt, secret.ids).status_code == 401, f"{method} {path}"
        with connect(server.url.replace("http", "ws") + "/api/live") as socket:
            assert json.loads(socket.recv(timeout=5))["code"] == "signed_out"
