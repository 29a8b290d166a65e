"""The composition root: the only place where everything meets."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from litestar import Litestar, Request, Response, Router, get
from litestar.config.app import AppConfig
from litestar.config.compression import CompressionConfig
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.enums import OpenAPIMediaType
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Contact, License
from litestar.plugins import InitPlugin
from litestar.types import ASGIApp

import kairan.administration.audit_http
import kairan.administration.bulk_http
import kairan.administration.evidence_http
import kairan.administration.http
import kairan.administration.sign_in_http
import kairan.announcements.http
import kairan.core.kit.mail
import kairan.devices.console_http
import kairan.devices.evidence
import kairan.devices.http
import kairan.erasure.http
import kairan.factors.http
import kairan.figures.http
import kairan.figures.jobs
import kairan.files.http
import kairan.files.jobs
import kairan.guests.evidence
import kairan.guests.http
import kairan.guests.jobs
import kairan.handovers.http
import kairan.installation.evidence
import kairan.installation.http
import kairan.installation.jobs
import kairan.installation.operators_http
import kairan.installation.own_http
import kairan.people.http
import kairan.policy.http
import kairan.records.http
import kairan.records.jobs
import kairan.roster.http
import kairan.roster.outgoing_http
import kairan.selfaudit.jobs
import kairan.sign_in.http
import kairan.sign_in.jobs
import kairan.single_sign_on.console_http
import kairan.single_sign_on.evidence
import kairan.single_sign_on.http
import kairan.talk.http
import kairan.talk.http.room_administration
import kairan.transfers.evidence
import kairan.transfers.http
import kairan.transfers.jobs
from kairan.core.edge.authentication import TURNED_AWAY, Authentication, AuthenticationMiddleware, SessionRules
from kairan.core.edge.client import Client, get_client
from kairan.core.edge.connection_draining import ConnectionDraining
from kairan.core.edge.faces import Faces
from kairan.core.edge.fast_routes import ZIP_LEVEL, ZIPPED_FROM, FastRoutes, answering
from kairan.core.edge.forwarded import ForwardedHeaders
from kairan.core.edge.head_requests import HeadRequests
from kairan.core.edge.health import Watchers
from kairan.core.edge.health import handlers as health
from kairan.core.edge.observe import Observe
from kairan.core.edge.openapi import described
from kairan.core.edge.rate_limits import RateLimits
from kairan.core.edge.refusals import HANDLERS
from kairan.core.edge.security_log import SecurityLog, announcing, heeding
from kairan.core.kit.blobs import Blobs, open_blobs
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.mail import MailServer, mail_server
from kairan.core.kit.reader_process import ReaderProcess
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store, open_store
from kairan.core.realtime import Bus, InProcessBus, Live, LiveSettings
from kairan.core.realtime.transports import live_routes
from kairan.core.request_context import RequestContext
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer
from kairan.core.words import Refusal
from kairan.files.actions import Capacity
from kairan.files.intake import Intake
from kairan.guests import Delivery
from kairan.installation.model import Surroundings
from kairan.policy.queries import revisions_of
from kairan.sessions import Limits, ended_sessions
from kairan.sessions.model import HOUR_MS
from kairan.sessions.rules import DAY_MS
from kairan.sign_in.access_refusals import AccessRefusals
from kairan.single_sign_on.provider import Providers
from kairan.single_sign_on.round_trip import Way
from kairan.talk import FILES_LIMIT, TEXT_LIMIT, RoomReclassified, followed_streams, keeps_reading

VERSION = version("kairan")
SCHEMA = "/api/schema"


class Application(NamedTuple):
    """What a server runs, and the readers it says goodbye to when it stops."""

    asgi: ASGIApp
    litestar: Litestar
    live: Live
    beside: ReaderProcess | None


def build(settings: Settings) -> ASGIApp:
    """Build the application as an ASGI callable."""
    return assemble(settings).asgi


def build_litestar(settings: Settings) -> Litestar:
    """Build the application without the outer wrapper, to look at its routes and its documentation."""
    return assemble(settings).litestar


def assemble(settings: Settings, core: CpuAffinity | None = None) -> Application:
    """Build everything and join it; threads that compute in turns are kept on the core, where one is given."""
    store = open_store(settings.database_url, core)
    beside = _beside(settings)
    rules = SessionRules(
        absolute_ms=settings.session_hours * HOUR_MS,
        idle_ms=settings.session_idle_hours * HOUR_MS,
        issued_ms=settings.issued_password_days * DAY_MS,
        operator_faces=settings.operator_faces,
        operator_from=settings.operator_from,
    )
    faces = Faces(settings.faces, settings.face_proxies, settings.trusted_proxies)
    rate_limits = RateLimits(settings.rates, is_on=settings.rate_limits)
    authentication = Authentication(store, faces, rate_limits, settings.url, secure=settings.is_secure, rules=rules)
    bus = _bus(settings)
    live = Live(
        store,
        _followed(rules),
        ended=_ended(rules),
        keeps={RoomReclassified.kind: keeps_reading},
        revisions=revisions_of,
        outdated=authentication.forget_all,
        bus=bus,
        settings=LiveSettings(version=VERSION),
    )
    access_refusals, security = AccessRefusals(store), SecurityLog()
    blobs = open_blobs(settings.files_url)
    way = Way(store, Providers(loopback=settings.oidc_loopback), SecretBox(settings.secret_key_path))
    litestar = Litestar(
        route_handlers=[_api(live), *health, get_openapi, get_client],
        middleware=[AuthenticationMiddleware(authentication)],
        dependencies=_dependencies(settings, store, authentication, blobs, way, live),
        exception_handlers=HANDLERS,
        after_exception=[access_refusals.heed, security.heed],
        lifespan=[
            _life(store, live, (access_refusals, security), _jobs(store, blobs, settings), way.providers, beside, core)
        ],
        openapi_config=_openapi(),
        on_app_init=[_describe_once],
        compression_config=CompressionConfig(
            backend="gzip",
            minimum_size=ZIPPED_FROM,
            gzip_compress_level=ZIP_LEVEL,
            exclude=["/assets/", "/api/files/", "/api/live", "/api/administration/roster/apply"],
        ),
        request_max_body_size=1024 * 1024,
        logging_config=None,
        debug=False,
    )
    fast_routes = FastRoutes(
        litestar,
        authentication,
        store,
        kairan.talk.http.fast_routes,
        heeding(access_refusals.heed, security.heed),
        beside,
    )
    outermost = ConnectionDraining(ForwardedHeaders(Observe(HeadRequests(fast_routes)), faces), lambda: live.is_leaving)
    return Application(outermost, litestar, live, beside)


def _beside(settings: Settings) -> ReaderProcess | None:
    """Return a process that reads pages beside us; it is forked by whoever serves."""
    if not settings.reader_process or not settings.is_sqlite:
        return None
    return ReaderProcess(settings.database_url, answering(kairan.talk.http.fast_routes))


def _bus(settings: Settings) -> Bus:
    if not settings.redis:
        return InProcessBus()
    from kairan.core.realtime.redis_bus import RedisBus  # noqa: PLC0415  (a third of a cold start, for one node for nothing)

    return RedisBus(settings.redis)


def _api(live: Live) -> Router:
    return Router(
        "/api",
        route_handlers=[
            kairan.sign_in.http.router,
            kairan.factors.http.router,
            kairan.devices.http.router,
            kairan.devices.console_http.router,
            kairan.single_sign_on.http.router,
            kairan.single_sign_on.console_http.router,
            kairan.people.http.router,
            kairan.administration.http.router,
            kairan.administration.audit_http.router,
            kairan.administration.bulk_http.router,
            kairan.administration.evidence_http.router,
            kairan.administration.sign_in_http.router,
            kairan.roster.http.router,
            kairan.roster.outgoing_http.router,
            kairan.policy.http.router,
            kairan.files.http.router,
            kairan.installation.http.router,
            kairan.installation.operators_http.router,
            kairan.installation.own_http.router,
            kairan.talk.http.router,
            kairan.talk.http.room_administration.router,
            kairan.guests.http.router,
            kairan.guests.http.console_router,
            kairan.records.http.console,
            kairan.records.http.mine,
            kairan.transfers.http.router,
            kairan.figures.http.router,
            kairan.announcements.http.mine,
            kairan.announcements.http.console,
            kairan.handovers.http.router,
            kairan.erasure.http.router,
            live_routes(live, _viewer_of),
        ],
    )


def _ended(rules: SessionRules) -> Callable[[Db, Sequence[str]], set[str]]:
    return lambda db, session_ids: ended_sessions(db, session_ids, rules)


def _followed(rules: SessionRules) -> Callable[[Db, Viewer], Sequence[str] | None]:
    """Join what the talk and the entrance know: whose session is over follows nothing."""

    def followed(db: Db, viewer: Viewer) -> Sequence[str] | None:
        if viewer.session_id is not None and ended_sessions(db, [viewer.session_id], rules):
            return None
        return followed_streams(db, viewer)

    return followed


def _viewer_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Viewer | None:
    if turned_away := connection.scope.get("state", {}).get(TURNED_AWAY):
        raise turned_away
    viewer = connection.scope.get("user")
    return viewer if isinstance(viewer, Viewer) else None


def _dependencies(
    settings: Settings, store: Store, authentication: Authentication, blobs: Blobs, way: Way, live: Live
) -> dict[str, Provide]:
    limits = Limits(text=TEXT_LIMIT, file_bytes=settings.file_bytes, files=FILES_LIMIT)
    values: dict[str, object] = {
        "store": store,
        "authentication": authentication,
        "blobs": blobs,
        "box": way.box,
        "way": way,
        "live": live,
        "client": Client(),
        "intake": Intake(blobs, Capacity(file_bytes=settings.file_bytes)),
        "limits": limits,
        "settings": settings,
        "delivery": delivery_of(settings),
        "watchers": Watchers.of(settings.metrics_from, settings.faces, settings.url, settings.guest_url),
        "version": VERSION,
        "surroundings": Surroundings(VERSION, settings.data, authentication.faces.names),
    }
    provided = {name: Provide(_always(value), sync_to_thread=False) for name, value in values.items()}
    return {
        **provided,
        "viewer": Provide(_viewer, sync_to_thread=False),
        # One dependency instead of two: Litestar resolves several in a task group, for each request.
        "ctx": Provide(_contexts(store), sync_to_thread=False),
    }


def _always(value: object) -> Callable[[], Any]:
    return lambda: value


def _contexts(store: Store) -> Callable[[Request[Any, Any, Any]], RequestContext]:
    def ctx(request: Request[Any, Any, Any]) -> RequestContext:
        return RequestContext(store, request.scope["user"])

    return ctx


def _viewer(request: Request[Any, Any, Any]) -> Viewer:
    viewer: Viewer = request.scope["user"]
    return viewer


def mail_server_of(settings: Settings) -> MailServer | None:
    """Return where letters are handed over; None when no mail is sent. Refuses what cannot work."""
    if not settings.mail_url:
        return None
    try:
        if not settings.url:
            raise ValueError("url: needed for the links in letters")
        file = settings.mail_password_file
        password = Path(file).read_text("utf-8").strip() if file else settings.mail_password
        return mail_server(settings.mail_url, settings.mail_from, settings.mail_user, password)
    except (ValueError, OSError) as error:
        raise Refusal(f"メールの設定を使えません: {error}", f"The mail settings cannot be used: {error}") from error


def delivery_of(settings: Settings) -> Delivery:
    """Return where the links in letters lead, and those on the screen, where no mail is sent."""
    guest_url = (settings.guest_url or settings.url).rstrip("/")
    if not settings.mail_url:
        return Delivery(None, None, shown_url=guest_url)
    return Delivery(guest_url, settings.url.rstrip("/"))


def _jobs(store: Store, blobs: Blobs, settings: Settings) -> Jobs:
    jobs = Jobs()
    kairan.core.kit.mail.register_jobs(jobs, store, mail_server_of(settings))
    delivery = delivery_of(settings)
    kairan.guests.jobs.register_jobs(jobs, delivery)
    kairan.files.jobs.register_jobs(jobs, blobs)
    kairan.records.jobs.register_jobs(jobs, delivery.staff_url)
    kairan.sign_in.jobs.register_jobs(jobs)
    kairan.installation.jobs.register_jobs(jobs, delivery.staff_url, Faces(settings.faces).names)
    kairan.transfers.jobs.register_jobs(jobs)
    kairan.selfaudit.jobs.register_jobs(jobs, store, settings.selfaudit_s)
    kairan.figures.jobs.register_jobs(jobs, store)
    return jobs


def _life(
    store: Store,
    live: Live,
    watching: tuple[AccessRefusals, SecurityLog],
    jobs: Jobs,
    providers: Providers,
    *apart: CpuAffinity | ReaderProcess | None,
) -> Callable[[Litestar], Any]:
    """Start in the order in which parts need each other; stop in the reverse."""

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        await store.start()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(store.stop)
            stack.push_async_callback(providers.close)
            for one in apart:
                if one is not None:
                    await stack.enter_async_context(one.kept())
            access_refusals, security = watching
            await stack.enter_async_context(access_refusals)
            await stack.enter_async_context(live)
            worker = await stack.enter_async_context(Worker(store, jobs))
            store.announce = announcing(live.hub.announce, worker.heed, security.announce)
            yield

    return life


@get("/api/openapi.json", include_in_schema=False, exclude_from_auth=True, cache=True)
async def get_openapi(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Return the description of this interface; public, like the source."""
    return Response(described(request.app), media_type=OpenAPIMediaType.OPENAPI_JSON)


class _OneDescription(InitPlugin):
    """Takes out the routes by which the framework would serve its own description, without our refusals in it."""

    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        """Keep every route but those."""
        kept = [one for one in app_config.route_handlers if not (isinstance(one, Router) and one.path == SCHEMA)]
        app_config.route_handlers = kept
        return app_config


def _describe_once(app_config: AppConfig) -> AppConfig:
    app_config.plugins.append(_OneDescription())  # the last: after the framework has added its own
    return app_config


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Kairan",
        version=VERSION,
        description="Business chat for local governments. Ids are strings; instants are milliseconds since 1970 UTC.",
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        contact=Contact(name="Kairan"),
        path=SCHEMA,
        render_plugins=[JsonRenderPlugin()],
    )
