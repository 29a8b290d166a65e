"""ejabberd: rooms (MUC) with their archive (MAM) in PostgreSQL; clients over plain XMPP on loopback."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg

from bench.peers.town import Crowd
from bench.peers.xmpp import XmppListener, XmppPost
from bench.serving import cpu_s_of, free_port, is_open, place
from bench.wire import Listener, Loop, Post
from tests.support.postgres import Postgres
from tests.support.processes import Program

PACKAGES = ("ejabberd", "erlang-p1-pgsql")
SCHEMA = Path("/usr/share/ejabberd/sql/pg.sql")
START_S = 60.0
CONFIGURATION = """
hosts: [localhost]
loglevel: error
hide_sensitive_log_data: false
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all,
      backlog: 4096, starttls: false}}
auth_method: [anonymous]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
default_db: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: {sql_port}
sql_database: "{database}"
sql_username: "kairan"
sql_password: ""
sql_pool_size: 10
modules:
  mod_mam: {{db_type: sql, default: always, assume_mam_usage: true, request_activates_archiving: false}}
  mod_muc:
    host: rooms.localhost
    db_type: mnesia
    access: all
    access_create: all
    access_mam: all
    history_size: 0
    max_users: 5000
    max_user_conferences: 100
    default_room_options:
      mam: true
      anonymous: false
      members_only: false
      max_users: 5000
      presence_broadcast: []
"""


class Ejabberd:
    """A server of one's own with data of its own, ended with the block."""

    name = "ejabberd"
    storage = "PostgreSQL"

    def __init__(self, folder: Path, postgres: Postgres, *, one_core: bool) -> None:
        self._folder, self._postgres, self._one_core = folder, postgres, one_core
        self._port = free_port()
        self.version = version() or ""

    def __enter__(self) -> "Ejabberd":
        """Start and wait until clients can come."""
        database = self._postgres.create()
        with psycopg.connect(self._postgres.url(database).replace("+psycopg", "")) as connection:
            connection.execute(SCHEMA.read_bytes())
        configuration = self._folder / "ejabberd.yml"
        configuration.write_text(CONFIGURATION.format(port=self._port, sql_port=self._postgres.port, database=database))
        schedulers = "1" if self._one_core else str(os.cpu_count() or 1)
        command = [
            *("erl", "-noinput", "+K", "true", "+P", "250000", "+Q", "65536", "+S", f"{schedulers}:{schedulers}"),
            *("-mnesia", "dir", f'"{self._folder / "mnesia"}"'),
            *("-ejabberd", "config", f'"{configuration}"', "log_path", f'"{self._folder / "ejabberd.log"}"'),
            *("-s", "ejabberd"),
        ]
        environment = {"ERL_LIBS": "/usr/lib/x86_64-linux-gnu", "HOME": str(self._folder)}
        self._program = Program(command, self._folder / "out.log", environment)
        place(self._program.process.pid, one_core=self._one_core)
        self._program.wait_for(lambda: is_open(self._port), "ejabberd lets clients in", START_S)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._program.stop()

    def cpu_s(self) -> float:
        """Return the processor time used so far, without PostgreSQL's."""
        return cpu_s_of(self._program.process.pid)

    def readers(self, loop: Loop, crowd: Crowd) -> Sequence[Listener]:
        """Let everybody in."""
        made = [XmppListener(self._port, f"r{number % crowd.rooms}", f"n{number}") for number in range(crowd.readers)]
        loop.add(*made)
        return made

    def senders(self, loop: Loop, crowd: Crowd) -> Sequence[Post]:
        """Let the senders in."""
        made = [XmppPost(self._port, f"r{number % crowd.rooms}", f"s{number}") for number in range(crowd.senders)]
        loop.add(*made)
        return made


def version() -> str | None:
    """Return which one is installed; None when it is not."""
    if shutil.which("erl") is None or not SCHEMA.exists():
        return None
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f=${Version}", "ejabberd"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None
