"""`kairan demo`: put the demo into an empty installation, whole or not at all, and say who can sign in."""

import asyncio
import io
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from kairan.concerns import CONCERNS
from kairan.core.concern import DemoStage
from kairan.core.kit.blobs import Blobs, new_key, open_blobs
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.migrate import migrate
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer
from kairan.core.words import say
from kairan.demo.activity import remember_who_came
from kairan.demo.alliance import AlliancePlayer
from kairan.demo.broadcasts import BroadcastPlayer
from kairan.demo.circulars import CircularPlayer, read_circulars
from kairan.demo.forms import FormPlayer, read_forms, read_names
from kairan.demo.play import Event, Player
from kairan.demo.script import CONTENT, Script, read_script
from kairan.demo.tasks import TaskPlayer, read_tasks
from kairan.demo.telling import TellingPlayer
from kairan.demo.workdays import Workdays
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload
from kairan.files.checks import Candidate, check_all, default_checks
from kairan.people import organizations
from kairan.sessions.passwords import hash_password

PASSWORD = "kairan-demo"  # noqa: S105  (everybody may know it: the people are invented)

_console = Console(stderr=True, highlight=False)


def load_demo(settings: Settings) -> None:
    """Load the demo. A second time changes nothing; among other bodies it refuses and exits with 1."""
    script = read_script()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        migrate(engine)
        with transaction(engine) as db:
            present = {organization.code for organization in organizations(db)}
            if not present:
                play_all(db, script, settings)
    finally:
        engine.dispose()
    _tell(script, present)


def _tell(script: Script, present: set[str | None]) -> None:
    if not present:
        _console.print(say("見本のデータを入れました。", "The demo is loaded."))
    elif {body.code for body in script.bodies} <= present:
        _console.print(say("見本のデータは、すでに入っています。", "The demo is already there."))
    else:
        _console.print(
            say(
                "すでに団体があるため、見本のデータは入れません。別の --data を指定してください。",
                "There are organisations already, so the demo was not loaded. Please choose another --data.",
            )
        )
        sys.exit(1)
    _console.print(doors(script))


def doors(script: Script) -> Table:
    """Return who can sign in, and with what."""
    table = Table(title=say(f"パスワードは全員 {PASSWORD}", f"Everybody's password: {PASSWORD}"), title_justify="left")
    for column in (
        say("団体", "Organisation"),
        say("ログインID", "Login"),
        say("氏名", "Name"),
        say("だれ", "Who"),
    ):
        table.add_column(column, overflow="fold")
    for door in script.doors:
        body, person = script.people[door.person]
        table.add_row(body.name, door.login, person.name, say(door.story, door.story_en))
    return table


def play_all(db: Db, script: Script, settings: Settings, now: datetime | None = None) -> Player:
    """Play the script in a transaction; its files are on disk before the caller commits."""
    chest = Chest(settings.files_url, script.file_names)
    player = Player(
        db,
        script,
        Workdays(now or datetime.now(UTC)),
        attach=chest.give,
        # One hash for all: the password is printed anyway, and each hash takes a while.
        hashes=dict.fromkeys((door.person for door in script.doors), hash_password(PASSWORD)),
        url=settings.url or f"http://localhost:{settings.port}",
    )
    forms = FormPlayer(player, read_forms(), read_names(), SecretBox(settings.secret_key_path))
    told, circulars = TellingPlayer(player), CircularPlayer(player, read_circulars())
    tasks, allied = TaskPlayer(player, read_tasks()), AlliancePlayer(player)
    players = (player, allied, told, forms, circulars, tasks, BroadcastPlayer(player))
    _run(sorted((event for one in players for event in one.events()), key=lambda event: event[0]))
    at = int((now or datetime.now(UTC)).timestamp() * 1000)
    remember_who_came(db, at)
    for concern in CONCERNS:
        if concern.demo is not None:
            concern.demo(DemoStage(db, player.played.viewers, player.played.rooms, at))
    asyncio.run(chest.keep())
    return player


def _run(events: Iterable[Event]) -> None:
    events = list(events)
    columns = TextColumn(say("見本のデータを入れています", "Loading the demo")), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=_console, transient=True) as progress:
        for at, happen in progress.track(events):
            with as_of(at):
                happen()


class Chest:
    """The content's files: checked like everybody's, given to members, and stored at the end."""

    def __init__(self, place: str, names: Mapping[str, str]) -> None:
        self._place = place
        self._names = names
        self._checked: dict[str, Candidate] = {}
        self._waiting: list[tuple[str, bytes]] = []

    @cached_property
    def _blobs(self) -> Blobs:
        return open_blobs(self._place)

    def give(self, db: Db, viewer: Viewer, file: str) -> str:
        """Let a member upload a file; returns its id."""
        content = (CONTENT / "files" / file).read_bytes()
        checked = self._check(viewer, file, content)
        receiving = begin_upload(
            db, viewer, Announced(checked.name, checked.type, checked.size), Capacity(len(content))
        )
        received = Received(
            type=checked.type,
            size=checked.size,
            digest=sha256(content).digest(),
            blob_key=receiving.blob_key,
            thumbnail_key=self._thumbnail(checked.thumbnail),
            width=checked.width,
            height=checked.height,
        )
        self._waiting.append((receiving.blob_key, content))
        return accept_file(db, viewer, receiving.id, received).id

    def _check(self, viewer: Viewer, file: str, content: bytes) -> Candidate:
        if file not in self._checked:

            def opened() -> BinaryIO:
                return io.BytesIO(content)

            candidate = Candidate(viewer=viewer, name=self._names[file], claimed="", size=len(content), open=opened)
            self._checked[file] = check_all(default_checks(), candidate)
        return self._checked[file]

    def _thumbnail(self, content: bytes | None) -> str | None:
        if content is None:
            return None
        key = new_key()
        self._waiting.append((key, content))
        return key

    async def keep(self) -> None:
        """Store what was given."""
        for key, content in self._waiting:
            await self._blobs.put(key, content)
