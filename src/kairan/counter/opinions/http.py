"""Opinions over HTTP."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.applications.model import ApplicationId
from kairan.core.request_context import RequestContext
from kairan.counter.opinions.answering import give_opinion, opinions_asked_of
from kairan.counter.opinions.asking import ask_opinion, case_opinions, withdraw_opinion
from kairan.counter.opinions.model import (
    OpinionAsked,
    OpinionAskedOfMe,
    OpinionGiven,
    OpinionId,
    OpinionsAskedOfMe,
    OpinionView,
)

Case = FromPath[ApplicationId]


@get("/opinions", summary="What one is asked")
async def get_opinions(ctx: Given[RequestContext]) -> OpinionsAskedOfMe:
    """Return the opinions that the viewer and their sections are asked for, the open ones first."""
    return await ctx.read(opinions_asked_of)


@post("/opinions/{opinion_id:str}/answer", status_code=200, summary="Give an opinion")
async def post_opinion_answer(
    ctx: Given[RequestContext], opinion_id: FromPath[OpinionId], data: JSONBody[OpinionGiven]
) -> OpinionAskedOfMe:
    """Answer what one is asked, once."""
    return await ctx.write(give_opinion, opinion_id, data)


@get("/cases/{case_id:str}/opinions", summary="What others were asked about a case")
async def get_case_opinions(ctx: Given[RequestContext], case_id: Case) -> list[OpinionView]:
    """Return what was asked of whom, and what they said, the newest first."""
    return await ctx.read(case_opinions, case_id)


@post("/cases/{case_id:str}/opinions", status_code=200, summary="Ask for an opinion")
async def post_case_opinion(
    ctx: Given[RequestContext], case_id: Case, data: JSONBody[OpinionAsked]
) -> list[OpinionView]:
    """Ask a section or a person; they see the question and the answers that are named, and nothing else."""
    await ctx.write(ask_opinion, case_id, data)
    return await ctx.read(case_opinions, case_id)


@post("/cases/{case_id:str}/opinions/{opinion_id:str}/withdraw", status_code=200, summary="Take a question back")
async def post_case_opinion_withdrawal(
    ctx: Given[RequestContext], case_id: Case, opinion_id: FromPath[OpinionId]
) -> list[OpinionView]:
    """Let who is asked see nothing of it any more."""
    await ctx.write(withdraw_opinion, case_id, opinion_id)
    return await ctx.read(case_opinions, case_id)


router = Router(
    "/",
    route_handlers=[
        get_opinions,
        post_opinion_answer,
        get_case_opinions,
        post_case_opinion,
        post_case_opinion_withdrawal,
    ],
    tags=["Counter"],
)
