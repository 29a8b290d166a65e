"""A body of 10,000 moves in: looking at the file, importing it, and importing it once more, through the real API."""

import http.client
import json
import time
from pathlib import Path

from bench.row import Row
from bench.serving import Server
from bench.town import data_folder
from kairan.commands.server import prepare
from kairan.core.edge.authentication import COOKIE
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance
from kairan.people import NewMember, create_member, create_organization
from kairan.sessions.actions import open_session

PEOPLE = 10_000
DIVISIONS, SECTIONS = 20, 10
HEAD = "職員番号,ログインID,氏名,氏名カナ,所属,役職,兼務,メール,内線"


def roster_import(database: str, label: str) -> list[Row]:
    """Import 10,000 people into an empty body, and the same file again."""
    content = roster_of(PEOPLE)
    with data_folder() as folder:
        token = _administrator(folder, database)
        with Server(folder, database, one_core=False) as server:
            planned, plan = _send(server.port, token, "plan?missing=leave", content)
            path = f"apply?missing=leave&fingerprint={plan['fingerprint']}"
            imported, frame = _send(server.port, token, path, content)
            assert frame["outcome"]["created"] == PEOPLE, frame
            again, second = _send(server.port, token, path, content)
            assert second["outcome"]["unchanged"] == PEOPLE, second
    note = f"{len(content) / 1024 / 1024:.1f} MiB, {DIVISIONS * SECTIONS} departments; a second time {again:.1f} s"
    return [
        Row(f"plan of an import of 10,000 people, {label}", planned, "s", smaller_is_better=True),
        Row(f"import of 10,000 people, {label}", imported, "s", smaller_is_better=True, note=note),
    ]


def roster_of(people: int) -> bytes:
    """Write a roster as an office would send it."""
    lines = [HEAD]
    for number in range(people):
        division, section = number % DIVISIONS, number // DIVISIONS % SECTIONS
        title = ("課長", "主査", "主事", "主事")[number % 4]
        lines.append(
            f"{number:06},s{number:06},計測 花子{number},ケイソク ハナコ,第{division}部/第{section}課,{title},,"
            f"s{number:06}@city.example.lg.jp,{number % 9000 + 1000}"
        )
    return "\r\n".join(lines).encode("cp932")


def _administrator(folder: Path, database: str) -> str:
    settings = Settings(data=folder, database=database)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "計測市", "municipality")
        new = NewMember(login="kanri", name="管理 者", roles=("administrator",))
        member_id = create_member(db, None, organization, new)
        token = open_session(db, member_id, Entrance(face="single", device="pc", agent="bench"))
    engine.dispose()
    return token


def _send(port: int, token: str, path: str, content: bytes) -> tuple[float, dict[str, dict[str, int]]]:
    """Send a file and read the answer to its end; returns the seconds and the last line."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    headers = {"Cookie": f"{COOKIE}={token}", "Content-Type": "text/csv"}
    began = time.perf_counter()
    connection.request("POST", f"/api/administration/roster/{path}", content, headers)
    answer = connection.getresponse().read()
    taken = time.perf_counter() - began
    connection.close()
    return taken, json.loads(answer.splitlines()[-1])
