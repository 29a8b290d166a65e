"""Problems as answers: `application/problem+json` with a sentence in the person's language."""

import re
import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    SerializationException,
    ValidationException,
)
from litestar.types import ExceptionHandlersMap

from kairan.core.edge.client_disconnect import STATUS, Gone
from kairan.core.edge.logs import path_told
from kairan.core.edge.refusal_page import is_rendered, page, wants_page
from kairan.core.kit.problems import Malformed, NotFound, Problem, RequestTooLarge, ServerFault
from kairan.core.kit.text import CODE_POINTS_EACH, TextTooLong

log = structlog.get_logger("kairan.core.edge")
MEDIA_TYPE = "application/problem+json"
DECODING = "litestar/serialization"  # where bodies are read

_TOO_LONG = re.compile(r"Expected `str` of length <= (\d+)")  # as msgspec says it of a field of a body

AnyRequest = Request[Any, Any, Any]


class ProblemDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal (RFC 9457): `code` is for programs, `title` for the person, in their language."""

    code: str
    status: int
    title: str
    detail: dict[str, str | int]
    request_id: str
    type: str = "about:blank"


def language_of(request: AnyRequest) -> str:
    """Return the viewer's language, or what the browser prefers."""
    viewer = request.scope.get("user")
    chosen = getattr(viewer, "language", None)
    if chosen:
        return str(chosen)
    return "en" if request.headers.get("accept-language", "ja").lower().startswith("en") else "ja"


def answer(request: AnyRequest, problem: Problem, status: int | None = None) -> Response[ProblemDocument]:
    """Render a refusal, with a status of its own where the problem's does not say it all."""
    status = status or problem.status
    document = ProblemDocument(
        code=problem.code,
        status=status,
        title=problem.sentence(language_of(request)),
        detail=problem.detail,
        request_id=request.scope.get("state", {}).get("request_id", ""),
    )
    headers = dict(problem.headers)
    if problem.retry_after_s is not None:
        headers["Retry-After"] = str(problem.retry_after_s)
    return Response(document, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _on_problem(request: AnyRequest, problem: Problem) -> Response[Any]:
    return page(request, problem, language_of(request)) if wants_page(request) else answer(request, problem)


def _answer(request: AnyRequest, problem: Problem, status: int | None = None) -> Response[Any]:
    """Answer what is no refusal of ours: a program with a document, a resident with a page."""
    if is_rendered(request) and wants_page(request):
        return page(request, problem, language_of(request), status)
    return answer(request, problem, status)


def _on_malformed(request: AnyRequest, error: Exception) -> Response[Any]:
    log.info("malformed", error=str(getattr(error, "detail", error))[:200])
    if (too_long := _TOO_LONG.search(f"{error} {error.__cause__}")) is not None:
        return _answer(request, TextTooLong(most=int(too_long[1]) // CODE_POINTS_EACH))
    return _answer(request, Malformed())


def _on_recursion(request: AnyRequest, error: Exception) -> Response[Any]:
    """Blame the sender for JSON nested without end, and ourselves for any other recursion."""
    innermost = traceback.extract_tb(error.__traceback__)[-1].filename
    return _on_malformed(request, error) if DECODING in innermost else _on_fault(request, error)


def _on_not_found(request: AnyRequest, _error: Exception) -> Response[Any]:
    return _answer(request, NotFound())


def _on_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Answer what the framework refuses by itself, such as a body that is too large."""
    if error.status_code >= 500:
        return _on_malformed(request, error) if _is_of_the_body(error) else _on_fault(request, error)
    if error.status_code == RequestTooLarge.status:
        return _answer(request, RequestTooLarge())
    return _answer(request, Malformed(), error.status_code)


def _is_of_the_body(error: HTTPException) -> bool:
    """Whether the sender is to blame; Litestar blames us when a wrong field has the name of a dependency."""
    return isinstance(error.__cause__, msgspec.ValidationError) and "`$.data" in str(error.__cause__)


def _on_gone(request: AnyRequest, _error: Gone) -> Response[None]:
    """Give an answer that nobody receives; the request is counted under it as cancelled."""
    log.info("gone", path=path_told(request.url.path))
    return Response(None, status_code=STATUS)


def _on_fault(request: AnyRequest, error: Exception) -> Response[Any]:
    """Log a fault, once, here; the person gets the request number to tell."""
    log.error("fault", path=path_told(request.url.path), exc_info=error)
    return _answer(request, ServerFault())


HANDLERS: ExceptionHandlersMap = {
    Problem: _on_problem,
    Gone: _on_gone,
    ValidationException: _on_malformed,
    SerializationException: _on_malformed,
    UnicodeError: _on_malformed,
    RecursionError: _on_recursion,
    NotFoundException: _on_not_found,
    MethodNotAllowedException: _on_http,
    HTTPException: _on_http,
    Exception: _on_fault,
}


def handler_of(error: Exception) -> Callable[[AnyRequest, Any], Response[Any]]:
    """Return what answers an error: the handler of the nearest kind it is of."""
    return next(HANDLERS[kind] for kind in type(error).__mro__ if kind in HANDLERS)
