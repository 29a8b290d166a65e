"""What an office lives in, at the size of a prefecture: an announcement room of 10,000, and a circular to 5,000.

The announcement goes over the wire to those who are connected. What is asked of circulars is measured as the server
asks it, without the way there and back.
"""

import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from bench.fanout import steady
from bench.row import Row, in_ms, quantile
from bench.serving import Server
from bench.town import Town, all_current, build_town, data_folder
from bench.wire import Loop, Post
from kairan.circulars.confirming import confirm_circular
from kairan.circulars.leading import remind_circular
from kairan.circulars.lists import circular_counts
from kairan.circulars.model import CircularConfirming, CircularId, CircularStop, NewCircular
from kairan.circulars.sending import send_circular
from kairan.circulars.sheet import circular_view
from kairan.commands.server import prepare
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import NewMember, create_department, create_member, create_organization, member_table
from kairan.talk.model import RoomChange
from kairan.talk.rooms import change_room

ASKED = 100  # times each question is asked


def announcement_room(seconds: float, people: int = 10_000, connected: int = 2_000) -> list[Row]:
    """Measure what a master writes to a room in which the others only read."""
    with data_folder() as folder:
        town = build_town(folder, "", people, 0, 0, everybody=True, sessions=connected)
        _let_masters_write(folder, town)
        with Server(folder) as server:
            loop = Loop()
            listeners = all_current(loop, server, town)
            post = Post(server.port, town.tokens[0], town.rooms[0])
            loop.add(post)
            row = steady(loop, server, listeners, post, seconds)
            loop.close()
    return [row]


def _let_masters_write(folder: Path, town: Town) -> None:
    engine = open_engine(Settings(data=folder).database_url, pool_size=1)
    with transaction(engine) as db:
        master = _first_of(db)
        change_room(db, master, town.rooms[0], RoomChange(writers="masters"))
    engine.dispose()


def _first_of(db: Db) -> Viewer:
    row = db.first(select(member_table.c.id, member_table.c.organization_id).order_by(member_table.c.login).limit(1))
    if row is None:
        raise RuntimeError("nobody is there")
    return Viewer(member_id=MemberId(row.id), organization_id=OrganizationId(row.organization_id))


def circular(database: str, label: str, people: int = 5_000) -> list[Row]:
    """Measure a circular to everybody of a body: sent, confirmed, opened by its sender, reminded."""
    with data_folder() as folder:
        settings = Settings(data=folder, database=database)
        prepare(settings)
        engine = open_engine(settings.database_url, pool_size=1)
        with transaction(engine) as db:
            viewers, stop = _body(db, people)
        began = time.perf_counter()
        with transaction(engine) as db:
            new = NewCircular(
                client_key="c", title="年末の閉庁", text="確認してください。", manner="at_once", stops=[stop]
            )
            circular_id = send_circular(db, viewers[0], new)
        sent = 1000 * (time.perf_counter() - began)
        rows = [Row(f"a circular to {people:,}, sent, {label}", sent, "ms", must=10_000, smaller_is_better=True)]

        def each(act: Callable[[Db, int], object]) -> Callable[[int], object]:
            def once(number: int) -> object:
                with transaction(engine) as db:
                    return act(db, number)

            return once

        rows += _of_circular(each, viewers, circular_id, people, label)
        engine.dispose()
    return rows


def _of_circular(
    each: Callable[[Callable[[Db, int], object]], Callable[[int], object]],
    viewers: list[Viewer],
    circular_id: CircularId,
    people: int,
    label: str,
) -> list[Row]:
    asked = min(ASKED, people - 2)  # one is left to be reminded
    confirmed = each(lambda db, n: confirm_circular(db, viewers[n + 1], circular_id, CircularConfirming(version=1)))
    opened = each(lambda db, _: circular_view(db, viewers[0], circular_id))
    counted = each(lambda db, n: circular_counts(db, viewers[-1 - n]))
    reminded = each(lambda db, _: remind_circular(db, viewers[0], circular_id))
    return [
        _row(f"a circular to {people:,}, confirmed by one, p95, {label}", 50, asked, confirmed),
        _row(f"a circular to {people:,}, opened by its sender, p95, {label}", 100, asked, opened),
        _row(f"what waits for one, counted, p95, {label}", 20, asked, counted),
        _row(f"a circular to {people:,}, all reminded, {label}", 10_000, 1, reminded),
    ]


def _body(db: Db, people: int) -> tuple[list[Viewer], CircularStop]:
    body = create_organization(db, None, "計測県", "prefecture")
    hall = create_department(db, None, body, "全庁")
    viewers: list[Viewer] = []
    for number in range(people):
        name, kana = f"計測 {number}", f"けいそく {number}"
        new = NewMember(login=f"p{number:05}", name=name, kana=kana, department_id=hall)
        viewers.append(Viewer(member_id=create_member(db, None, body, new), organization_id=body))
    return viewers, CircularStop(department_id=hall)


def _row(what: str, must: float, asked: int, ask: Callable[[int], object]) -> Row:
    taken: list[float] = []
    for number in range(asked):
        began = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - began)
    p95 = 1000 * quantile(taken, 0.95)
    return Row(what, p95, "ms", must=must, smaller_is_better=True, note=in_ms(taken))
