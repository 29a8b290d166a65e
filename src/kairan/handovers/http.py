"""Hand-overs over HTTP: parse, call one action, render."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.handovers.model import Handover, HandoverId, Handovers, NewHandovers
from kairan.handovers.preparing import mark_message, see, unmark_message, write_note
from kairan.handovers.queries import handover, handovers_of, new_handovers
from kairan.talk.model import MessageId

DRAFT = "draft"


class Note(msgspec.Struct, frozen=True):
    """What whoever leaves tells the successor, at most 10,000 characters."""

    note: Annotated[str, msgspec.Meta(max_length=50_000)]


class Comment(msgspec.Struct, frozen=True):
    """What is said about a marked message, at most 500 characters; null leaves what was said."""

    comment: Annotated[str, msgspec.Meta(max_length=5_000)] | None = None


def _named(handover_id: str) -> HandoverId | None:
    return None if handover_id == DRAFT else HandoverId(handover_id)


@get("/handovers", summary="My hand-overs")
async def get_handovers(ctx: Given[RequestContext]) -> Handovers:
    """Return what one prepares, gave and received."""
    return await ctx.read(handovers_of)


@get("/handovers/new", summary="What was handed to me, or from me, and I have not opened")
async def get_new_handovers(ctx: Given[RequestContext]) -> NewHandovers:
    """Return what waits to be read, for a notice."""
    return await ctx.read(new_handovers)


@get("/handovers/{handover_id:str}", summary="One hand-over")
async def get_handover(ctx: Given[RequestContext], handover_id: FromPath[HandoverId]) -> Handover:
    """Return one that one wrote or got: rooms and messages only as far as one may read them."""
    return await ctx.read(handover, handover_id)


@put("/handovers/{handover_id:str}/note", status_code=204, summary="Write the note of a hand-over")
async def put_handover_note(ctx: Given[RequestContext], handover_id: FromPath[str], data: JSONBody[Note]) -> None:
    """Keep the note; the id `draft` is the one being prepared."""
    await ctx.write(write_note, _named(handover_id), data.note)


@put("/handovers/{handover_id:str}/marks/{message_id:str}", status_code=204, summary="Mark a message for the successor")
async def put_mark(
    ctx: Given[RequestContext], handover_id: FromPath[str], message_id: FromPath[MessageId], data: JSONBody[Comment]
) -> None:
    """Mark a message, or say something about it; the id `draft` is the one being prepared."""
    await ctx.write(mark_message, _named(handover_id), message_id, data.comment)


@delete("/handovers/{handover_id:str}/marks/{message_id:str}", summary="Take a mark away")
async def delete_mark(ctx: Given[RequestContext], handover_id: FromPath[str], message_id: FromPath[MessageId]) -> None:
    """Take one message out; the id `draft` is the one being prepared."""
    await ctx.write(unmark_message, _named(handover_id), message_id)


@post("/handovers/{handover_id:str}/seen", status_code=204, summary="I have opened a hand-over")
async def post_handover_seen(ctx: Given[RequestContext], handover_id: FromPath[HandoverId]) -> None:
    """Note that the successor, or whoever gave it, opened it; their notice goes."""
    await ctx.write(see, handover_id)


router = Router(
    "",
    route_handlers=[
        get_handovers, get_new_handovers, get_handover, put_handover_note, put_mark, delete_mark, post_handover_seen,
    ],
    tags=["Handovers"],
)  # fmt: skip
