"""The page of evidence over HTTP."""

from litestar import Router, post
from litestar.di import NamedDependency as Given

from kairan.administration.evidence import EvidencePage, gather, record_evidence
from kairan.core.edge.authentication import Authentication
from kairan.core.request_context import RequestContext


@post("", status_code=200, summary="Make the page of evidence")
async def post_evidence(ctx: Given[RequestContext], authentication: Given[Authentication]) -> EvidencePage:
    """Read the settings as they are, check the chain of the body's record, and put on record that this was done."""
    gathered = await ctx.read(gather, authentication.rules, authentication.faces.names)
    return await ctx.write(record_evidence, gathered)


router = Router(
    "/administration/evidence", route_handlers=[post_evidence], tags=["Administration"], opt={"fresh": "changes"}
)
