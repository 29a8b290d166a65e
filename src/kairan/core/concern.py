"""The manifest of a concern (担当範囲): all that the application must know of one folder, said in one place.

From the one ordered list of these (`kairan.concerns`) the application, the schema, the reference, the isolation test,
backup, erasure and the demo are built. Adding a concern is a folder and a line in that list.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TypeVar

import msgspec
from litestar import Router
from sqlalchemy import Table
from sqlalchemy.schema import sort_tables

from kairan.core.extension import Extension, ExtensionPoint, install
from kairan.core.journal import FOLLOWED, STREAMS, Body, Entry, Stream
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.bounds import Bound, bounds_in
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.request_context import FastRoute
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer

T = TypeVar("T")
PERSONAL: ExtensionPoint[Table] = ExtensionPoint("core.personal")
"""Tables whose rows belong to one member, by `member_id`."""
Keeps = Callable[[Viewer, Entry], bool]
"""Whether a reader goes on after an entry."""


class Parts(msgspec.Struct, frozen=True):
    """What the application hands to a concern when it is put together."""

    store: Store
    blobs: Blobs
    box: SecretBox
    settings: Settings


class DemoStage(msgspec.Struct, frozen=True):
    """What a concern plays its part of the demo on: everybody and every room by their keys."""

    db: Db
    people: Mapping[str, Viewer]
    rooms: Mapping[str, str]  # their ids
    now: int  # ms since 1970


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """What one folder brings. What is empty is left out."""

    package: str  # "kairan.talk": problems, entries and bounds are found in it
    tables: tuple[Table, ...] = ()
    passing: tuple[Table, ...] = ()  # of these: what no backup holds, since it means nothing on another machine
    personal: tuple[Table, ...] = ()  # of these: what belongs to one member (`member_id`) and goes with the account
    routers: tuple[Router, ...] = ()  # under /api
    pages: tuple[Router, ...] = ()  # pages that the server renders, under paths of their own
    fast_routes: tuple[FastRoute, ...] = ()
    provides: Callable[[Parts], Mapping[str, object]] | None = None  # what handlers may ask for by name
    lifespan: Callable[[Mapping[str, object]], AbstractAsyncContextManager[None]] | None = None  # gets what is provided
    jobs: Callable[[Jobs, Parts], None] | None = None
    heeds: Callable[[Mapping[str, object], Sequence[object]], None] | None = None
    """Hears on the event loop what this node has committed, with what is provided; it must not take long."""
    streams: tuple[Stream, ...] = ()
    follows: Callable[[Db, Viewer], Sequence[str]] | None = None  # the streams a member's client follows
    keeps: Mapping[str, Keeps] = {}  # after an entry of this kind a reader goes on only if this says so
    extensions: tuple[Extension, ...] = ()  # evidence, and whatever else concerns below ask
    examples: tuple[msgspec.Struct, ...] = ()  # of request bodies, for the description of the interface
    arrays: tuple[type[msgspec.Struct], ...] = ()  # what travels as an array, which the framework takes for an object
    tags: Mapping[str, str] = {}  # groups of routes, described
    settings: tuple[str, ...] = ()  # the names of its settings; what nobody names is the core's
    demo: Callable[[DemoStage], None] | None = None

    @property
    def name(self) -> str:
        """Return the name of the folder."""
        return self.package.rpartition(".")[2]

    def problems(self) -> list[type[Problem]]:
        """Return the refusals that are declared in the folder."""
        return [
            problem for problem in declared(self.package, Problem) if "code" in vars(problem) and problem is not Problem
        ]

    def entries(self) -> list[type[Body]]:
        """Return the kinds of entries that are declared in the folder."""
        return [body for body in declared(self.package, Body) if isinstance(vars(body).get("kind"), str)]

    def bounds(self) -> list[Bound]:
        """Return the bounds that are declared in the folder."""
        return [bound for module in modules_of(self.package) for bound in bounds_in(module)]


def modules_of(package: str) -> Iterator[ModuleType]:
    """Yield a folder's modules, all of them imported."""
    root = import_module(package)
    yield root
    for found in pkgutil.walk_packages(getattr(root, "__path__", ()), f"{package}."):
        yield import_module(found.name)


def declared(package: str, kind: type[T]) -> list[type[T]]:
    """Return the subclasses of `kind` that are declared in a folder, in order."""
    return [
        value
        for module in modules_of(package)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, kind) and value.__module__ == module.__name__
    ]


def tables_in(*modules: ModuleType) -> tuple[Table, ...]:
    """Return the tables that are written in these modules."""
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Table))


def tables_of(concerns: Sequence[Concern]) -> list[Table]:
    """Return the tables of all concerns, each after those it refers to."""
    named = {table.name: table for concern in concerns for table in concern.tables}
    return sort_tables(sorted(named.values(), key=lambda table: table.name))


def all_problems(concerns: Sequence[Concern]) -> dict[str, type[Problem]]:
    """Return every refusal by its code."""
    return {problem.code: problem for concern in concerns for problem in concern.problems()}


def all_entries(concerns: Sequence[Concern]) -> dict[str, type[Body]]:
    """Return every kind of entry by its name."""
    return {body.kind: body for concern in concerns for body in concern.entries()}


def all_bounds(concerns: Sequence[Concern]) -> dict[str, Bound]:
    """Return every bound by its name."""
    return {bound.name: bound for concern in concerns for bound in concern.bounds()}


def install_concerns(concerns: Sequence[Concern]) -> None:
    """Tell the lower concerns what the upper ones give. To be called once, before anything of them is used."""
    install(extensions_of(concerns))


def extensions_of(concerns: Sequence[Concern]) -> list[Extension]:
    """Return everything that concerns give to others: their streams, what clients follow, and what they name."""
    streams = STREAMS.by(*(stream for concern in concerns for stream in concern.streams))
    followed = FOLLOWED.by(*(concern.follows for concern in concerns if concern.follows is not None))
    personal = PERSONAL.by(*(table for concern in concerns for table in concern.personal))
    return [streams, followed, personal, *(extension for concern in concerns for extension in concern.extensions)]


def jobs_of(concerns: Sequence[Concern], parts: Parts) -> Jobs:
    """Return what is done later, by all concerns."""
    jobs = Jobs()
    for concern in concerns:
        if concern.jobs is not None:
            concern.jobs(jobs, parts)
    return jobs


def heeding_of(concerns: Sequence[Concern], given: Mapping[str, object]) -> list[Callable[[Sequence[object]], None]]:
    """Return what hears of every commit of this node."""
    return [partial(concern.heeds, given) for concern in concerns if concern.heeds is not None]


def provided(concerns: Sequence[Concern], parts: Parts) -> dict[str, object]:
    """Return what handlers may ask for by name."""
    return {
        name: value
        for concern in concerns
        if concern.provides is not None
        for name, value in concern.provides(parts).items()
    }
