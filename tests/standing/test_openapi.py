"""The description of the interface is whole, and the running server keeps to it, whatever is sent.

Schemathesis sends, for every operation, what fits the description and what does not; the seed is fixed.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from litestar.routes import HTTPRoute
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import CheckContext
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kairan.app import build_litestar
from kairan.concerns import CONCERNS
from kairan.core.concern import all_problems
from kairan.core.edge.cookies import COOKIE
from kairan.core.edge.openapi import described, problems_of
from kairan.core.kit.database import open_engine, sqlite_url, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance
from kairan.sessions.actions import open_session
from tests.cast import assemble, room_of, say
from tests.support.databases import build_schema
from tests.support.server import Server

EXAMPLES = [example for concern in CONCERNS for example in concern.examples]
EXAMPLES_EACH = 3


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return described(build_litestar(Settings(data=tmp_path_factory.mktemp("described"))), CONCERNS)


def every_operation(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def codes_of(operation: dict[str, Any]) -> set[str]:
    """Return the refusals that an operation names."""
    contents = [
        content for response in operation["responses"].values() for content in response.get("content", {}).values()
    ]
    return {code for content in contents for code in content.get("examples", {})}


def told_on_pages() -> set[str]:
    """Return the refusals of pages that the server renders: they are no part of the interface for programs."""
    routes = [route for concern in CONCERNS for router in concern.pages for route in router.routes]
    handlers = [handler for route in routes if isinstance(route, HTTPRoute) for handler in route.route_handlers]
    return {problem.code for handler in handlers for problem in problems_of(handler.fn)}


def test_every_refusal_stands_at_an_operation(document: dict[str, Any]) -> None:
    named = set().union(*(codes_of(operation) for _, operation in every_operation(document)))
    assert set(all_problems(CONCERNS)) - named - told_on_pages() == set()
    assert named <= set(all_problems(CONCERNS))


def test_refusals_are_read_from_the_code_that_raises_them(document: dict[str, Any]) -> None:
    operations = dict(every_operation(document))
    sending = codes_of(operations["POST /api/rooms/{room_id}/messages"])
    assert {"message.empty", "text.too_long", "room.archived", "room.not_found", "file.not_clean"} <= sending
    assert {"session.signed_out", "request.malformed", "storage.full", "request.foreign_origin"} <= sending
    assert "password.wrong" not in sending
    assert "storage.full" not in codes_of(operations["GET /api/threads"])


def test_every_operation_has_its_own_name_a_summary_and_a_described_tag(document: dict[str, Any]) -> None:
    found = every_operation(document)
    ids = [operation["operationId"] for _, operation in found]
    assert len(set(ids)) == len(ids)
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    for name, operation in found:
        assert operation["summary"], name
        assert operation["tags"], name
        assert set(operation["tags"]) <= tags, name


def test_every_operation_but_the_public_ones_wants_the_session(document: dict[str, Any]) -> None:
    assert document["security"] == [{"session": []}]
    assert document["components"]["securitySchemes"]["session"]["name"] == COOKIE
    public = {name for name, operation in every_operation(document) if operation.get("security") == []}
    assert public == {
        "GET /api/attendance/feeds/{secret}",
        "GET /api/organizations/sign-in",
        "POST /api/session",
        "POST /api/session/passkey",
        "POST /api/session/passkey/ask",
        "POST /api/guest-invitation",
        "POST /api/guest-invitation/accept",
        "POST /api/device/wiped",
        "GET /api/oidc",
        "POST /api/oidc/start",
        "POST /api/oidc/finish",
        "GET /api/oidc/keys/{organization_id}",
        "POST /api/hazards/telegrams",
        "GET /api/read/cases",
        "GET /api/read/cases/{case_id}",
        "GET /health",
        "GET /ready",
    }


def test_what_a_client_sends_has_an_example_that_is_valid(document: dict[str, Any]) -> None:
    bodies = {
        content["schema"].get("$ref", "").rpartition("/")[2]
        for _, operation in every_operation(document)
        if operation["tags"] != ["Administration"]
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
    }
    for example in EXAMPLES:
        written = document["components"]["schemas"][type(example).__name__]["examples"][0]
        assert msgspec.convert(written, type(example)) == example
    assert bodies - {type(example).__name__ for example in EXAMPLES} == set()


# --- whatever is sent ----------------------------------------------------------------------------------------


class Running(msgspec.Struct, frozen=True):
    """A server, a session, and things that exist there."""

    server: Server
    token: str
    ids: dict[str, str]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("openapi")
    url = sqlite_url(folder / "town.db")
    build_schema(url)
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        room = room_of(db, cast.sato, cast.tanaka)
        root = say(db, cast.sato, room, "第一小学校を開設しました。")
        say(db, cast.tanaka, room, "確認しました。", root.id)
        token = open_session(db, cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    engine.dispose()
    # Thousands of requests by one account are what the turnstile is there to refuse.
    server = Server(folder, database=url, rate_limits="false")
    server.start()
    with httpx.Client(base_url=server.url, cookies={COOKIE: token}) as client:
        file = client.post("/api/files", params={"name": "計画.txt"}, content="計画".encode()).raise_for_status().json()
    ids = {"room_id": room, "message_id": root.id, "root_id": root.id, "file_id": file["id"], "emoji": "👍"}
    yield Running(server, token, {**ids, "member_id": cast.tanaka.member_id})
    server.stop()


# Not asked at random: what ends the session, what waits for news, and what counts tries or connections.
APART = [
    ("DELETE", "/api/session"),
    ("POST", "/api/session"),
    ("PUT", "/api/me/password"),
    ("POST", "/api/live"),
    ("GET", "/api/live/{connection}/events"),
    ("GET", "/api/live/{connection}/poll"),
]
# What would take the room away from whoever asks next is asked about rooms that do not exist.
SPARED = ("/leave", "/archive", "/members/{member_id}", "/masters/{member_id}")


@pytest.fixture(scope="module")
def interface(running: Running) -> Any:
    schema: Any = schemathesis.openapi.from_url(f"{running.server.url}/api/openapi.json", timeout=120)
    schema.config.generation.update(deterministic=True, database="none", with_security_parameters=False)

    def map_path_parameters(context: Any, path_parameters: dict[str, Any]) -> dict[str, Any]:
        """Every second time, ask for what exists: behind "not found" lies the rest of the code."""
        if not path_parameters or context.operation.path.endswith(SPARED):
            return path_parameters
        known = {name: running.ids[name] for name in path_parameters if name in running.ids}
        return {**path_parameters, **known} if len(str(path_parameters)) % 2 else path_parameters

    schema.hook(map_path_parameters)
    for method, path in APART:
        schema = schema.exclude(method=method, path=path)
    return schema


def no_fault(_context: CheckContext, response: Response, _case: Case[Any]) -> None:
    assert response.status_code < 500, response.text


CHECKS = [no_fault, status_code_conformance, content_type_conformance, response_schema_conformance]
BOUNDED = settings(
    max_examples=EXAMPLES_EACH,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=["fitting", "unfitting"])
def test_the_server_keeps_to_its_description(interface: Any, running: Running, mode: GenerationMode) -> None:
    faults: list[str] = []
    for found in interface.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not list(operation.body) and not list(operation.query):
            continue  # an address alone fits, or leads nowhere
        try:
            ask_at_random(operation, running, mode)
        except (Exception, BaseExceptionGroup) as fault:  # noqa: BLE001  (all are asked; faults are told together)
            faults.append(f"{operation.label}: {told(fault)}")
    assert faults == [], "\n\n".join(faults)


def told(fault: BaseException) -> str:
    """Return what happened, with what is behind it: a fault that comes and goes hides one."""
    behind = fault.exceptions if isinstance(fault, BaseExceptionGroup) else ()
    return "\n".join([str(fault)[:1_500], *map(told, behind)])  # a body may have millions of characters


def answer_to(case: Case[Any], token: str) -> Response:
    """Send it; a server that says that it has too much to do just now is asked again, as the client does."""
    for _ in range(20):
        answer = case.call(cookies={COOKIE: token}, timeout=120)
        if answer.status_code != 503 or "retry-after" not in answer.headers:
            break
        time.sleep(1)
    return answer


def ask_at_random(operation: Any, running: Running, mode: GenerationMode) -> None:
    """Send some requests, the same ones each time."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        case.validate_response(answer_to(case, running.token), checks=CHECKS)

    with suppress(Unsatisfiable):  # nothing can be sent that does not fit
        ask()


def test_what_is_apart_is_in_the_description(document: dict[str, Any]) -> None:
    names = {name for name, _ in every_operation(document)}
    assert {f"{method} {path}" for method, path in APART} <= names
