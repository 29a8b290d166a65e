"""The page of a one-time link over HTTP: no session, no script; opening it changes nothing, a button answers."""

from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store
from kairan.emergency.broadcasts.answering import WHAT, Opened, answer_by_link, open_link
from kairan.emergency.broadcasts.links import digest_of, link_of
from kairan.emergency.broadcasts.model import BroadcastAnswer
from kairan.emergency.broadcasts.pages import rendering
from kairan.emergency.broadcasts.problems import AnswerUnfit, LinkNotGood
from kairan.sessions.arrival import address_of
from kairan.sessions.sign_in_throttle import count_miss, wait_s_of

AnyRequest = Request[Any, Any, Any]
TOKEN_MOST = 100
FIELDS_MOST = 20


@get("/{token:str}", summary="What a one-time link asks")
async def get_link(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], token: FromPath[str]
) -> Response[str]:
    """Show what is asked; mail servers open links, too, so that nothing is noted."""
    opened = await _opened(request, store, authentication, token)
    return opened if isinstance(opened, Response) else _shown(opened, token)


@post("/{token:str}", status_code=200, summary="Answer by a one-time link")
async def post_link(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], token: FromPath[str]
) -> Response[str]:
    """Confirm or answer, once; pressed twice, the page says that it has come in."""
    opened = await _opened(request, store, authentication, token)
    if isinstance(opened, Response):
        return opened
    typed = await _typed(request)
    try:
        await store.write(answer_by_link, token, _answer(typed))
    except LinkNotGood:
        return rendering.over(opened)
    except Problem as problem:
        return rendering.asking(opened, token, typed, problem.sentence("ja"))
    return rendering.done(opened)


async def _opened(
    request: AnyRequest, store: Store, authentication: Authentication, token: str
) -> Opened | Response[str]:
    """Find what a link asks; who tries many that were never made waits, from their address alone."""
    address = address_of(request)
    look = partial(store.read, _known, token)
    known = await authentication.strangers.known("sign_in", address, look)
    if known is not None:
        authentication.rate_limits.admit_known("sign_in", known)
    try:
        if known is None or len(token) > TOKEN_MOST:
            raise LinkNotGood
        return await store.read(open_link, token)
    except LinkNotGood:
        if wait_s := await store.read(wait_s_of, WHAT, address):
            return rendering.too_many(wait_s)
        await store.write(count_miss, WHAT, address)
        return rendering.unknown()


def _known(db: Db, token: str) -> str | None:
    link = link_of(db, token)
    return None if link is None else digest_of(token)


def _shown(opened: Opened, token: str) -> Response[str]:
    if opened.is_answered:
        return rendering.done(opened)
    return rendering.over(opened) if opened.is_over else rendering.asking(opened, token, {})


async def _typed(request: AnyRequest) -> dict[str, str]:
    given: dict[str, str] = {}
    for count, (name, value) in enumerate((await request.form()).multi_items()):
        if count < FIELDS_MOST and isinstance(value, str):
            given.setdefault(name, value)
    return given


def _answer(typed: dict[str, str]) -> BroadcastAnswer:
    """Read what the page sent, as any other answer. Problems: AnswerUnfit."""
    given = {name: typed[name] for name in ("choice", *rendering.FIELDS) if typed.get(name)}
    try:
        return msgspec.convert({"choice": "", **given}, BroadcastAnswer)
    except msgspec.ValidationError:
        raise AnswerUnfit from None


router = Router(
    "/b",
    route_handlers=[get_link, post_link],
    opt={"exclude_from_auth": True, "counts_itself": True},
    include_in_schema=False,
)
