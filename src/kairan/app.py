"""The composition root: the only place where everything meets."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from typing import Any, NamedTuple

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.types import ASGIApp

from kairan.concerns import CONCERNS
from kairan.core.concern import Concern, Parts, heeding_of, install_concerns, jobs_of, provided
from kairan.core.edge.authentication import (
    Authentication,
    AuthenticationMiddleware,
    SessionLookup,
)
from kairan.core.edge.client import get_client, get_root
from kairan.core.edge.connection_draining import ConnectionDraining
from kairan.core.edge.faces import Faces
from kairan.core.edge.fast_routes import ZIP_LEVEL, ZIPPED_FROM, FastRoutes, answering
from kairan.core.edge.forwarded import ForwardedHeaders
from kairan.core.edge.head_requests import HeadRequests
from kairan.core.edge.health import handlers as health
from kairan.core.edge.injection import follower_of, injected
from kairan.core.edge.observe import Observe
from kairan.core.edge.openapi import describe_once, get_openapi, openapi_config
from kairan.core.edge.rate_limits import RateLimits
from kairan.core.edge.refusals import HANDLERS
from kairan.core.edge.security_log import SecurityLog, announcing, heeding
from kairan.core.journal import followed_streams
from kairan.core.kit.blobs import open_blobs
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Worker
from kairan.core.kit.reader_process import ReaderProcess
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store, open_store
from kairan.core.realtime import Live, LiveSettings, open_bus
from kairan.core.realtime.transports import live_routes
from kairan.core.request_context import FastRoute
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer
from kairan.notifications.presence import note_presence
from kairan.policy.queries import revisions_of
from kairan.sessions import ended_sessions
from kairan.sessions.actions import note_seen
from kairan.sessions.browsers import is_lost, known_browser
from kairan.sessions.queries import viewer_of
from kairan.sessions.rules import session_rules
from kairan.sign_in.access_refusals import AccessRefusals

VERSION = version("kairan")
SESSIONS = SessionLookup(viewer_of, is_lost, known_browser, note_seen)


class Application(NamedTuple):
    """What a server runs, and the readers it says goodbye to when it stops."""

    asgi: ASGIApp
    litestar: Litestar
    live: Live
    beside: ReaderProcess | None


def build_litestar(settings: Settings, concerns: tuple[Concern, ...] = CONCERNS) -> Litestar:
    """Build the application without the outer wrapper, to look at its routes and its documentation."""
    return assemble(settings, concerns=concerns).litestar


def assemble(
    settings: Settings, core: CpuAffinity | None = None, concerns: tuple[Concern, ...] = CONCERNS
) -> Application:
    """Build everything and join it; threads that compute in turns are kept on the core, where one is given."""
    install_concerns(concerns)
    store = open_store(settings.database_url, core)
    fast = [route for concern in concerns for route in concern.fast_routes]
    beside = _beside(settings, fast)
    authentication = _authentication(store, settings)
    live = _live(store, authentication, settings, concerns)
    access_refusals, security = AccessRefusals(store), SecurityLog()
    parts = Parts(store, open_blobs(settings.files_url), SecretBox(settings.secret_key_path), settings)
    given = provided(concerns, parts)
    life = _life(parts, live, (access_refusals, security), concerns, given, beside, core)
    litestar = Litestar(
        route_handlers=[_api(live, concerns), *_pages(concerns), *health, get_openapi, get_root, get_client],
        middleware=[AuthenticationMiddleware(authentication)],
        dependencies=injected(
            parts, {"authentication": authentication, "live": live, "version": VERSION, "concerns": concerns, **given}
        ),
        exception_handlers=HANDLERS,
        after_exception=[access_refusals.heed, security.heed],
        lifespan=[life],
        openapi_config=openapi_config(),
        on_app_init=[describe_once],
        compression_config=CompressionConfig(
            backend="gzip",
            minimum_size=ZIPPED_FROM,
            gzip_compress_level=ZIP_LEVEL,
            exclude_opt_key="packed",
            exclude=["/assets/", "/api/files/", "/api/live", "/api/administration/roster/apply"],
        ),
        request_max_body_size=1024 * 1024,
        logging_config=None,
        debug=False,
    )
    fast_routes = FastRoutes(
        litestar, authentication, store, fast, heeding(access_refusals.heed, security.heed), beside
    )
    forwarded = ForwardedHeaders(Observe(HeadRequests(fast_routes), is_tls=settings.is_tls), authentication.faces)
    return Application(ConnectionDraining(forwarded, lambda: live.is_leaving), litestar, live, beside)


def _authentication(store: Store, settings: Settings) -> Authentication:
    rules = session_rules(settings)
    faces = Faces(settings.faces, settings.face_proxies, settings.trusted_proxies, settings.hosts)
    rate_limits = RateLimits(settings.rates, is_on=settings.rate_limits)
    return Authentication(
        store, faces, rate_limits, settings.url, secure=settings.is_secure, rules=rules, sessions=SESSIONS
    )


def _live(store: Store, authentication: Authentication, settings: Settings, concerns: Sequence[Concern]) -> Live:
    rules = authentication.rules

    def followed(db: Db, viewer: Viewer) -> Sequence[str] | None:
        """Whose session is over follows nothing."""
        is_over = viewer.session_id is not None and ended_sessions(db, [viewer.session_id], rules)
        return None if is_over else followed_streams(db, viewer)

    return Live(
        store,
        followed,
        ended=lambda db, session_ids: ended_sessions(db, session_ids, rules),
        keeps={kind: keeps for concern in concerns for kind, keeps in concern.keeps.items()},
        revisions=revisions_of,
        presence=note_presence,
        outdated=authentication.forget_all,
        bus=open_bus(settings.redis),
        settings=LiveSettings(version=VERSION),
    )


def _beside(settings: Settings, fast: Sequence[FastRoute]) -> ReaderProcess | None:
    """Return a process that reads pages beside us; it is forked by whoever serves."""
    if not settings.reader_process or not settings.is_sqlite:
        return None
    return ReaderProcess(settings.database_url, answering(fast))


def _api(live: Live, concerns: Sequence[Concern]) -> Router:
    routers = [router for concern in concerns for router in concern.routers]
    return Router("/api", route_handlers=[*routers, live_routes(live, follower_of)])


def _pages(concerns: Sequence[Concern]) -> list[Router]:
    return [router for concern in concerns for router in concern.pages]


def _life(
    parts: Parts,
    live: Live,
    watching: tuple[AccessRefusals, SecurityLog],
    concerns: Sequence[Concern],
    given: dict[str, object],
    *apart: CpuAffinity | ReaderProcess | None,
) -> Callable[[Litestar], Any]:
    """Start in the order in which parts need each other; stop in the reverse."""

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        await parts.store.start()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(parts.store.stop)
            for concern in concerns:
                if concern.lifespan is not None:
                    await stack.enter_async_context(concern.lifespan(given))
            for one in apart:
                if one is not None:
                    await stack.enter_async_context(one.kept())
            access_refusals, security = watching
            await stack.enter_async_context(access_refusals)
            await stack.enter_async_context(live)
            worker = await stack.enter_async_context(Worker(parts.store, jobs_of(concerns, parts)))
            heeding = heeding_of(concerns, given)
            parts.store.announce = announcing(live.hub.announce, worker.heed, security.announce, *heeding)
            yield

    return life
