"""Matrix Synapse: one process with PostgreSQL; clients by long polling on loopback. Installed from PyPI."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.peers.matrix import Api, MatrixListener, MatrixPost
from bench.peers.town import JOIN_S, Crowd
from bench.serving import cpu_s_of, free_port, is_open, place
from bench.wire import Listener, Loop, Post
from tests.support.postgres import Postgres
from tests.support.processes import Program

ENVIRONMENT = Path(__file__).parent.parent / "cache" / "peers" / "synapse"
START_S = 120.0
CONFIGURATION = """
server_name: localhost
report_stats: false
signing_key_path: "{folder}/signing.key"
media_store_path: "{folder}/media"
pid_file: "{folder}/synapse.pid"
enable_registration: true
enable_registration_without_verification: true
bcrypt_rounds: 4
password_config: {{policy: {{enabled: false}}}}
presence: {{enabled: false}}
trusted_key_servers: []
suppress_key_server_warning: true
macaroon_secret_key: measured
form_secret: measured
listeners:
  - {{port: {port}, type: http, tls: false, x_forwarded: false, bind_addresses: ["127.0.0.1"],
      resources: [{{names: [client], compress: false}}]}}
database:
  name: psycopg2
  allow_unsafe_locale: true
  args: {{user: kairan, dbname: {database}, host: "{socket}", port: {sql_port}, cp_min: 5, cp_max: 10}}
rc_message: {{per_second: 1000000, burst_count: 1000000}}
rc_registration: {{per_second: 1000000, burst_count: 1000000}}
rc_login:
  address: {{per_second: 1000000, burst_count: 1000000}}
  account: {{per_second: 1000000, burst_count: 1000000}}
rc_joins:
  local: {{per_second: 1000000, burst_count: 1000000}}
  remote: {{per_second: 1000000, burst_count: 1000000}}
rc_joins_per_room: {{per_second: 1000000, burst_count: 1000000}}
rc_room_creation: {{per_second: 1000000, burst_count: 1000000}}
log_config: "{folder}/log.yaml"
"""
LOG = "{version: 1, root: {level: ERROR, handlers: []}, disable_existing_loggers: false}"


class Synapse:
    """A server of one's own with data of its own, ended with the block."""

    name = "Synapse"
    storage = "PostgreSQL"

    def __init__(self, folder: Path, postgres: Postgres, *, one_core: bool) -> None:
        self._folder, self._postgres, self._one_core = folder, postgres, one_core
        self._port = free_port()
        self.version = version() or ""

    def __enter__(self) -> "Synapse":
        """Start and wait until clients can come."""
        configuration = self._folder / "homeserver.yaml"
        configuration.write_text(
            CONFIGURATION.format(
                folder=self._folder,
                port=self._port,
                database=self._postgres.create(),
                socket=self._postgres.folder,
                sql_port=self._postgres.port,
            )
        )
        (self._folder / "log.yaml").write_text(LOG)
        home = [str(ENVIRONMENT / "bin" / "python"), "-m", "synapse.app.homeserver", "-c", str(configuration)]
        subprocess.run([*home, "--generate-keys"], check=True, capture_output=True, cwd=self._folder)
        self._program = Program(home, self._folder / "out.log")
        place(self._program.process.pid, one_core=self._one_core)
        self._program.wait_for(lambda: is_open(self._port), "Synapse lets clients in", START_S)
        self._rooms: list[str] = []
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._program.stop()

    def cpu_s(self) -> float:
        """Return the processor time used so far, without PostgreSQL's."""
        return cpu_s_of(self._program.process.pid)

    def readers(self, loop: Loop, crowd: Crowd) -> Sequence[Listener]:
        """Let everybody in, and wait until each has their first answer."""
        api = Api(self._port)
        self._tokens = [api.account(f"n{number}") for number in range(crowd.readers)]
        self._rooms = [api.room(self._tokens[number]) for number in range(crowd.rooms)]
        for number, token in enumerate(self._tokens):
            if number >= crowd.rooms:
                api.join(token, self._rooms[number % crowd.rooms])
        made = [MatrixListener(self._port, token) for token in self._tokens]
        loop.add(*made)
        if not loop.run(limit_s=JOIN_S, is_done=lambda: all(one.is_current for one in made)):
            raise RuntimeError("the readers did not come in")
        return made

    def senders(self, loop: Loop, crowd: Crowd) -> Sequence[Post]:
        """Let the senders in: people of the rooms, by connections of their own."""
        made = [
            MatrixPost(self._port, self._tokens[number % crowd.readers], self._rooms[number % crowd.rooms])
            for number in range(crowd.senders)
        ]
        loop.add(*made)
        return made


def provide() -> bool:
    """Install it into an environment of its own; false when that cannot be."""
    if version() is not None:
        return True
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    print("Installing matrix-synapse from PyPI ...", flush=True)
    for command in (
        [sys.executable, "-m", "venv", str(ENVIRONMENT)],
        [str(ENVIRONMENT / "bin" / "pip"), "install", "-q", "matrix-synapse", "psycopg2-binary"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stderr[-1000:])
            return False
    return version() is not None


def version() -> str | None:
    """Return which one is installed; None when it is not."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        return None
    ask = "import importlib.metadata, psycopg2; print(importlib.metadata.version('matrix-synapse'))"
    asked = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or None
