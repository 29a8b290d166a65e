"""Hazards over HTTP: the page of the console, and where distributors drop telegrams."""

import hmac
from typing import Any

import msgspec
from litestar import Request, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.kit.bounds import bounded
from kairan.core.kit.outside import OutsideBusy, OutsideThreads
from kairan.core.kit.problems import TooBusy
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.files.http import RawBody
from kairan.hazards.model import HazardPage, HazardRule, HazardRuleId, HazardRuleWanted, TelegramId
from kairan.hazards.problems import DropClosed, DropRefused
from kairan.hazards.queries import hazard_page
from kairan.hazards.receiving import read_brought, take_in
from kairan.hazards.rules import change_rule, delete_rule, make_rule
from kairan.hazards.telegrams.xml import BYTES_MOST

READERS = bounded("hazards.readers", 4, "refuse", "503 `server.busy`; the distributor sends again")
AnyRequest = Request[Any, Any, Any]


class HazardSources(msgspec.Struct, frozen=True, kw_only=True):
    """By which ways telegrams come, as the operator set them."""

    folder: str
    drop_key: str
    feeds: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether telegrams can come at all."""
        return bool(self.folder or self.drop_key or self.feeds)


class Dropped(msgspec.Struct, frozen=True):
    """What became of a telegram that was brought."""

    is_new: bool
    """False for one that was here before."""


_readers = OutsideThreads("hazards", READERS)


@post(
    "/hazards/telegrams",
    exclude_from_auth=True,
    work="upload",
    urgent=True,
    status_code=200,
    operation_class=RawBody,
    request_max_body_size=BYTES_MOST,
    summary="Bring a telegram of the Meteorological Agency",
)
async def post_telegram(request: AnyRequest, store: Given[Store], hazard_sources: Given[HazardSources]) -> Dropped:
    """Take in a telegram (気象庁防災情報XML) from a distributor, who shows the key as `Authorization: Bearer …`.

    The same telegram again changes nothing. What cannot be read is refused with the reason, and kept as refused.
    """
    _require_key(request, hazard_sources)
    content = await request.body()
    try:
        brought = await _readers.run(read_brought, "drop", "", content)
    except OutsideBusy:
        raise TooBusy(retry_after_s=1) from None
    kept = await store.write(take_in, brought)
    if brought.problem is not None:
        raise brought.problem
    return Dropped(is_new=kept is not None)


def _require_key(request: AnyRequest, sources: HazardSources) -> None:
    if not sources.drop_key:
        raise DropClosed
    shown = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(shown.encode("latin-1"), sources.drop_key.encode()):  # a header's bytes, as they came
        raise DropRefused


@get("", summary="The body's rules for warnings, and the last telegrams")
async def get_hazards(
    ctx: Given[RequestContext],
    hazard_sources: Given[HazardSources],
    before: FromQuery[str | None] = None,
    *,
    everywhere: FromQuery[bool] = False,
) -> HazardPage:
    """Return the rules and what came last, with what each rule did or would have done, and why."""
    earlier = None if before is None else TelegramId(before)
    return await ctx.read(hazard_page, hazard_sources.is_any, earlier, everywhere)


@post("/rules", summary="Make a rule for warnings")
async def post_hazard_rule(ctx: Given[RequestContext], data: JSONBody[HazardRuleWanted]) -> HazardRule:
    """Post in a room, in the viewer's name, when a warning of these kinds and grades names one of these places."""
    return await ctx.write(make_rule, data)


@put("/rules/{rule_id:str}", summary="Change a rule for warnings")
async def put_hazard_rule(
    ctx: Given[RequestContext], rule_id: FromPath[HazardRuleId], data: JSONBody[HazardRuleWanted]
) -> HazardRule:
    """Change all of a rule; from here on it posts in the viewer's name."""
    return await ctx.write(change_rule, rule_id, data)


@delete("/rules/{rule_id:str}", status_code=204, summary="Delete a rule for warnings")
async def delete_hazard_rule(ctx: Given[RequestContext], rule_id: FromPath[HazardRuleId]) -> None:
    """Delete a rule; what it posted stays."""
    await ctx.write(delete_rule, rule_id)


drop = Router("/", route_handlers=[post_telegram], tags=["Hazards"])
console = Router(
    "/administration/hazards",
    route_handlers=[get_hazards, post_hazard_rule, put_hazard_rule, delete_hazard_rule],
    tags=["Hazards"],
    opt={"fresh": "changes"},
)
