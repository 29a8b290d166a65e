"""`kairan serve`: prepare the database, then run the server until told to stop."""

import gc
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from sqlalchemy import select

from kairan.app import assemble
from kairan.commands.demo import load
from kairan.commands.key_missing import tie_to_present_key
from kairan.commands.listening import bound_sockets, listen
from kairan.commands.open_folders import tell_of_open_folders
from kairan.commands.start_notices import give_notices
from kairan.core.edge.faces import Faces
from kairan.core.edge.logs import configure_logs
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.instance_lock import sole_server
from kairan.core.kit.migrate import migrate
from kairan.core.kit.secrets import NoKey, read_key
from kairan.core.realtime.transports import UvicornRequests, UvicornSocket
from kairan.core.realtime.transports.uvicorn_server import GoodbyeServer
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say
from kairan.people import organization_table
from kairan.policy.lost_faces import adopt_faces

KEEP_ALIVE_S = 30  # longer than a proxy keeps what it does not use: it must be the one who closes
STOP_S = 10  # requests under way may take this long to finish
BACKLOG = 4_096
GC_THRESHOLD = 20_000  # allocations between two looks at the youngest objects


def serve(settings: Settings, *, with_demo: bool) -> None:
    """Run the server: alone on its data, on sockets that are taken before anything is said."""
    configure_logs(settings.log)
    make_folder(settings)
    with ExitStack() as held:
        if settings.is_sqlite:
            held.enter_context(sole_server(settings.database_file))
        sockets = held.enter_context(bound_sockets(settings))
        prepare(settings)
        if with_demo and is_empty(settings):
            load(settings)
        learn_faces(settings)
        give_notices(settings)
        tie_to_present_key(settings)
        tell_of_open_folders(settings)
        _run(settings, sockets)


def _run(settings: Settings, sockets: list[socket.socket]) -> None:
    gc.disable()  # until everything that stays is there
    application = assemble(settings, _core_of(settings))
    config = uvicorn.Config(
        application.asgi,
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
    listen(sockets, BACKLOG, settings)
    greeting = greeting_of(settings, sockets[0].getsockname()[1], is_empty=is_empty(settings))
    server = GoodbyeServer(config, application.live.say_goodbye, settings.drain_s, say_hello=lambda: _say(greeting))
    server.run(sockets)


def _say(greeting: str) -> None:
    sys.stderr.write(greeting)


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


def make_folder(settings: Settings) -> None:
    """Create the data folder; refuses where that cannot be."""
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"データのフォルダー {settings.data} を作れません（{error.strerror}）。data と権限を確かめてください。",
            f"The data folder {settings.data} cannot be made ({error.strerror}). Please check data and permissions.",
        ) from error


def prepare(settings: Settings) -> None:
    """Create the data folder and bring the database to the present schema."""
    make_folder(settings)
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


def learn_faces(settings: Settings) -> None:
    """Let policies that were set before it was kept know the entrances there are."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            adopt_faces(db, Faces(settings.faces).names)
    finally:
        engine.dispose()


def greeting_of(settings: Settings, port: int, *, is_empty: bool) -> str:
    """Say under which addresses the server is reached, and where its data lies."""
    told = "、".join(addresses_of(settings, port))
    lines = [say(f"Kairan を起動しました: {told}", f"Kairan is running: {told.replace('、', ', ')}")]
    lines.append(say(f"データ: {settings.data.absolute()}", f"Data: {settings.data.absolute()}"))
    if is_empty:
        lines.append(
            say(
                "まだ団体がありません。kairan init（実運用）または kairan demo（見本）を実行してください。",
                "There is no organisation yet. Run kairan init (real use) or kairan demo.",
            )
        )
    return "\n".join(lines) + "\n"


def addresses_of(settings: Settings, port: int) -> list[str]:
    """Return the addresses that are answered: those of the settings, else what this machine calls itself."""
    if settings.faces:
        own = urlsplit(settings.url)
        schemes = {own.hostname: f"{own.scheme}://{own.netloc}"}
        plain = "https://{}" if settings.is_secure else f"http://{{}}:{port}"
        return [f"{schemes.get(host, plain.format(host))} ({face})" for host, face in settings.faces.items()]
    if settings.url:
        return [settings.url]
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else settings.host  # noqa: S104
    return [f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"]
