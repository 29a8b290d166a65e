"""Standing tests: what only some may do leaves an entry when others try it; what acts later asks again at its hour."""

import ast
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from litestar.routes import HTTPRoute

import kairan
from kairan.app import build_litestar
from kairan.concerns import CONCERNS
from kairan.core.concern import Parts, jobs_of
from kairan.core.edge.requirements import SAFE_METHODS
from kairan.core.journal import entries_after
from kairan.core.kit.blobs import open_blobs
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import open_store
from kairan.core.settings import Settings
from kairan.people import organization_stream, set_password
from tests.administration.conftest import Office, office_of
from tests.cast import NO_SUCH_ID
from tests.standing.test_isolation import ROUTES
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
SOURCE = Path(kairan.__file__).parent
CONSOLES = ("/api/administration", "/api/installation")


class Place:
    """A server with the office, and a clerk without any power."""

    def __init__(self, server: Server, office: Office, url: str) -> None:
        self.server = server
        self.office = office
        self.url = url

    def refused(self) -> set[str]:
        engine = open_engine(self.url, pool_size=1)
        with transaction(engine) as db:
            entries = entries_after(db, organization_stream(self.office.cast.city), 0, 5_000)
        engine.dispose()
        bodies = [json.loads(bytes(one.body)) for one in entries if one.kind == "access.refused"]
        return {body["route"] for body in bodies if body["member_id"] == self.office.cast.sato.member_id}


@pytest.fixture(scope="module")
def place(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        set_password(db, office.cast.sato, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path_factory.mktemp("powers"), database=url)
    server.start()
    yield Place(server, office, url)
    server.stop()


def routes(*, unsafe: bool) -> list[tuple[str, str]]:
    """Return every route of the application that changes something, or reads, as it is written in the reference."""
    found: set[tuple[str, str]] = set()
    for route in build_litestar(Settings()).routes:
        if not isinstance(route, HTTPRoute):
            continue
        path = route.path_format
        found |= {(method, path) for method in route.methods if (method not in SAFE_METHODS) == unsafe}
    return sorted(found)


def test_every_change_of_the_consoles_tried_by_a_clerk_is_on_record(place: Place) -> None:
    wanted: set[str] = set()
    with closing(place.server.sign_in("sato", PASSWORD)) as clerk:
        for method, path in routes(unsafe=True):
            if not path.startswith(CONSOLES):
                continue
            attempt = ROUTES.get((method, path))
            body = {} if attempt is None or attempt.body is None else attempt.body
            query = {} if attempt is None else attempt.query
            filled = path
            for name in ("member_id", "request_id", "room_id", "department_id", "list_id", "consent_id"):
                filled = filled.replace("{" + name + "}", NO_SUCH_ID)
            filled = filled.replace("{role}", "administrator").replace("{seq}", "1").replace("{", "").replace("}", "")
            answer = clerk.request(method, filled, json=body, params=query)
            assert answer.status_code in {400, 403, 404}, f"{method} {path}: {answer.status_code} {answer.text[:200]}"
            if answer.json()["code"] != "request.malformed":
                wanted.add(f"{method} {path}")
    assert len(wanted) >= 50
    place.server.stop()  # tells what it counted
    missing = wanted - place.refused()
    place.server.start()
    assert not missing


def test_no_body_is_read_that_is_not_said_to_be_json(place: Place) -> None:
    app = build_litestar(Settings())
    with httpx.Client(base_url=place.server.url, headers={"Origin": place.server.url}) as client:
        tried = 0
        for route in app.routes:
            if not isinstance(route, HTTPRoute):
                continue
            for method, (handler, _) in route.route_handler_map.items():
                if method in SAFE_METHODS or handler.parsed_data_field is None:
                    continue
                path = re.sub(r"\{(\w+):int\}|\{(\w+):\w+\}", lambda one: one[2] or "1", route.path)
                for kind in ("text/plain", "application/x-www-form-urlencoded", "text/plain;application/json"):
                    answer = client.request(method, path, content=b"{}", headers={"content-type": kind})
                    assert (answer.status_code, answer.json()["code"]) == (415, "request.not_json"), path
                tried += 1
        assert tried > 50


@pytest.mark.parametrize(
    "origin", ["null", "", "http://", "https://{host}", "http://{name}:1", "http://x@evil.example"]
)
def test_only_our_own_whole_origin_changes_something(place: Place, origin: str) -> None:
    host = place.server.url.partition("//")[2]
    written = origin.format(host=host, name=host.partition(":")[0])
    answer = httpx.post(
        f"{place.server.url}/api/session",
        json={"login": "sato", "password": PASSWORD},
        headers={"Origin": written} if origin else {"Origin": place.server.url, "Sec-Fetch-Site": "same-site"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "request.foreign_origin")


ACTING = {
    "transfers.carry_out",
    "administration.change_departments",
    "counter.announce",
    "hazards.act",
    "talk.planned_message",
}
"""Jobs that do something in a person's name; each asks what that person may as of now."""
FOR_NOBODY_PREFIXES = (
    "alliances.",
    "anchors.",
    "applications.",
    "circulars.",
    "counter.",
    "emergency.",
    "entry.",
    "figures.",
    "files.",
    "guests.",
    "hazards.feed",
    "hazards.sweep",
    "identity.",
    "installation.",
    "mail.",
    "meetings.",
    "notifications.",
    "payments.",
    "polls.",
    "records.",
    "selfaudit.",
    "talk.",
    "tasks.",
    "webhooks.",
)
"""Concerns whose jobs count, clean, tell, end what is over, or carry letters: the installation's own."""


def test_every_job_is_known_to_act_for_nobody_or_to_ask_again(tmp_path: Path) -> None:
    """A job that acts in a person's name loads them as of now (`acting_now`); a new one is named here once it does."""
    settings = Settings(data=tmp_path)
    store = open_store(settings.database_url)
    parts = Parts(store, open_blobs(settings.files_url), SecretBox(settings.secret_key_path), settings)
    jobs = jobs_of(CONCERNS, parts)
    unknown = {kind for kind in jobs.kinds if not kind.startswith(FOR_NOBODY_PREFIXES)} - ACTING
    assert not unknown
    for kind in ACTING:
        concern = SOURCE / kind.partition(".")[0]
        assert any("acting_now(" in file.read_text("utf-8") for file in concern.rglob("*.py")), kind


def test_whoever_is_let_into_a_room_by_others_is_so_by_reviewed_hands_only() -> None:
    """`admit` asks nothing itself: each caller is named here once it asks `invite`, or follows a post or a transfer."""
    reviewed = {
        "talk/rooms.py": {"_admit_first", "join_room", "invite"},  # asked `invite`, or oneself
        "talk/post_rooms.py": {"admit_holders", "_follow"},  # by post; `change_room` asks `invite`
        "talk/department_rooms.py": {"_make_one"},  # asked `invite`; a master who holds a post there
        "alliances/rooms.py": {"open_room", "join_alliance_room"},  # asked `invite`, or oneself
        "alliances/membership.py": {"bring_body_back"},  # who was in when their body was suspended or paused
        "guests/admitting.py": {"admit_guest"},  # asked `invite_guest`, and again when it is accepted
        "transfers/execution.py": {"_change_room"},
        "transfers/undoing.py": {"_rooms_back"},
    }
    found: dict[str, set[str]] = {}
    for file in SOURCE.rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef) or function.name == "admit":
                continue
            calls = (one.func for one in ast.walk(function) if isinstance(one, ast.Call))
            if any(isinstance(called, ast.Name) and called.id == "admit" for called in calls):
                found.setdefault(file.relative_to(SOURCE).as_posix(), set()).add(function.name)
    assert found == reviewed


def test_cookies_are_read_in_one_place() -> None:
    offenders = [
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if ".cookies" in file.read_text("utf-8").replace("kairan.core.edge.cookies", "")
    ]
    assert offenders == []


def test_passwords_and_roles_are_written_where_the_hand_is_noted() -> None:
    """Whoever issues a password or gives a role says so to `people.hands`; these are the places that may."""
    known = {
        "people/actions.py", "sessions/actions.py", "guests/reopening.py", "roster/sheets.py", "roster/applying.py",
        "erasure/actions.py", "administration/actions.py", "installation/administrators.py",
    }  # fmt: skip
    marks = ('"password_hash":', "password_hash=bindparam", "keep_roles(")
    texts = {file.relative_to(SOURCE).as_posix(): file.read_text("utf-8") for file in SOURCE.rglob("*.py")}
    writing = {name for name, text in texts.items() if any(mark in text for mark in marks)}
    assert writing <= known
