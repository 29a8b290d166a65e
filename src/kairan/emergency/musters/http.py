"""Musters over HTTP: where one is, and for who leads, the stages and how a muster goes on."""

from typing import Annotated

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody, QueryParameter

from kairan.core.kit.database import Db
from kairan.core.kit.priority import set_priority
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.musters.actions import arrive, call_stage, register_arrival
from kairan.emergency.musters.model import (
    Arriving,
    MusterCall,
    MusterCalled,
    MusterId,
    MusterPeople,
    Musters,
    MusterStage,
    MusterView,
    OwnMusters,
    StageId,
    Stages,
)
from kairan.emergency.musters.queries import muster_people, muster_view, musters, own_musters
from kairan.emergency.musters.stages import add_stage, change_stage, delete_stage, stages

AfterPeople = Annotated[int, QueryParameter(ge=0, le=1_000_000)]


@get("/mine", summary="Musters to which one may come")
async def get_own_musters(ctx: Given[RequestContext]) -> OwnMusters:
    """Return the musters of the body that go on, with their places and where one is."""
    return await ctx.read(own_musters)


@put("/{muster_id:str}/place", status_code=200, summary="Say where one is")
async def put_own_place(
    ctx: Given[RequestContext], muster_id: FromPath[MusterId], data: JSONBody[Arriving]
) -> OwnMusters:
    """Say that one has come to a place, is at another now, or went home; pressed twice, it is once."""

    def act(db: Db, viewer: Viewer) -> OwnMusters:
        arrive(db, viewer, muster_id, data)
        return own_musters(db, viewer)

    return await ctx.write(act)


@get("", summary="The musters of the body")
async def get_musters(ctx: Given[RequestContext]) -> Musters:
    """Return the newest musters, with how many have arrived."""
    return await ctx.read(musters)


@get("/{muster_id:str}", summary="How a muster goes on")
async def get_muster(ctx: Given[RequestContext], muster_id: FromPath[MusterId]) -> MusterView:
    """Return who comes, who is at which place, and how many had come after how many minutes."""
    return await ctx.read(muster_view, muster_id)


@get("/{muster_id:str}/people", summary="Who was called, and who is where")
async def get_muster_people(
    ctx: Given[RequestContext], muster_id: FromPath[MusterId], after: AfterPeople = 0
) -> MusterPeople:
    """Return people, a hundred a page, those who have not arrived first."""
    return await ctx.read(muster_people, muster_id, after)


@put("/{muster_id:str}/people/{member_id:str}/place", status_code=204, summary="Say where somebody is")
async def put_place_of(
    ctx: Given[RequestContext],
    muster_id: FromPath[MusterId],
    member_id: FromPath[MemberId],
    data: JSONBody[Arriving],
) -> None:
    """Report for somebody, as whoever keeps the list at a place does."""
    await ctx.write(register_arrival, muster_id, member_id, data)


@get("/stages", summary="The stages of the body")
async def get_stages(ctx: Given[RequestContext]) -> Stages:
    """Return the stages in their order, with how many belong to each."""
    return await ctx.read(stages)


@post("/stages", summary="Add a stage")
async def post_stage(ctx: Given[RequestContext], data: JSONBody[MusterStage]) -> Stages:
    """Add a stage behind the others."""
    return await ctx.write(add_stage, data)


@put("/stages/{stage_id:str}", status_code=200, summary="Change a stage")
async def put_stage(ctx: Given[RequestContext], stage_id: FromPath[StageId], data: JSONBody[MusterStage]) -> Stages:
    """Change a stage; musters that were called stay as they were."""
    return await ctx.write(change_stage, stage_id, data)


@delete("/stages/{stage_id:str}", status_code=200, summary="Delete a stage")
async def delete_one_stage(ctx: Given[RequestContext], stage_id: FromPath[StageId]) -> Stages:
    """Delete a stage; musters that were called stay."""
    return await ctx.write(delete_stage, stage_id)


@post("/stages/{stage_id:str}/call", summary="Call a stage")
async def post_call(
    ctx: Given[RequestContext], stage_id: FromPath[StageId], data: JSONBody[MusterCall]
) -> MusterCalled:
    """Call everybody who belongs to a stage, at any hour; it goes before all other work."""
    set_priority(urgent=True)
    return await ctx.write(call_stage, stage_id, data)


router = Router(
    "/musters",
    route_handlers=[
        get_own_musters,
        put_own_place,
        get_musters,
        get_muster,
        get_muster_people,
        put_place_of,
        get_stages,
        post_stage,
        put_stage,
        delete_one_stage,
        post_call,
    ],
    tags=["Musters"],
)
