"""Operators among themselves, over HTTP."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.administration.model import new_password
from kairan.administration.sign_in import Bounds
from kairan.core.edge.authentication import Authentication
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.installation.operators import (
    NewOperator,
    OperatorDemand,
    OperatorMade,
    OperatorReset,
    Operators,
    add_another,
    demand_of_operators,
    end_operator,
    operators,
    reset_operator,
)
from kairan.sessions import hash_later


@get("/operators", summary="The operators of the installation")
async def get_operators(ctx: Given[RequestContext]) -> Operators:
    """Return who operates the installation, what each can show, and what is demanded."""
    return await ctx.read(operators)


@post("/operators", summary="Add an operator")
async def post_operator(ctx: Given[RequestContext], data: JSONBody[NewOperator]) -> OperatorMade:
    """Add an operator with a password told this once, to be changed at the first sign-in."""
    password = new_password()
    name, login = await ctx.write(add_another, data, await hash_later(password))
    return OperatorMade(operators=await ctx.read(operators), name=name, login=login, password=password)


@delete("/operators/{member_id:str}", status_code=200, summary="End an operator")
async def delete_operator(
    ctx: Given[RequestContext], authentication: Given[Authentication], member_id: FromPath[MemberId]
) -> Operators:
    """Close another operator's account and end their sessions; the last one stays."""
    left = await ctx.write(end_operator, member_id)
    authentication.forget_all()
    return left


@post("/operators/{member_id:str}/reset", status_code=200, summary="Let an operator in again")
async def post_operator_reset(
    ctx: Given[RequestContext],
    authentication: Given[Authentication],
    member_id: FromPath[MemberId],
    data: JSONBody[OperatorReset],
) -> OperatorMade:
    """Issue a first password to an operator who lost theirs or a factor; factors are taken away, sessions end."""
    password = new_password()
    name, login = await ctx.write(reset_operator, member_id, data.reason, await hash_later(password))
    authentication.forget_all()
    return OperatorMade(operators=await ctx.read(operators), name=name, login=login, password=password)


@put("/operators/demand", summary="What operators must show")
async def put_operator_demand(
    ctx: Given[RequestContext], authentication: Given[Authentication], data: JSONBody[OperatorDemand]
) -> Operators:
    """Set what every operator shows besides the password; a new demand leaves some days to add it."""
    changed = await ctx.write(
        demand_of_operators, data, Bounds.of(authentication.rules, list(authentication.faces.names))
    )
    authentication.forget_all()
    return changed


router = Router(
    "/operator",
    route_handlers=[get_operators, post_operator, delete_operator, post_operator_reset, put_operator_demand],
    opt={"admits": "operators", "fresh": "changes"},
    tags=["Installation"],
)
