"""Standing test: one writer of tables, one charset in a header, and no export that another site's link can start."""

import ast
from pathlib import Path

import httpx
import pytest
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

import kairan
from kairan.app import build_litestar
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE, Encoding
from kairan.core.settings import Settings
from tests.files.serving import town_at

SOURCE = Path(kairan.__file__).parent


def test_only_one_place_writes_csv() -> None:
    writers = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"writer", "DictWriter"}
        if isinstance(node.value, ast.Name) and node.value.id == "csv"
    }
    assert writers == {"core/kit/spreadsheet.py"}


def test_no_media_type_of_a_text_says_its_charset_which_is_added_to_it() -> None:
    said = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith("text/") and "charset" in node.value
    ]
    assert said == []


@pytest.mark.parametrize("encoding", CHARSETS)
def test_a_table_has_one_charset(encoding: Encoding) -> None:
    answer = Response(b"", media_type=MEDIA_TYPE, encoding=CHARSETS[encoding])
    (kind,) = [
        value
        for name, value in answer.to_asgi_response(app=None, request=None).headers.items()  # type: ignore[arg-type]
        if name == "content-type"
    ]
    assert kind == f"text/csv; charset={CHARSETS[encoding]}"


WITH_A_KEY = {"/api/read/cases", "/api/read/cases/{case_id:str}"}  # which no browser sends by itself


def writing_gets(folder: Path) -> dict[str, HTTPRouteHandler]:
    """Find the GETs that write an entry, by what they call."""
    return {
        route.path: handler
        for route in build_litestar(Settings(data=folder)).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if "GET" in handler.http_methods and "write" in handler.fn.__code__.co_names and route.path not in WITH_A_KEY
    }


def test_a_get_that_writes_wants_to_be_asked_by_our_own_page(tmp_path: Path) -> None:
    found = writing_gets(tmp_path)
    assert len(found) >= 6
    assert [path for path, handler in found.items() if not handler.opt.get("writes")] == []


def test_a_link_on_another_site_takes_nothing_out(database_url: str, tmp_path: Path) -> None:
    with town_at(database_url, tmp_path) as town:
        for path in writing_gets(tmp_path):
            there = path.replace("{request_id:str}", "0000000000000")
            foreign = town.sato.get(there, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
            own = town.sato.get(there, headers={"Sec-Fetch-Site": "same-origin"})
            assert (foreign.status_code, foreign.json()["code"]) == (403, "request.foreign_origin"), path
            assert own.json()["code"] != "request.foreign_origin", path


def test_who_signs_out_leaves_no_pictures_in_the_browser(database_url: str, tmp_path: Path) -> None:
    with town_at(database_url, tmp_path) as town:
        origin = {"Origin": f"http://127.0.0.1:{town.port}"}
        assert town.tanaka.delete("/api/session", headers=origin).headers["clear-site-data"] == '"cache"'
        over = town.tanaka.get(
            "/api/start", headers={"Cookie": f"kairan_session={town.tokens[town.cast.tanaka.member_id]}"}
        )
        assert (over.status_code, over.headers["clear-site-data"]) == (401, '"cache"')
        never = httpx.get(f"http://127.0.0.1:{town.port}/api/start")
        assert (never.status_code, "clear-site-data" in never.headers) == (401, False)
