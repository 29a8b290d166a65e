"""A rolling restart under load: both nodes are replaced, one after the other, while people write and read."""

import json
import socket
from contextlib import suppress

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.scale.place import EVERY_WAY, SESSION, Place, Town
from tests.support.processes import wait_until


def test_a_rolling_restart_loses_no_frame_doubles_no_message_and_ends_no_session(place: Place) -> None:
    town = Town(place, writers=3, readers=EVERY_WAY, patience_s=60)
    town.begin()
    for node in place.nodes:
        before = town.acknowledged
        wait_until(lambda before=before: town.acknowledged > before + 10, "people write", 120)  # type: ignore[misc]
        node.stop()
        node.start()
    before = town.acknowledged
    wait_until(lambda: town.acknowledged > before + 10, "people still write", 120)
    assert town.end() == []
    assert town.unanswered == {}
    goodbyes = [code for reader in town.readers for code in reader.goodbyes]
    assert "restarting" in goodbyes
    assert "signed_out" not in goodbyes


def test_a_node_told_to_stop_is_unready_sends_newcomers_on_and_finishes_what_it_was_asked(place: Place) -> None:
    node = place.nodes[0]
    token = place.cast.tokens[0]
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    with httpx.Client(base_url=node.url, cookies={SESSION: token}, headers=headers) as asker:
        assert asker.get("/ready").status_code == 200
        cookie = {"Cookie": f"{SESSION}={token}"}
        way = socket.create_connection(("127.0.0.1", node.port))
        with connect("ws://localhost/api/live", sock=way, additional_headers=cookie, proxy=None) as reader:
            reader.send(json.dumps({"t": "hello", "vector": {}}))
            assert node.program is not None
            node.program.process.terminate()
            frames: list[str] = []
            with suppress(ConnectionClosed):  # 1012: the service restarts
                while True:
                    frames += str(reader.recv(10)).splitlines()
        bye = json.loads(frames[-1])
        assert (bye["t"], bye["code"]) == ("bye", "restarting")
        unready = asker.get("/ready")
        assert (unready.status_code, unready.json()["code"]) == (503, "server.leaving")
        refused = asker.post("/api/live", json={"vector": {}, "way": "sse"})
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "1"
        draft = {"client_key": "last", "text": "最後のひとこと"}
        posted = asker.post(f"/api/rooms/{place.cast.rooms[0]}/messages", json=draft)
        assert posted.status_code == 201
        assert posted.headers["connection"] == "close"
    assert node.program.process.wait(60) in {0, -15}
    node.start()
