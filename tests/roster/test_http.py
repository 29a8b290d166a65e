"""The roster over HTTP: a file as the body, an answer in lines, and what is too large or broken off."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from kairan.core.kit.database import open_engine, transaction
from kairan.people import set_password
from tests.administration.conftest import office_of
from tests.roster.conftest import csv_of
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
PLAN, APPLY = "/api/administration/roster/plan", "/api/administration/roster/apply"


@pytest.fixture(scope="module")
def server(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a database of its own."""
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.yoshida, office.cast.sato):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path_factory.mktemp("roster"), database=url)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def yoshida(server: Server) -> Iterator[httpx.Client]:
    with closing(server.sign_in("yoshida", PASSWORD)) as client:
        yield client


def frames_of(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.raise_for_status().text.splitlines()]


def test_what_was_planned_is_imported_and_told_line_by_line(yoshida: httpx.Client) -> None:
    data = csv_of("9,mori,森 里奈,,総務部/情報政策課,主査,,,,", encoding="cp932")
    plan = yoshida.post(PLAN, content=data).raise_for_status().json()
    assert (plan["encoding"], plan["departments"]) == ("cp932", ["総務部", "総務部/情報政策課"])
    answer = yoshida.post(APPLY, params={"fingerprint": plan["fingerprint"]}, content=data)
    assert answer.headers["content-type"] == "application/x-ndjson"
    *progress, last = frames_of(answer)
    assert all(frame["stage"] for frame in progress)
    assert last["outcome"]["created"] == 1
    again = frames_of(yoshida.post(APPLY, params={"fingerprint": plan["fingerprint"]}, content=data))[-1]
    assert (again["outcome"]["created"], again["outcome"]["unchanged"]) == (0, 1)


def test_an_import_that_is_refused_on_the_way_says_so_in_its_last_line(yoshida: httpx.Client) -> None:
    data = csv_of("tanaka,田中 二郎", head="ログインID,氏名")
    last = frames_of(yoshida.post(APPLY, params={"fingerprint": "0" * 64}, content=data))[-1]
    assert last["problem"]["code"] == "roster.outdated"
    assert "もう一度" in last["problem"]["title"]


def test_a_file_of_50_mb_is_refused_in_words(yoshida: httpx.Client) -> None:
    answer = yoshida.post(PLAN, content=b"a" * 50_000_000, timeout=120)
    assert (answer.status_code, answer.json()["code"]) == (413, "roster.too_large")
    assert "10MB" in answer.json()["title"]


def test_a_faulty_file_is_refused_before_anything_is_read_from_the_body(yoshida: httpx.Client) -> None:
    answer = yoshida.post(PLAN, content="氏名,職員番号\n佐藤,1\n".encode() + "鈴木,2\n".encode("cp932"))
    assert (answer.status_code, answer.json()["code"]) == (422, "roster.mixed_encodings")


def test_a_member_without_the_role_is_refused_whatever_they_send(server: Server) -> None:
    with closing(server.sign_in("sato", PASSWORD)) as sato:
        for path in (PLAN, f"{APPLY}?fingerprint={'0' * 64}"):
            assert sato.post(path, content=b"x").status_code == 403


def test_an_upload_that_breaks_off_changes_nothing_and_leaves_no_fault(server: Server, yoshida: httpx.Client) -> None:
    def broken() -> Iterator[bytes]:
        yield csv_of("1,neu,新人 花子,,,,,,,")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        yoshida.post(PLAN, content=broken())
    assert yoshida.get("/api/administration/people", params={"q": "新人"}).json()["total"] == 0
    assert '"fault"' not in server.log.read_text()


def test_a_roster_is_given_out_in_both_encodings(yoshida: httpx.Client) -> None:
    for encoding, begins in (("utf-8", "\ufeff職員番号".encode()), ("cp932", "職員番号".encode("cp932"))):
        answer = yoshida.get("/api/administration/roster/export", params={"encoding": encoding}).raise_for_status()
        assert answer.content.startswith(begins)
        assert answer.headers["content-disposition"].endswith('.csv"')
    assert yoshida.get("/api/administration/roster/losses").raise_for_status().json()["losses"] == []


def test_whoever_gets_a_sheet_signs_in_with_what_stands_on_it(server: Server, yoshida: httpx.Client) -> None:
    wanted = {"per_page": 4}
    plan = yoshida.post("/api/administration/roster/sheets/plan", json=wanted).raise_for_status().json()
    assert plan["people"] > 0
    pdf = yoshida.post("/api/administration/roster/sheets", json=wanted, timeout=120).raise_for_status()
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["cache-control"] == "no-store"
    assert pdf.content.startswith(b"%PDF-")
    again = yoshida.post("/api/administration/roster/sheets", json=wanted)
    assert (again.status_code, again.json()["code"]) == (422, "sheets.nobody")
