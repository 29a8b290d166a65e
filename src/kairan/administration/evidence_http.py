"""The page of evidence over HTTP."""

from litestar import Router, post
from litestar.di import NamedDependency as Given

from kairan.administration.evidence import EvidencePage, gather, record_evidence
from kairan.entry.door import Door
from kairan.errand import Errand


@post("", status_code=200, summary="Make the page of evidence")
async def post_evidence(errand: Given[Errand], door: Given[Door]) -> EvidencePage:
    """Read the settings as they are, check the chain of the body's record, and put on record that this was done."""
    gathered = await errand.read(gather, door.rules)
    return await errand.write(record_evidence, gathered)


router = Router(
    "/administration/evidence", route_handlers=[post_evidence], tags=["Administration"], opt={"fresh": "changes"}
)
