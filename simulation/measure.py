"""`python -m simulation.measure`: measure what one of each operation costs, and write `simulation/costs.json`.

Processor time is counted, not the clock: it says nearly the same on a busy machine. Two nodes over PostgreSQL and a
broker, then one on SQLite; the client is this process, and is not counted.
"""

import io
import json
import os
import platform
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import msgspec
from PIL import Image
from sqlalchemy import select
from websockets.sync.client import ClientConnection, connect

from kairan.core.edge.authentication import COOKIE
from kairan.core.kit.database import open_engine, transaction
from kairan.core.viewer import OrganizationId
from kairan.people import NewMember, create_member
from kairan.people.model import member_table
from kairan.sessions.passwords import hash_password
from simulation.costs import FILE, Cost, Costs
from tests.support.broker import Broker
from tests.support.databases import build_schema
from tests.support.postgres import Postgres
from tests.support.processes import Program, private_folder
from tests.support.server import Server
from torture.people import Cast, settle

TIMES = 60
READERS = 40
MISSED = 50
WARM = 10
PASSWORD = "河川の水位を毎朝七時に見る"


def cpu_s(*pids: int) -> float:
    """Return the processor time these processes and all their children have used."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) in pids or int(fields[1]) in pids:
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            if int(stat.parent.name) in pids:  # of children that have ended
                total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return total


class Bench:
    """One node to ask, and whose time is counted."""

    def __init__(self, node: Server, cast: Cast, others: dict[str, Program]) -> None:
        assert node.program is not None
        self.node, self.cast = node, cast
        self.pids = {"node_ms": node.program.process.pid}
        self.pids |= {name: program.process.pid for name, program in others.items()}
        self.client = httpx.Client(
            base_url=node.url, cookies={COOKIE: cast.tokens[0]}, headers={"Origin": node.url}, timeout=60
        )
        self.colleague = httpx.Client(
            base_url=node.url, cookies={COOKIE: cast.tokens[3]}, headers={"Origin": node.url}, timeout=60
        )
        self.room = cast.rooms[1]
        self.number = 0
        self.other: Program | None = None
        self.other_url = ""

    def ask(self, method: str, path: str, body: object = None, by: httpx.Client | None = None) -> int:
        """Ask, and return how long the answer was."""
        answer = (by or self.client).request(method, path, json=body)
        answer.raise_for_status()
        return len(answer.content) + 300  # with its head

    def post(self) -> int:
        self.number += 1
        draft = {
            "client_key": f"k{self.number}",
            "text": f"第{self.number}避難所の状況を確認しました。毛布が足りません。",
        }
        return self.ask("POST", f"/api/rooms/{self.room}/messages", draft)

    def cost(self, work: Callable[[], int], times: int = TIMES) -> Cost:
        """Do it often and return what one costs."""
        for _ in range(WARM):
            work()
        before = {name: cpu_s(pid) for name, pid in self.pids.items()}
        sent = sum(work() for _ in range(times))
        time.sleep(0.5)
        spent = {name: (cpu_s(pid) - before[name]) / times * 1_000 for name, pid in self.pids.items()}
        return Cost(**{name: round(ms, 4) for name, ms in spent.items()}, out_bytes=round(sent / times))

    def beside(self, token: str) -> ClientConnection:
        """Open a reader at the other node."""
        return self.follow(token, {}, self.other_url)

    def follow(self, token: str, vector: dict[str, int], url: str = "") -> ClientConnection:
        """Open a reader and read until it is current."""
        address = (url or self.node.url).replace("http", "ws") + "/api/live"
        cookie = {"Cookie": f"{COOKIE}={token}"}
        socket = connect(
            address,
            additional_headers=cookie,
            proxy=None,
            open_timeout=60,
            ping_interval=None,
            max_queue=None,
            close_timeout=1,
            legacy=True,
        )
        socket.send(json.dumps({"t": "hello", "vector": vector}))
        while '"current"' not in str(socket.recv(60)):
            pass
        return socket

    @property
    def behind(self) -> dict[str, int]:
        """A position some messages back."""
        start = self.client.get("/api/start").json()
        return {f"room:{room['id']}": max(0, room["seq"] - MISSED) for room in start["rooms"]} | {
            name: seq for name, seq in start["vector"].items() if not name.startswith("room:")
        }


def measure(bench: Bench, password: str) -> dict[str, Cost]:
    """Measure every operation the workload knows."""
    ask, room = bench.ask, bench.room
    photo = picture()
    costs = {"post": bench.cost(bench.post)}
    with ExitStack() as open_ones:
        for place in range(READERS):
            open_ones.enter_context(bench.follow(bench.cast.tokens[1 + place % 5], {}))
        heard = bench.cost(bench.post, 40)
    costs["deliver"] = Cost(node_ms=round((heard.node_ms - costs["post"].node_ms) / READERS, 5), out_bytes=420)
    steps = iter(range(1, 10_000))
    costs["read"] = bench.cost(lambda: ask("POST", f"/api/rooms/{room}/read", {"n": next(steps)}, by=bench.colleague))
    costs["start"] = bench.cost(lambda: ask("GET", "/api/start"))
    costs["page"] = bench.cost(lambda: ask("GET", f"/api/rooms/{room}/messages?limit=50"))
    costs["search"] = bench.cost(lambda: ask("GET", "/api/search?q=毛布"))
    costs["sign_in"] = bench.cost(lambda: sign_in(bench.node.url, password), 20)
    vector = bench.behind

    def resume() -> int:
        with bench.follow(bench.cast.tokens[1], vector):
            return MISSED * 420

    costs["resume"] = bench.cost(resume)
    files: list[str] = []

    def upload() -> int:
        answer = bench.client.post("/api/files?name=a.jpg", content=photo, headers={"Content-Type": "image/jpeg"})
        files.append(answer.raise_for_status().json()["id"])
        return 600

    costs["upload"] = bench.cost(upload, 20)
    costs["thumbnail"] = bench.cost(lambda: ask("GET", f"/api/files/{files[-1]}/thumbnail"))
    costs["download"] = bench.cost(lambda: ask("GET", f"/api/files/{files[-1]}/content"), 40)
    return costs


def sign_in(url: str, password: str) -> int:
    """Sign in as the herald, with a cookie jar of one's own."""
    body = {"login": "kokuchi", "password": password, "organization": None}
    answer = httpx.post(f"{url}/api/session", json=body, headers={"Origin": url}, timeout=60).raise_for_status()
    return len(answer.content) + 600


def picture() -> bytes:
    """A photo of some two megabytes, as a phone takes it."""
    noise = Image.frombytes("RGB", (1000, 750), random.Random(1).randbytes(1000 * 750 * 3))
    made = io.BytesIO()
    noise.resize((4000, 3000), Image.Resampling.BICUBIC).save(made, "JPEG", quality=80)
    return made.getvalue()


def main() -> None:
    """Measure on both databases and write what was found."""
    postgres, broker = Postgres(), Broker()
    try:
        with place(postgres, broker) as bench:
            at_scale = measure(bench, PASSWORD)
            other_ms = other_node(bench)
        with embedded() as bench:
            alone = measure(bench, PASSWORD)
    finally:
        broker.remove()
        postgres.remove()
    costs = Costs(machine(), round(os.getloadavg()[1], 1), alone, at_scale, other_ms)
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(costs), indent=1) + b"\n")
    print(FILE.read_text())


def machine() -> str:
    """Describe what was measured on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.machine())
    return f"{model}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"


def other_node(bench: Bench) -> float:
    """Return what a message costs another node, one of whose readers follows the room."""
    with bench.beside(bench.cast.tokens[2]):
        pid = bench.other.process.pid if bench.other else 0
        before = cpu_s(pid)
        for _ in range(TIMES):
            bench.post()
        time.sleep(0.5)
        return round((cpu_s(pid) - before) / TIMES * 1_000, 4)


@contextmanager
def place(postgres: Postgres, broker: Broker) -> Iterator[Bench]:
    """Two nodes over PostgreSQL and a broker."""
    folder, url = private_folder("costs"), postgres.url(postgres.create())
    build_schema(url)
    cast = settle(url)
    add_herald(url, cast)
    nodes = []
    for name in ("east", "west"):
        (folder / name).mkdir()
        shared = {"files": (folder / "files").as_uri(), "secret_key_file": folder / "key", "rate_limits": "false"}
        nodes.append(Server(folder / name, database=url, redis=broker.url, log="warning", **shared))
    with running(*nodes):
        bench = Bench(nodes[0], cast, {"database_ms": postgres.program, "broker_ms": broker.program})
        bench.other, bench.other_url = nodes[1].program, nodes[1].url
        yield bench


@contextmanager
def embedded() -> Iterator[Bench]:
    """One node on SQLite."""
    folder = private_folder("costs")
    node = Server(folder, log="warning", rate_limits="false")
    url = f"sqlite:///{folder / 'data' / 'kairan.db'}"
    with running(node):  # it makes its database
        cast = settle(url)
        add_herald(url, cast)
        yield Bench(node, cast, {})


@contextmanager
def running(*nodes: Server) -> Iterator[None]:
    """Start servers and stop them."""
    try:
        for node in nodes:
            node.start()
        yield
    finally:
        for node in nodes:
            node.stop()


def add_herald(url: str, cast: Cast) -> None:
    """Add somebody with a password to the body, to sign in again and again."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        found = db.scalar(select(member_table.c.organization_id).where(member_table.c.id == cast.members[0]))
        organization = OrganizationId(found)
        create_member(
            db, None, organization, NewMember(login="kokuchi", name="告知 係", password_hash=hash_password(PASSWORD))
        )
    engine.dispose()


if __name__ == "__main__":
    main()
