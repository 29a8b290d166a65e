"""A concern from outside, as small as one can be: pins (画びょう) that a body's members may read."""

import msgspec
from litestar import Router, post
from litestar.di import NamedDependency as Given
from litestar.params import JSONBody
from sqlalchemy import Column, MetaData, String, Table, insert

from kairan.core.concern import Concern, DemoStage, Parts
from kairan.core.journal import Body, Stream, append
from kairan.core.journal.model import Span
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.problems import Problem
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer

MOST = bounded("toy.pins", 3, "refuse", "`toy.too_many`")
toy_table = Table(
    "toy_pin",
    MetaData(),
    Column("id", String(13), primary_key=True),
    Column("member_id", String(13), nullable=False),
    Column("text", String(80), nullable=False),
)


class ToyPinned(Body, frozen=True):
    """Something was pinned."""

    kind = "toy.pinned"
    text: str


class TooManyPins(Problem):
    """The board is full."""

    status = 409
    code = "toy.too_many"
    ja = "これ以上は貼れません。はがしてから貼ってください。"
    en = "The board is full. Please take one down first."


class NewPin(msgspec.Struct, frozen=True):
    """What is pinned."""

    text: str


def pin(db: Db, viewer: Viewer, new: NewPin) -> str:
    """Pin something. Problems: TooManyPins."""
    pin_id = new_id()
    db.execute(insert(toy_table).values(id=pin_id, member_id=viewer.member_id, text=new.text))
    append(db, f"toy:{viewer.organization_id}", ToyPinned(text=new.text), viewer)
    return pin_id


@post("/toys", summary="Pin something")
async def post_toy(ctx: Given[RequestContext], data: JSONBody[NewPin]) -> str:
    """Pin something on the board. Problem toy.too_many when it is full."""
    if len(data.text) > MOST * 1000:
        raise TooManyPins
    return await ctx.write(pin, data)


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Sweep the board."""
    jobs.every(3600, "toy.sweep", lambda _db: None)


def may_read(_db: Db, viewer: Viewer, organization_id: str) -> Span | None:
    """Let the members of a body read its pins."""
    return Span() if viewer.organization_id == organization_id else None


def demo(stage: DemoStage) -> None:
    """Pin something in the demo."""
    for viewer in stage.people.values():
        pin(stage.db, viewer, NewPin("見本"))


TOY = Concern(
    package="tests.standing.toy_concern",
    tables=(toy_table,),
    personal=(toy_table,),
    routers=(Router("/", route_handlers=[post_toy], tags=["Toys"]),),
    jobs=jobs,
    streams=(Stream("toy", may_read),),
    follows=lambda _db, viewer: [f"toy:{viewer.organization_id}"],
    examples=(NewPin(text="鍵は引き出しです"),),
    tags={"Toys": "A board with pins."},
    demo=demo,
)
