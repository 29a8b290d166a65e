"""The commands as an operator uses them: beside a running server, with people talking."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from kairan.commands.init import PASSWORD
from tests.support.server import Server

SECRET = "correct horse battery"
FOUND = ("init", "--organization", "あおば市", "--code", "13206", "--name", "佐藤 美咲", "--login", "sato")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = server_in(tmp_path / "server")
    founded = server.run(*FOUND)
    assert founded.returncode == 0, founded.stderr
    server.start()
    yield server
    server.stop()


def server_in(folder: Path) -> Server:
    folder.mkdir()
    server = Server(folder, lang="en", rate_limits="false")
    server.environment[PASSWORD] = SECRET
    return server


def post(client: httpx.Client, room: str, text: str) -> None:
    body = {"client_key": text, "text": text, "file_ids": [], "mentions": []}
    client.post(f"/api/rooms/{room}/messages", json=body).raise_for_status()


def test_a_town_is_backed_up_while_it_talks_and_talks_on_elsewhere(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    acknowledged: list[str] = []
    with closing(server.sign_in("sato", SECRET)) as client:
        new = {"name": "避難所運営", "purpose": "", "open": False, "history": "all", "member_ids": []}
        room = client.post("/api/rooms", json=new).raise_for_status().json()["id"]
        photo = client.post("/api/files?name=memo.txt", content="現場のメモ".encode()).raise_for_status().json()["id"]
        body = {"client_key": "p", "text": "添付します", "file_ids": [photo], "mentions": []}
        client.post(f"/api/rooms/{room}/messages", json=body).raise_for_status()
        stop = threading.Event()

        def talk() -> None:
            number = 0
            while not stop.is_set():
                post(client, room, f"発言{number}")
                acknowledged.append(f"発言{number}")
                number += 1

        talker = threading.Thread(target=talk)
        talker.start()
        before = len(acknowledged)
        made, proved = server.run("backup", str(target)), server.run("verify")
        stop.set()
        talker.join()
    assert (made.returncode, proved.returncode) == (0, 0), made.stderr + proved.stdout + proved.stderr
    assert "Nothing is wrong" in proved.stdout

    elsewhere = server_in(tmp_path / "elsewhere")
    restored = elsewhere.run("restore", str(target))
    assert restored.returncode == 0, restored.stderr
    elsewhere.start()
    try:
        with closing(elsewhere.sign_in("sato", SECRET)) as client:
            page = client.get(f"/api/rooms/{room}/messages?limit=50").raise_for_status().json()
            said = [message["text"] for message in page["messages"]]
            last = int(said[-1].removeprefix("発言"))
            assert said[-10:] == acknowledged[: last + 1][-10:]
            assert last + 1 >= before
            found = client.get("/api/search", params={"q": "添付"}).raise_for_status().json()["hits"]
            assert [hit["message"]["text"] for hit in found] == ["添付します"]
            content = client.get(f"/api/files/{photo}/content?download=1").raise_for_status().content
            assert content.decode() == "現場のメモ"
            post(client, room, "復元のあと")
    finally:
        elsewhere.stop()


def test_what_goes_wrong_is_one_sentence_and_an_exit_code(tmp_path: Path) -> None:
    place = server_in(tmp_path / "nothing")
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8 a picture")
    wrong_code = place.run(*FOUND, "--code", "132064")
    shutil.rmtree(place.folder / "data")
    for told, sentence in (
        (wrong_code, "The check digit (the sixth) of the local government code “132064” does not fit."),
        (place.run("verify"), "There is no data of Kairan here."),
        (
            place.run("restore", str(tmp_path / "holiday.jpg")),
            "This file is not a backup of Kairan, or it is cut short",
        ),
    ):
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr.startswith(sentence)
        assert told.stderr.count("\n") == 1
    assert not (place.folder / "data").exists()
