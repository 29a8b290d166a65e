"""What the residents' pages send, and how they are led on."""

from urllib.parse import quote

from litestar import Response
from litestar.datastructures import Cookie

from kairan.applications.applicants import AnyRequest
from kairan.core.kit.problems import Malformed, Problem

FIELDS_MOST = 4_000
ROUTER_OPTIONS = {"public": True, "exclude_from_auth": True, "work": "applying"}
FILES_OPTIONS = {**ROUTER_OPTIONS, "packed": True}
"""Of routes that give files out: nothing of theirs is zipped."""
Typed = dict[str, list[str]]


def why_of(problem: Problem) -> str:
    """Return by which word a page tells a refusal."""
    return problem.code.rpartition(".")[2]


def see_other(path: str, cookies: list[Cookie]) -> Response[str]:
    """Lead the browser on: what it sent is not sent again."""
    # What was typed may stand in it: nothing of that ends a line of the head.
    return Response("", status_code=303, headers={"Location": quote(path, safe="/?&=#%~")}, cookies=cookies)


async def typed_of(request: AnyRequest) -> Typed:
    """Return what a page of ours sent. Problems: Malformed."""
    given: Typed = {}
    for count, (name, value) in enumerate((await request.form()).multi_items()):
        if not isinstance(value, str) or count >= FIELDS_MOST:
            raise Malformed
        given.setdefault(name, []).append(value)
    return given
