"""Who sees the times of reading, on the console."""

from litestar import Router, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.reading_rules import BodyReadingRules, ReadingRules, own_reading_rules, save_reading_rules


@get("", summary="Who sees the times of reading")
async def get_reading_rules(ctx: Given[RequestContext]) -> BodyReadingRules:
    """Return whether members, the author alone or nobody sees when a message was read."""
    return await ctx.read(own_reading_rules)


@put("", summary="Set who sees the times of reading")
async def put_reading_rules(
    ctx: Given[RequestContext], data: JSONBody[ReadingRules], revision: FromQuery[str] = ""
) -> BodyReadingRules:
    """Keep the rule for all rooms of the body; it holds from the next look on."""
    await ctx.write(save_reading_rules, data, revision)
    return await ctx.read(own_reading_rules)


router = Router(
    "/administration/reading",
    route_handlers=[get_reading_rules, put_reading_rules],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
