"""From the button of the headquarters to the answer by the link in a letter, through a real server and mail server."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from kairan.core.kit.database import open_engine, transaction
from kairan.people import member_table, set_password
from tests.administration.conftest import Office, office_of
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed
from tests.support.postbox import SENDER, Postbox
from tests.support.processes import wait_until
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
SMALL = 30 * 1024


class Hall:
    """A server that sends letters, with the office in it."""

    def __init__(self, server: Server, office: Office, postbox: Postbox) -> None:
        self.server, self.office, self.postbox = server, office, postbox

    def link(self) -> str:
        """Return the address in the newest letter, once one has come."""
        wait_until(lambda: bool(self.postbox.taken), "a letter is there")
        lines = str(self.postbox.taken[-1].get_content()).splitlines()
        return next(line.strip() for line in lines if "/b/" in line)


@pytest.fixture(scope="module")
def hall(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for one in (office.yoshida, office.cast.sato):
            set_password(db, one, quickly_hashed(PASSWORD))
        mine = member_table.c.id == office.cast.sato.member_id
        db.execute(member_table.update().where(mine).values(mail="sato@city.example.lg.jp"))
    engine.dispose()
    postbox = Postbox()
    server = Server(
        tmp_path_factory.mktemp("emergency"),
        database=url,
        mail_url=f"smtp://127.0.0.1:{postbox.controller.port}",
        mail_from=SENDER,
    )
    server.start()
    yield Hall(server, office, postbox)
    server.stop()
    postbox.controller.stop()


def broadcast(**more: Any) -> dict[str, Any]:
    draft = {
        "title": "安否<b>確認</b>",
        "text": "落ち着いて\n回答してください。",
        "asked": "safety",
        "is_urgent": True,
        "rounds": [{"after_min": 0, "ways": ["app", "mail"]}],
    }
    return {"draft": draft, "to": {"everybody": True}, "is_drill": True, "key": "over http 1", **more}


def test_a_letter_is_answered_without_signing_in_and_once(hall: Hall) -> None:
    with (
        closing(hall.server.sign_in("yoshida", PASSWORD)) as lead,
        httpx.Client(base_url=hall.server.url, headers={"Origin": hall.server.url}) as stranger,
    ):
        made = [lead.post("/api/broadcasts", json=broadcast()).raise_for_status().json() for _ in range(2)]
        assert made[0] == made[1]
        broadcast_id = made[0]["id"]
        path = hall.link().removeprefix(hall.server.url)
        page = stranger.get(path)
        assert (page.status_code, len(page.content) < SMALL) == (200, True)
        assert page.headers["referrer-policy"] == "same-origin"
        for said in ("これは訓練です", "【訓練】安否&lt;b&gt;確認&lt;/b&gt;", "佐藤 美咲 さんあて", "無事です"):
            assert said in page.text
        assert "script" not in page.text
        assert lead.get(f"/api/broadcasts/{broadcast_id}").json()["broadcast"]["rungs"]["seen"] == 0
        assert stranger.post(path, data={"choice": "0"}).status_code == 422
        for choice in ("safe", "help"):  # the second is too late: the link is used
            answered = stranger.post(path, data={"choice": choice, "comment": "だいじょうぶ", "coming": "now"})
            assert "回答を受け付けました。" in answered.text
        assert stranger.get("/api/broadcasts/mine").status_code == 401  # it opens nothing else
        view = lead.get(f"/api/broadcasts/{broadcast_id}").json()
        assert view["choices"] == [{"choice": "safe", "people": 1}]
        table = lead.get(f"/api/broadcasts/{broadcast_id}/export")
        assert table.content.startswith(b"\xef\xbb\xbf")
        assert "佐藤 美咲" in table.text
        with closing(hall.server.sign_in("sato", PASSWORD)) as sato:
            (own,) = sato.get("/api/broadcasts/mine").json()["broadcasts"]
            assert (own["step"], own["answer"]["comment"]) == ("answered", "だいじょうぶ")
            assert sato.get(f"/api/broadcasts/{broadcast_id}").status_code == 403


def test_guessing_links_leads_nowhere_and_is_slowed_down(hall: Hall) -> None:
    with httpx.Client(base_url=hall.server.url, headers={"Origin": hall.server.url}) as stranger:
        for guess in ("x", "A" * 43, "%F0%9F%98%80", "x" * 500):
            assert stranger.get(f"/b/{guess}").status_code in {404, 429}
        codes = {stranger.get(f"/b/guess{number}").status_code for number in range(40)}
    assert 429 in codes
    assert codes <= {404, 429}


def test_an_incident_is_taken_out_as_a_file_whose_last_line_holds_the_digest_of_all_before(hall: Hall) -> None:
    with (
        closing(hall.server.sign_in("yoshida", PASSWORD)) as lead,
        closing(hall.server.sign_in("sato", PASSWORD)) as sato,
    ):
        new = {"key": "over http 2", "name": "大雨", "kind": "storm"}
        incident = f"/api/incidents/{lead.post('/api/incidents', json=new).raise_for_status().json()['id']}"
        assert sato.post(f"{incident}/proof").status_code == 404
        taken = lead.post(f"{incident}/proof").raise_for_status()
        assert taken.headers["content-disposition"].endswith('.jsonl"')
        assert taken.headers["cache-control"] == "no-store"
        lines = taken.content.splitlines(keepends=True)
        head, *entries, end = map(json.loads, lines)
        assert (head["line"], head["name"]) == ("incident", "大雨")
        assert [one["seq"] for one in entries if one["line"] == "entry"] == list(range(1, head["entries"] + 1))
        before = b"".join(lines[:-1])
        assert end == {"line": "end", "lines": len(lines) - 1, "sha256": hashlib.sha256(before).hexdigest()}
