"""Two real servers over one PostgreSQL and one broker: whoever reads at one hears what is said at the other.

What the hubs do among themselves is proven in test_nodes; here nothing is inside the same process.
"""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial

import httpx
import msgspec
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from kairan.core.edge.cookies import COOKIE
from kairan.core.kit.database import open_engine, transaction
from kairan.core.viewer import Entrance
from kairan.sessions.actions import open_session
from kairan.talk.model import room_stream
from tests.cast import assemble, room_of
from tests.support.broker import Broker
from tests.support.databases import build_schema
from tests.support.postgres import Postgres
from tests.support.processes import wait_until
from tests.support.server import Server


class Nodes(msgspec.Struct, frozen=True):
    """Both servers, the room, and who is signed in."""

    east: Server
    west: Server
    room_id: str
    tokens: dict[str, str]
    suzuki: str

    def client(self, node: Server, who: str) -> httpx.Client:
        """Give somebody a client at one node; close it when done."""
        cookies, headers = {COOKIE: self.tokens[who]}, {"Origin": node.url}
        return httpx.Client(base_url=node.url, cookies=cookies, headers=headers, timeout=60)

    def say(self, node: Server, *texts: str) -> None:
        """Post at one node."""
        headers = {"Origin": node.url}
        with httpx.Client(
            base_url=node.url, cookies={COOKIE: self.tokens["sato"]}, headers=headers, timeout=60
        ) as sato:
            for text in texts:
                draft = {"client_key": text, "text": text}
                sato.post(f"/api/rooms/{self.room_id}/messages", json=draft).raise_for_status()


@pytest.fixture(scope="module")
def nodes(postgres: Postgres, broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    url = postgres.url(postgres.create())
    build_schema(url)
    engine = open_engine(url, pool_size=1)
    entrance = Entrance(face="single", device="pc", agent="test")
    with transaction(engine) as db:
        cast = assemble(db)
        room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
        tokens = {
            name: open_session(db, who.member_id, entrance)
            for name, who in (("sato", cast.sato), ("tanaka", cast.tanaka))
        }
    engine.dispose()
    files = tmp_path_factory.mktemp("files").as_uri()
    east, west = (
        Server(tmp_path_factory.mktemp(name), database=url, redis=broker.url, files=files) for name in ("east", "west")
    )
    for node in (east, west):
        node.start()
    yield Nodes(east, west, room, tokens, cast.suzuki.member_id)
    for node in (east, west):
        node.kill()


class Reader:
    """One reader at a node: keeps what it hears, and the vector to resume from."""

    def __init__(self, nodes: Nodes, node: Server, vector: dict[str, int] | None = None) -> None:
        self.stream = room_stream(nodes.room_id)
        self.texts: list[str] = []
        self.is_current = threading.Event()
        cookie = {"Cookie": f"{COOKIE}={nodes.tokens['tanaka']}", "Origin": node.url}
        if vector is None:
            started = httpx.get(f"{node.url}/api/start", cookies={COOKIE: nodes.tokens["tanaka"]}, timeout=60)
            vector = started.raise_for_status().json()["vector"]
        self.vector: dict[str, int] = dict(vector)
        address = node.url.replace("http", "ws") + "/api/live"
        self._open = ExitStack()
        self.socket = self._open.enter_context(connect(address, additional_headers=cookie, proxy=None))
        self.socket.send(json.dumps({"t": "hello", "vector": vector}))
        threading.Thread(target=self._listen, args=(self.socket,), daemon=True).start()
        assert self.is_current.wait(30), "the reader has caught up"

    def _listen(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            for message in socket:
                for line in str(message).splitlines():
                    self._hear(json.loads(line))

    def _hear(self, frame: dict[str, object]) -> None:
        match frame:
            case {"t": "current"}:
                self.is_current.set()
            case {"t": "entry", "s": str(stream), "q": int(seq), "b": dict(body)}:
                assert seq == self.vector[stream] + 1, "a hole or a double"
                self.vector[stream] = seq
                if stream == self.stream:
                    self.texts.append(str(body.get("text")))

    def hears(self, texts: list[str]) -> None:
        """Wait until exactly these have come, in this order."""
        wait_until(lambda: len(self.texts) >= len(texts), f"{len(texts)} messages are heard", within_s=60)
        assert self.texts == texts

    def close(self) -> None:
        self._open.close()


def test_what_is_said_at_either_node_is_heard_at_both_in_one_order(nodes: Nodes) -> None:
    here, there = Reader(nodes, nodes.east), Reader(nodes, nodes.west)
    said = [f"交互に {i}" for i in range(30)]
    for i, text in enumerate(said):
        nodes.say(nodes.west if i % 2 else nodes.east, text)
    for reader in (here, there):
        reader.hears(said)
        reader.close()


def test_two_who_write_at_once_at_two_nodes_are_heard_alike_by_all(nodes: Nodes) -> None:
    here, there = Reader(nodes, nodes.east), Reader(nodes, nodes.west)
    words = {"east": [f"東 {i}" for i in range(20)], "west": [f"西 {i}" for i in range(20)]}
    writers = [
        threading.Thread(target=nodes.say, args=(node, *words[name]))
        for name, node in (("east", nodes.east), ("west", nodes.west))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    wait_until(lambda: len(here.texts) == len(there.texts) == 40, "everything is heard", within_s=60)
    assert here.texts == there.texts
    for mine in words.values():
        assert [text for text in here.texts if text in mine] == mine
    here.close()
    there.close()


def test_of_two_who_take_the_same_person_at_two_nodes_one_has_them(nodes: Nodes) -> None:
    with nodes.client(nodes.east, "sato") as sato, nodes.client(nodes.west, "tanaka") as tanaka:
        for one in range(5):
            draft = {"client_key": f"電話 {one}", "text": f"電話 {one}"}
            said = sato.post(f"/api/rooms/{nodes.room_id}/messages", json=draft).raise_for_status().json()
            path = f"/api/messages/{said['id']}/phone/{nodes.suzuki}"
            answers = at_once(*(partial(client.put, path, json={}) for client in (sato, tanaka)))
            assert sorted(answer.status_code for answer in answers) == [200, 409]
            (refused,) = (answer.json() for answer in answers if answer.status_code == 409)
            assert refused["code"] == "phone.taken"
            lists = [client.get(f"/api/messages/{said['id']}/phone").json() for client in (sato, tanaka)]
            assert lists[0]["calls"] == lists[1]["calls"]
            assert len(lists[0]["calls"]) == 1


def test_who_confirms_at_two_nodes_at_once_is_counted_once_and_heard_at_both(nodes: Nodes) -> None:
    here, there = Reader(nodes, nodes.east), Reader(nodes, nodes.west)
    with (
        nodes.client(nodes.east, "sato") as sato,
        nodes.client(nodes.east, "tanaka") as tanaka,
        nodes.client(nodes.west, "tanaka") as other_screen,
    ):
        draft = {"client_key": "確認", "text": "確認を", "confirmation": {}}
        said = sato.post(f"/api/rooms/{nodes.room_id}/messages", json=draft).raise_for_status().json()
        path = f"/api/messages/{said['id']}/confirmations"
        for answer in at_once(*(partial(client.post, path, json={}) for client in (tanaka, other_screen))):
            counted = answer.raise_for_status().json()["confirmation"]
            assert (counted["confirmed"], counted["people"]) == (1, 2)
    for reader in (here, there):  # the message, what it asks, and one confirmation
        reader.hears(["確認を", "None", "None"])
        reader.close()


def at_once(*asks: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """Ask all of it at the same moment."""
    with ThreadPoolExecutor(len(asks)) as pool:
        return [asked.result() for asked in [pool.submit(ask) for ask in asks]]


def test_while_the_broker_is_away_nothing_is_lost(nodes: Nodes, broker: Broker) -> None:
    there = Reader(nodes, nodes.west)
    before = [f"あるうち {i}" for i in range(5)]
    nodes.say(nodes.east, *before)
    there.hears(before)
    broker.stop()
    away = [f"ない間 {i}" for i in range(10)]
    try:
        nodes.say(nodes.east, *away)  # a node works on for itself
    finally:
        broker.start()
    nodes.say(nodes.east, "戻ってから")
    there.hears([*before, *away, "戻ってから"])
    there.close()


def test_the_readers_of_a_node_that_dies_go_on_at_the_other(nodes: Nodes) -> None:
    reader = Reader(nodes, nodes.east)
    nodes.say(nodes.east, "東で読んだもの")
    reader.hears(["東で読んだもの"])
    nodes.say(nodes.east, *[f"最後の言葉 {i}" for i in range(5)])  # heard or not: acknowledged
    nodes.east.kill()
    nodes.say(nodes.west, *[f"西だけで {i}" for i in range(5)])
    heard = len(reader.texts)
    again = Reader(nodes, nodes.west, reader.vector)
    nodes.say(nodes.west, "その後も")
    said = ["東で読んだもの", *[f"最後の言葉 {i}" for i in range(5)], *[f"西だけで {i}" for i in range(5)], "その後も"]
    again.hears(said[heard:])
    assert reader.texts == said[:heard]
    reader.close()
    again.close()
