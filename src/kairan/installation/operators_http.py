"""Operators among themselves, over HTTP."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.administration.model import new_password
from kairan.administration.sign_in import Bounds
from kairan.entry import hash_later
from kairan.entry.door import Door
from kairan.errand import Errand
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
from kairan.viewer import MemberId


@get("/operators", summary="The operators of the installation")
async def get_operators(errand: Given[Errand]) -> Operators:
    """Return who operates the installation, what each can show, and what is demanded."""
    return await errand.read(operators)


@post("/operators", summary="Add an operator")
async def post_operator(errand: Given[Errand], data: JSONBody[NewOperator]) -> OperatorMade:
    """Add an operator with a password told this once, to be changed at the first sign-in."""
    password = new_password()
    name, login = await errand.write(add_another, data, await hash_later(password))
    return OperatorMade(operators=await errand.read(operators), name=name, login=login, password=password)


@delete("/operators/{member_id:str}", status_code=200, summary="End an operator")
async def delete_operator(errand: Given[Errand], door: Given[Door], member_id: FromPath[MemberId]) -> Operators:
    """Close another operator's account and end his sessions; the last one stays."""
    left = await errand.write(end_operator, member_id)
    door.forget_all()
    return left


@post("/operators/{member_id:str}/reset", status_code=200, summary="Let an operator in again")
async def post_operator_reset(
    errand: Given[Errand], door: Given[Door], member_id: FromPath[MemberId], data: JSONBody[OperatorReset]
) -> OperatorMade:
    """Issue a first password to an operator who lost his or a factor; factors are taken away, sessions end."""
    password = new_password()
    name, login = await errand.write(reset_operator, member_id, data.reason, await hash_later(password))
    door.forget_all()
    return OperatorMade(operators=await errand.read(operators), name=name, login=login, password=password)


@put("/operators/demand", summary="What operators must show")
async def put_operator_demand(errand: Given[Errand], door: Given[Door], data: JSONBody[OperatorDemand]) -> Operators:
    """Set what every operator shows besides the password; a new demand leaves some days to add it."""
    changed = await errand.write(demand_of_operators, data, Bounds.of(door.rules, list(door.faces.names)))
    door.forget_all()
    return changed


router = Router(
    "/operator",
    route_handlers=[get_operators, post_operator, delete_operator, post_operator_reset, put_operator_demand],
    opt={"admits": "operators", "fresh": "changes"},
    tags=["Installation"],
)
