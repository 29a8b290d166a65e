"""Places over HTTP, for those who work on applications: how many are taken, withdrawing, drawing."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.applications.drawing import Draw, draw_places, draws
from kairan.applications.model import ApplicationId, ApplicationView
from kairan.applications.taken import TakenPlaces, taken_places
from kairan.applications.withdrawing import Withdrawal, withdraw_application
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId


@post("/applications/{application_id:str}/withdraw", status_code=200, summary="Withdraw an application")
async def post_application_withdrawal(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    application_id: FromPath[ApplicationId],
    data: JSONBody[Withdrawal],
) -> ApplicationView:
    """Withdraw an application for who applied; its places are given to who waits, in turn, and its case is closed."""
    return await ctx.write(withdraw_application, box, application_id, data)


@get("/forms/{form_id:str}/places", summary="How many places of a form are taken")
async def get_taken_places(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> list[TakenPlaces]:
    """Return the questions whose places are given in turn, with how many are taken and how many people wait."""
    return await ctx.read(taken_places, form_id)


@get("/forms/{form_id:str}/draws", summary="Places of a form that are drawn")
async def get_draws(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> list[Draw]:
    """Return the questions whose places are given by lottery, with the seed once they were drawn."""
    return await ctx.read(draws, form_id)


@post("/forms/{form_id:str}/draws/{question_id:str}", status_code=200, summary="Draw places")
async def post_draw(ctx: Given[RequestContext], form_id: FromPath[FormId], question_id: FromPath[str]) -> list[Draw]:
    """Draw the places of a question among all who applied, once; everybody with a mail address is told."""
    return await ctx.write(draw_places, form_id, question_id)


router = Router(
    "/", route_handlers=[post_application_withdrawal, get_taken_places, get_draws, post_draw], tags=["Forms"]
)
