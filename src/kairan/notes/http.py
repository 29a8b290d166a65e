"""Notes over HTTP: parse, call one action, render."""

from functools import partial
from typing import Annotated

from litestar import Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter

from kairan.applications.paper.layout import as_pdf
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.notes.model import (
    NoteBeginning,
    NoteChange,
    NoteId,
    NotePage,
    NoteState,
    NoteSync,
    NoteVersions,
    NoteView,
    NoteWriting,
)
from kairan.notes.paper.layout import TEMPLATE, note_paper
from kairan.notes.printing import print_note
from kairan.notes.reading import note_markdown, note_sync, note_view, notes_of, version_of, versions_of
from kairan.notes.writing import begin_note, change_note, drop_note, write_note
from kairan.talk.model import RoomId

One = FromPath[NoteId]
UPDATES = "/notes/{note_id:str}/updates"
VERSIONS = "/notes/{note_id:str}/versions"


@get("/rooms/{room_id:str}/notes", summary="The notes of a room")
async def get_notes(
    ctx: Given[RequestContext],
    room_id: FromPath[RoomId],
    q: Annotated[str, QueryParameter(max_length=100)] = "",
    after: Annotated[str | None, QueryParameter(max_length=40)] = None,
) -> NotePage:
    """Return them, the front page first and then the newest, fifty a page; with words, those in which they stand."""
    return await ctx.read(notes_of, room_id, q, after)


@post("/notes", summary="Begin a note")
async def post_note(ctx: Given[RequestContext], data: JSONBody[NoteBeginning]) -> NoteView:
    """Begin an empty note in a room."""
    return await ctx.read(note_view, await ctx.write(begin_note, data))


@get("/notes/{note_id:str}", summary="A note")
async def get_note(ctx: Given[RequestContext], note_id: One) -> NoteView:
    """Return a note with its document."""
    return await ctx.read(note_view, note_id)


@put("/notes/{note_id:str}", summary="Rename a note")
async def put_note(ctx: Given[RequestContext], note_id: One, data: JSONBody[NoteChange]) -> NoteView:
    """Rename it, or make it the front page of its room."""
    await ctx.write(change_note, note_id, data)
    return await ctx.read(note_view, note_id)


@delete("/notes/{note_id:str}", summary="Delete a note")
async def delete_note(ctx: Given[RequestContext], note_id: One) -> None:
    """Delete it: nobody sees it any more."""
    await ctx.write(drop_note, note_id)


@get(UPDATES, summary="What was written in a note")
async def get_note_updates(
    ctx: Given[RequestContext], note_id: One, after: Annotated[int, QueryParameter(ge=0, le=2**31 - 1)] = 0
) -> NoteSync:
    """Return what was written since the update with a number."""
    return await ctx.read(note_sync, note_id, after)


@post(UPDATES, status_code=200, summary="Write in a note")
async def post_note_update(ctx: Given[RequestContext], note_id: One, data: JSONBody[NoteWriting]) -> NoteSync:
    """Take in what was written, and return what others wrote meanwhile."""
    await ctx.write(write_note, note_id, data)
    return await ctx.read(note_sync, note_id, data.after)


@get(VERSIONS, summary="The versions of a note")
async def get_note_versions(ctx: Given[RequestContext], note_id: One) -> NoteVersions:
    """Return the states that were kept, and who wrote."""
    return await ctx.read(versions_of, note_id)


@get(f"{VERSIONS}/{{n:int}}", summary="A version of a note")
async def get_note_version(ctx: Given[RequestContext], note_id: One, n: FromPath[int]) -> NoteState:
    """Return one of them."""
    return await ctx.read(version_of, note_id, n)


_MARKDOWN = ResponseSpec(str, generate_examples=False, description="The note", media_type="text/markdown")


@get("/notes/{note_id:str}/export", summary="A note as Markdown", responses={200: _MARKDOWN})
async def get_note_export(ctx: Given[RequestContext], note_id: One) -> Response[bytes]:
    """Return it as Markdown."""
    content = await ctx.read(note_markdown, note_id)
    disposition = f'attachment; filename="note-{note_id}.md"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content.encode(), media_type="text/markdown", headers=headers)


_PDF = ResponseSpec(bytes, generate_examples=False, description="The note", media_type="application/pdf")


@get("/notes/{note_id:str}/paper", summary="A note as PDF", packed=True, responses={200: _PDF})
async def get_note_paper(ctx: Given[RequestContext], typesetter: Given[Typesetter], note_id: One) -> Response[bytes]:
    """Return it as PDF/A."""
    note = await ctx.read(print_note, note_id)
    made = partial(note_paper, note, ctx.viewer.language)
    pdf = await typesetter.pdf(ctx.viewer.member_id, TEMPLATE, made, note.printed_at)
    return as_pdf(pdf, f"note-{note_id}.pdf")


router = Router(
    "/",
    route_handlers=[
        get_notes,
        post_note,
        get_note,
        put_note,
        delete_note,
        get_note_updates,
        post_note_update,
        get_note_versions,
        get_note_version,
        get_note_export,
        get_note_paper,
    ],
    tags=["Notes"],
)
