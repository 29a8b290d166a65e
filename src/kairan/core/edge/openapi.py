"""The description of the interface (OpenAPI 3.1), with what the framework cannot see.

What an operation refuses is read from the code: every Problem that its handler, or anything the handler calls, can
name. So it is written in one place, where it is raised, and none can be forgotten.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from types import CodeType, FunctionType
from typing import Any, get_args

import msgspec
from litestar import Litestar, Request, Response, Router, get
from litestar.config.app import AppConfig
from litestar.di import NamedDependency as Given
from litestar.enums import OpenAPIMediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Contact, License
from litestar.plugins import InitPlugin
from litestar.routes import HTTPRoute

from kairan.core.concern import Concern
from kairan.core.edge.cookies import COOKIE
from kairan.core.edge.problems import (
    AccountTooFast,
    AddressTooFast,
    AtAGate,
    BodyTooFast,
    DeviceLost,
    ForeignOrigin,
    NotForOperators,
    NotJson,
    OrganizationReadOnly,
    ProofNeeded,
    SignedOut,
)
from kairan.core.edge.refusals import MEDIA_TYPE, ProblemDocument
from kairan.core.edge.requirements import SAFE_METHODS, wants_fresh
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.budget import QueryTooLong
from kairan.core.kit.problems import (
    Malformed,
    NotFound,
    Problem,
    RequestTooLarge,
    ServerFault,
    StorageFull,
    StorageUnavailable,
    TooBusy,
)
from kairan.core.kit.text import TextTooLong

Document = dict[str, Any]
ProblemType = type[Problem]

OURS = "kairan"
VERSION = version("kairan")
SCHEMA = "/api/schema"
ALWAYS: tuple[ProblemType, ...] = (ServerFault, StorageUnavailable, TooBusy, QueryTooLong)
CHANGING: tuple[ProblemType, ...] = (ForeignOrigin, StorageFull)


def described(app: Litestar, concerns: Sequence[Concern]) -> Document:
    """Return the description of everything the application answers."""
    document: Document = app.openapi_schema.to_schema()
    components = document["components"]
    components["securitySchemes"] = {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE}}
    # The framework takes what travels as an array for an object.
    _, schemas = msgspec.json.schema_components(
        [ProblemDocument, *(shape for concern in concerns for shape in concern.arrays)],
        ref_template="#/components/schemas/{name}",
    )
    components["schemas"] |= schemas
    for example in (example for concern in concerns for example in concern.examples):
        components["schemas"][type(example).__name__]["examples"] = [msgspec.to_builtins(example)]
    for path, method, handler in operations(app):
        if operation := document["paths"].get(path, {}).get(method.lower()):
            _describe(operation, method, handler)
    document["security"] = [{"session": []}]
    tags = [tag for concern in concerns for tag in concern.tags.items()]
    document["tags"] = [{"name": name, "description": text} for name, text in tags]
    return document


def operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Yield every path, method and handler."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                yield from ((route.path_format, method, handler) for method in sorted(handler.http_methods))


def _describe(operation: Document, method: str, handler: HTTPRouteHandler) -> None:
    operation["operationId"] = handler.fn.__name__
    if _is_public(handler):
        operation["security"] = []
    operation["responses"].pop("400", None)  # the framework's own idea of a refusal
    refusals = {*problems_of(handler.fn), *_of_the_edge(operation, method, handler)}
    for status in sorted({problem.status for problem in refusals}):
        same = sorted((problem for problem in refusals if problem.status == status), key=lambda one: one.code)
        operation["responses"].setdefault(str(status), {}).update(_refusal(same))


def _is_public(handler: HTTPRouteHandler) -> bool:
    return bool(handler.opt.get("exclude_from_auth"))


def _of_the_edge(operation: Document, method: str, handler: HTTPRouteHandler) -> Iterator[ProblemType]:
    """Yield what is refused before or around the handler."""
    yield from ALWAYS
    if handler.opt.get("work") != "free":
        yield AddressTooFast
    if not _is_public(handler):
        yield from (AccountTooFast, BodyTooFast)
        yield from (SignedOut, DeviceLost)
        if handler.opt.get("at_gate") is not True:
            yield AtAGate
        if wants_fresh(handler.opt, method):
            yield ProofNeeded
        yield from _by_who_it_is_for(method, handler)
    if method not in SAFE_METHODS or handler.opt.get("writes"):
        yield from CHANGING
    if operation.get("parameters") or operation.get("requestBody"):
        yield from (Malformed, TextTooLong)
    if operation.get("requestBody"):
        yield from (RequestTooLarge, NotJson)
    if any(parameter["in"] == "path" for parameter in operation.get("parameters", ())):
        yield NotFound


def _by_who_it_is_for(method: str, handler: HTTPRouteHandler) -> Iterator[ProblemType]:
    admits = handler.opt.get("admits", "members")
    if admits == "members":
        yield NotForOperators
    if admits == "operators":
        yield NotFound
    elif method not in SAFE_METHODS and not handler.opt.get("while_read_only"):
        yield OrganizationReadOnly


def _refusal(problems: list[ProblemType]) -> Document:
    """Describe the refusals that share a status."""
    examples = {
        one.code: {"summary": inspect.getdoc(one), "value": msgspec.to_builtins(_example(one))} for one in problems
    }
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}, "examples": examples}}
    return {"description": "Refused: " + ", ".join(f"`{one.code}`" for one in problems), "content": content}


def _example(problem: ProblemType) -> ProblemDocument:
    return ProblemDocument(
        code=problem.code, status=problem.status, title=problem.ja, detail={}, request_id="9f2c1d7a5b3e4860"
    )


# --- what a handler can refuse -------------------------------------------------------------------------------


def problems_of(handler: Callable[..., Any]) -> set[ProblemType]:
    """Return every Problem that this function, or anything of ours that it calls, can name."""
    found: set[ProblemType] = set()
    seen: set[object] = {handler}
    waiting: list[object] = [handler]
    while waiting:
        for named in _named_by(waiting.pop()):
            if isinstance(named, type) and issubclass(named, Problem):
                found.add(named)
            elif _is_ours(named) and named not in seen:
                seen.add(named)
                waiting.append(named)
    return found - {Problem}


def _is_ours(named: object) -> bool:
    is_code = isinstance(named, FunctionType) or (isinstance(named, type) and not issubclass(named, BaseException))
    return is_code and str(getattr(named, "__module__", "")).partition(".")[0] == OURS


def _named_by(one: object) -> Iterator[object]:
    """Yield what a function names, also in its parameters and from around it; of a class, what its methods are."""
    if isinstance(one, type):
        yield from (_function_of(member) for member in vars(one).values())
    elif isinstance(one, FunctionType):
        function = inspect.unwrap(one)
        names = {name for code in _codes_of(function.__code__) for name in code.co_names}
        for value in (function.__globals__[name] for name in names if name in function.__globals__):
            yield from _held_by(value)
        for parameter in inspect.signature(function).parameters.values():
            yield from (parameter.annotation, *get_args(parameter.annotation), parameter.default)
        for cell in function.__closure__ or ():
            yield from (cell.cell_contents, type(cell.cell_contents))


def _held_by(value: object) -> Iterator[object]:
    """Yield what a name stands for: what the concerns above gave to a point, what an object of ours was made with."""
    if isinstance(value, ExtensionPoint):
        yield from value.given()
    elif isinstance(value, tuple):
        yield from value
    elif _is_ours(type(value)) and not isinstance(value, type):
        yield from (type(value), *getattr(value, "__dict__", {}).values())
    else:
        yield value


def _function_of(member: object) -> object:
    """Return the function behind a method, a property or a class method."""
    return getattr(member, "__func__", None) or getattr(member, "fget", None) or member


def _codes_of(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a function and of those defined within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_of(constant)


# --- where it is served --------------------------------------------------------------------------------------


@get("/api/openapi.json", include_in_schema=False, exclude_from_auth=True, cache=True)
async def get_openapi(request: Request[Any, Any, Any], concerns: Given[tuple[Concern, ...]]) -> Response[Document]:
    """Return the description of this interface; public, like the source."""
    return Response(described(request.app, concerns), media_type=OpenAPIMediaType.OPENAPI_JSON)


class _OneDescription(InitPlugin):
    """Takes out the routes by which the framework would serve its own description, without our refusals in it."""

    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        """Keep every route but those."""
        kept = [one for one in app_config.route_handlers if not (isinstance(one, Router) and one.path == SCHEMA)]
        app_config.route_handlers = kept
        return app_config


def describe_once(app_config: AppConfig) -> AppConfig:
    """Leave one description only: ours."""
    app_config.plugins.append(_OneDescription())  # the last: after the framework has added its own
    return app_config


def openapi_config() -> OpenAPIConfig:
    """Return what the framework says of the interface."""
    return OpenAPIConfig(
        title="Kairan",
        version=VERSION,
        description="Business chat for local governments. Ids are strings; instants are milliseconds since 1970 UTC.",
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        contact=Contact(name="Kairan"),
        path=SCHEMA,
        render_plugins=[JsonRenderPlugin()],
    )
