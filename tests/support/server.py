"""The real server, as an operator starts it: its own process, port, folder and log."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import httpx

from kairan.core.settings import PREFIX
from tests.support.loaded_kairan import LoadedKairan
from tests.support.processes import Program, free_port

KAIRAN = Path(sys.executable).parent / "kairan"


class Server:
    """`kairan serve`. It keeps its port and its data over `kill` and `start`."""

    loaded: ClassVar[LoadedKairan | None] = None
    """Forked instead of starting a program from its beginning; the tests set it, measurements do not."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.kairan = KAIRAN
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        wanted = {"data": folder / "data", "port": self.port, "url": self.url, **settings}
        self.environment = {f"{PREFIX}{name.upper()}": str(value) for name, value in wanted.items()}
        self.program: Program | None = None

    @property
    def _is_plain(self) -> bool:
        """Whether its own settings are all it needs; an interpreter's must be there from the start."""
        return self.kairan == KAIRAN and all(name.startswith((PREFIX, "AWS_")) for name in self.environment)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run another command of `kairan` on the same data."""
        return subprocess.run(
            [self.kairan, *command],
            env={**os.environ, **self.environment},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def start(self) -> None:
        """Start and wait until it is ready to serve."""
        if Server.loaded is not None and self._is_plain:
            process = Server.loaded.start(["serve"], self.log, os.environ | self.environment, self.folder)
            self.program = Program.of(process, self.log)
        else:
            self.program = Program([str(self.kairan), "serve"], self.log, env=self.environment)
        self.program.wait_for(self.is_ready, "the server is ready", within_s=60)

    def is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/ready", timeout=5).status_code == 200
        return False

    def stop(self) -> None:
        """Stop as systemd does; what is being written is finished."""
        if self.program:
            self.program.stop()

    def kill(self) -> None:
        """Stop as a power cut does."""
        if self.program:
            self.program.kill()

    def sign_in(self, login: str, password: str, organization: str | None = None) -> httpx.Client:
        """Give a client that is signed in; close it when done."""
        client = httpx.Client(base_url=self.url, headers={"Origin": self.url}, timeout=30)
        body = {"login": login, "password": password, **({"organization": organization} if organization else {})}
        client.post("/api/session", json=body).raise_for_status()
        return client
