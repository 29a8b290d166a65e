"""Is the server alive, is it ready, how is it: for supervisors and for Prometheus."""

import asyncio
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency as Given
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy import text

from kairan.core.edge.faces import name_in
from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound, Problem, StorageUnavailable
from kairan.core.kit.sqlite_memory import sqlite_memory
from kairan.core.kit.store import Store
from kairan.core.kit.upkeep import upkeeps
from kairan.core.realtime import Live

UPKEEP_AT = Gauge(
    "kairan_upkeep_at_seconds",
    "When the record was last verified, backed up, anchored, and the anchor brought out (outlets)",
    ["kind"],
)
UPKEEP_FAULTS = Gauge(
    "kairan_upkeep_faults", "Faults that were found then; outlets: places the last anchor did not reach", ["kind"]
)
SQLITE_MEMORY = Gauge("kairan_sqlite_memory_bytes", "What SQLite holds in memory: the pages of its bounded caches")
SQLITE_MEMORY.set_function(sqlite_memory)
READY_S = 3.0  # a database that does not answer for so long is away
LOOK_S = 1.0  # what one that is busy does not tell at once is left out


_OF_PROXIES = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip"}
)
"""Headers that only proxies write, besides X-Forwarded-…"""


class Watchers(msgspec.Struct, frozen=True):
    """From which networks figures are asked for, and the host names people use, under which they never are."""

    networks: tuple[str, ...]
    public_names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, networks: tuple[str, ...], hosts: Iterable[str], *urls: str) -> "Watchers":
        """Return them from the settings; a server that people open on its own machine is asked there, too."""
        named = {urlsplit(url).hostname or "" for url in urls} | {host.lower() for host in hosts}
        return cls(networks, frozenset(name for name in named if name and not _is_loopback(name)))


class Health(msgspec.Struct, frozen=True):
    """What a supervisor wants to know."""

    status: str
    version: str


def _answers(db: Db) -> bool:
    return bool(db.scalar(text("SELECT 1")))


@get("/health", exclude_from_auth=True, any_host=True, work="free", summary="Is the process alive", tags=["Operation"])
async def get_health(version: Given[str]) -> Health:
    """Answer whenever the event loop turns."""
    return Health("alive", version)


@get(
    "/ready",
    exclude_from_auth=True,
    urgent=True,
    any_host=True,
    work="free",
    summary="May requests be sent here",
    tags=["Operation"],
)
async def get_ready(store: Given[Store], live: Given[Live], version: Given[str]) -> Health:
    """Answer 200 when the database answers, 503 otherwise and when this node is about to stop."""
    live.require_staying()
    try:
        async with asyncio.timeout(READY_S):
            await store.read(_answers)
    except TimeoutError:
        raise StorageUnavailable(retry_after_s=5) from None
    return Health("ready", version)


@get("/metrics", exclude_from_auth=True, any_host=True, work="free", include_in_schema=False)
async def get_metrics(request: Request[Any, Any, Any], store: Given[Store], watchers: Given[Watchers]) -> Response[Any]:
    """Return the Prometheus metrics of this process, to this machine and the networks of the settings only."""
    require_watcher(request, watchers)
    await _look_at_upkeep(store)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _look_at_upkeep(store: Store) -> None:
    """Set what the database tells; without it the rest is told all the same."""
    try:
        async with asyncio.timeout(LOOK_S):
            kept = await store.read(upkeeps)
    except (Problem, TimeoutError):
        return
    for one in kept.values():
        UPKEEP_AT.labels(one.kind).set(one.at / 1000)
        UPKEEP_FAULTS.labels(one.kind).set(one.faults)


def require_watcher(request: Request[Any, Any, Any], watchers: Watchers) -> None:
    """Refuse who is not to see figures; what a proxy passes on is from outside, whichever header tells of it.

    A proxy that adds no header at all still asks for the name people use. Problems: NotFound.
    """
    if request.client is None or _is_passed_on(request):
        raise NotFound
    if name_in(request.headers.get("host", "")) in watchers.public_names:
        raise NotFound
    address = ip_address(request.client.host)
    address = getattr(address, "ipv4_mapped", None) or address
    if not any(address in ip_network(network) for network in watchers.networks):
        raise NotFound


def _is_passed_on(request: Request[Any, Any, Any]) -> bool:
    names = {name.lower() for name in request.headers}
    return not names.isdisjoint(_OF_PROXIES) or any(name.startswith("x-forwarded-") for name in names)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


handlers = [get_health, get_ready, get_metrics]
