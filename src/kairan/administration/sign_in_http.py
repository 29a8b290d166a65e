"""The rules of signing in over HTTP, for those who look after it."""

from typing import Annotated

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.administration.model import Account
from kairan.administration.sign_in import (
    Bounds,
    Having,
    HolderPage,
    Reset,
    SignInSettings,
    change_rules,
    export_holders,
    holders,
    reset_factors,
    sign_in_settings,
)
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer
from kairan.sessions.rules import SignInRules


def _bounds(authentication: Authentication) -> Bounds:
    return Bounds.of(authentication.rules, list(authentication.faces.names))


@get("/sign-in", summary="The rules of signing in, and how people stand")
async def get_sign_in(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> SignInSettings:
    """Return the body's rules, the installation's bounds, and how many people have what."""
    return await store.read(sign_in_settings, viewer, _bounds(authentication))


@put("/sign-in", summary="Set the rules of signing in")
async def put_sign_in(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    data: JSONBody[SignInRules],
    revision: FromQuery[str] = "",
) -> SignInSettings:
    """Set demands, ends of sessions, passwords; they hold from the next request of everybody on."""

    def change(db: Db) -> SignInSettings:
        change_rules(db, viewer, data, _bounds(authentication), revision)
        return sign_in_settings(db, viewer, _bounds(authentication))

    changed = await store.write(change)
    authentication.forget_all()
    return changed


@get("/sign-in/people", summary="Who has which factor")
async def get_holders(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    having: FromQuery[Having | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=500)] = None,
) -> HolderPage:
    """Return people in use by reading, a hundred a page."""
    return await store.read(holders, viewer, _bounds(authentication), having, after)


@get("/sign-in/export", summary="Who has which factor, as CSV", writes=True, fresh=True, media_type="text/csv")
async def get_holders_export(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> Response[str]:
    """Give out the whole list for a spreadsheet; that it was taken out is an entry, too."""
    written = await store.write(export_holders, viewer, _bounds(authentication))
    headers = {
        "Content-Disposition": 'attachment; filename="kairan-sign-in.csv"',
        "Cache-Control": "no-store",
    }
    return Response(written, media_type="text/csv", headers=headers)


@post("/people/{member_id:str}/factors/reset", status_code=200, summary="Reset what a person can show")
async def post_factor_reset(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    member_id: FromPath[MemberId],
    data: JSONBody[Reset],
) -> Account:
    """Take away app, passkeys and codes of somebody who lost them, for a stated reason; their sessions end."""
    account = await store.write(reset_factors, viewer, member_id, data.reason)
    authentication.forget_all()
    return account


router = Router(
    "/administration",
    route_handlers=[get_sign_in, put_sign_in, get_holders, get_holders_export, post_factor_reset],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
