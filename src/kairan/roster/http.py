"""The roster over HTTP: a file comes as the body itself, twice: to be looked at, and to be carried out.

The server keeps no file between the two. The second time it names the plan that was agreed to by its fingerprint, and
the answer comes in lines while the work goes on; who loses the connection asks again: what was done stays done, and
what is done already is not done twice.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
import structlog
from litestar import Request, Router, post
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem, ServerFault
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer
from kairan.people import require_task
from kairan.roster.applying import Progress, Stage, apply_import
from kairan.roster.model import Missing, Outcome, Plan
from kairan.roster.planning import plan_import
from kairan.roster.problems import RosterInterrupted, RosterTooLarge
from kairan.roster.reading import Roster, read_roster
from kairan.roster.wire import CsvBody

MIB = 1024 * 1024
BYTES_MOST = bounded("roster.bytes", 10 * MIB, "refuse", "`roster.too_large`")  # 10,000 people are about 2 MiB
PASSED_OVER_MOST = 256 * MIB  # read and thrown away, so that the sender hears the refusal; then the line is cut
IDLE_S = 60  # without a byte: the sender has gone
TOLD_EVERY_S = 0.2

AnyRequest = Request[Any, Any, Any]
log = structlog.get_logger("kairan.roster")


class Refused(msgspec.Struct, frozen=True):
    """Why an import that had begun changed nothing."""

    code: str
    status: int
    title: str


class ImportStep(msgspec.Struct, frozen=True):
    """A line of the answer: how far it is, or how it ended."""

    stage: Stage | None = None
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    problem: Refused | None = None


@post(
    "/plan",
    status_code=200,
    summary="What importing a roster would do",
    operation_class=CsvBody,
    request_max_body_size=None,
)
async def post_plan(
    request: AnyRequest, store: Given[Store], viewer: Given[Viewer], missing: FromQuery[Missing] = "leave"
) -> Plan:
    """Read a CSV (UTF-8 or CP932, up to 10,000 people) and say what would change; nothing is changed or kept."""
    roster = await _roster_of(request, viewer)
    return await store.read(plan_import, viewer, roster, missing)


@post(
    "/apply",
    status_code=200,
    summary="Import a roster",
    operation_class=CsvBody,
    request_max_body_size=None,
)
async def post_apply(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    fingerprint: Annotated[str, QueryParameter(min_length=64, max_length=64)],
    missing: FromQuery[Missing] = "leave",
) -> Stream:
    """Import a roster as it was planned, all or nothing; the answer is lines of JSON that say how far it is.

    The last line holds the outcome, or the problem: then nothing was changed.
    """
    roster = await _roster_of(request, viewer)
    lines = _applied(store, viewer, authentication, roster, missing, fingerprint)
    return Stream(lines, media_type="application/x-ndjson", headers={"Cache-Control": "no-store"})


async def _applied(
    store: Store, viewer: Viewer, authentication: Authentication, roster: Roster, missing: Missing, fingerprint: str
) -> AsyncIterator[bytes]:
    progress = Progress()
    work = asyncio.ensure_future(store.write(apply_import, viewer, roster, missing, fingerprint, progress))
    work.add_done_callback(lambda done: _ended(done, authentication))  # also when nobody waits for the answer any more
    while not work.done():
        yield _line(ImportStep(progress.stage, progress.done, progress.total))
        await asyncio.wait([work], timeout=TOLD_EVERY_S)
    yield _line(_last_step(work, viewer))


def _ended(work: "asyncio.Future[Outcome]", authentication: Authentication) -> None:
    authentication.forget_all()
    error = None if work.cancelled() else work.exception()
    if error is not None and not isinstance(error, Problem):
        log.error("roster.fault", exc_info=error)


def _last_step(work: "asyncio.Future[Outcome]", viewer: Viewer) -> ImportStep:
    error = work.exception()
    if error is None:
        return ImportStep(outcome=work.result())
    problem = error if isinstance(error, Problem) else ServerFault()
    return ImportStep(problem=Refused(problem.code, problem.status, problem.sentence(viewer.language)))


def _line(step: ImportStep) -> bytes:
    return msgspec.json.encode(step) + b"\n"


async def _roster_of(request: AnyRequest, viewer: Viewer) -> Roster:
    require_task(viewer, "people")
    require_task(viewer, "departments")
    data = await _bytes_of(request)
    return await asyncio.to_thread(read_roster, data)


async def _bytes_of(request: AnyRequest) -> bytes:
    """Return the body. Problems: RosterTooLarge, RosterInterrupted."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in _chunks(request):
        size += len(chunk)
        if size <= BYTES_MOST:
            chunks.append(chunk)
        elif size > PASSED_OVER_MOST:
            break
    if size > BYTES_MOST:
        raise RosterTooLarge(mib=BYTES_MOST // MIB)
    return b"".join(chunks)


async def _chunks(request: AnyRequest) -> AsyncIterator[bytes]:
    while True:
        try:
            async with asyncio.timeout(IDLE_S):
                message = await request.receive()
        except TimeoutError as silence:
            raise RosterInterrupted from silence
        if message["type"] != "http.request":
            raise RosterInterrupted
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


router = Router(
    "/administration/roster",
    route_handlers=[post_plan, post_apply],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
