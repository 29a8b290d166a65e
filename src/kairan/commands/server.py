"""`kairan serve`: prepare the database, then run the server until told to stop."""

import gc
import sys
from pathlib import Path

import uvicorn
from sqlalchemy import select

from kairan.app import assemble
from kairan.commands.demo import load
from kairan.core.edge.logs import configure_logs
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.migrate import migrate
from kairan.core.kit.secrets import NoKey, read_key
from kairan.core.realtime.transports import UvicornRequests, UvicornSocket
from kairan.core.realtime.transports.uvicorn_server import GoodbyeServer
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say
from kairan.people import organization_table

KEEP_ALIVE_S = 30  # longer than a proxy keeps what it does not use (20 s): it must be the one who closes
STOP_S = 10  # requests under way may take this long to finish
BACKLOG = 4_096
GC_THRESHOLD = 20_000  # allocations between two looks at the youngest objects


def serve(settings: Settings, *, with_demo: bool) -> None:
    """Run the server."""
    configure_logs(settings.log)
    prepare(settings)
    if with_demo and is_empty(settings):
        load(settings)
    _greet(settings)
    gc.disable()  # until everything that stays is there
    application = assemble(settings, _core_of(settings))
    config = uvicorn.Config(
        application.asgi,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=UvicornRequests,
        ws=UvicornSocket,
        proxy_headers=False,  # kairan.core.edge.forwarded does it: the peer's own address must not be lost
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=STOP_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        backlog=BACKLOG,
        server_header=False,
    )
    spare_what_stays()
    if application.beside is not None:
        application.beside.fork()  # what stays is shared by both
    GoodbyeServer(config, application.live.say_goodbye, settings.drain_s).run()


def _core_of(settings: Settings) -> CpuAffinity | None:
    """Return what keeps threads together; with PostgreSQL they wait for it, each for itself, and nothing is gained."""
    return CpuAffinity() if settings.one_core and settings.is_sqlite else None


def spare_what_stays() -> None:
    """Keep the collector from walking through what was imported, and from running in the middle of a herd.

    The few thousand objects among it that are garbage stay: looking for them would cost 0.1 s of each start.
    """
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 10)
    gc.enable()


def prepare(settings: Settings) -> None:
    """Create the data folder and bring the database to the present schema."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_key(settings.secret_key_path)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        migrate(engine)
    finally:
        engine.dispose()


def require_key(file: Path) -> None:
    """Refuse to start with a key file that holds no key: every sealed secret would be unreadable."""
    try:
        if file.exists():
            read_key(file)
    except (NoKey, OSError) as error:
        raise Refusal(
            f"秘密の鍵のファイル {file} を読み取れません。控えておいたものに戻してください。",
            f"The key file {file} cannot be read. Please put back the copy you kept.",
        ) from error


def is_empty(settings: Settings) -> bool:
    """Whether no organisation was created yet."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            return db.first(select(organization_table.c.id).limit(1)) is None
    finally:
        engine.dispose()


def _greet(settings: Settings) -> None:
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0"} else settings.host  # noqa: S104
    address = settings.url or f"http://{host}:{settings.port}"
    sys.stderr.write(say(f"Kairan を起動しました: {address}\n", f"Kairan is running: {address}\n"))
    if is_empty(settings):
        sys.stderr.write(
            say(
                "まだ団体がありません。kairan init（実運用）または kairan demo（見本）を実行してください。\n",
                "There is no organisation yet. Run kairan init (real use) or kairan demo.\n",
            )
        )
