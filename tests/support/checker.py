"""ClamAV's daemon on a private socket and a free port, with one signature of its own and no others."""

import os
import shutil
import signal
import socket
from pathlib import Path

from tests.support.processes import Program, free_port, needed, private_folder

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The file by which virus checkers are tried (EICAR); harmless. In two parts, so that nobody finds it in here."""
SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"  # MD5, length and name
STREAM_MOST = 4 * 1024 * 1024


class Checker:
    """A virus checker that may be stopped and started again; asked by its socket or its port."""

    def __init__(self) -> None:
        self.folder = private_folder("clamd")
        self.port = free_port()
        self.socket = self.folder / "clamd.ctl"
        database = self.folder / "signatures"
        database.mkdir()
        database.chmod(0o755)
        (database / "t.hdb").write_text(SIGNATURE, "ascii")
        self._config = self.folder / "clamd.conf"
        self._config.write_text(_config(self.socket, self.port, database), "utf-8")
        self.start()

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def tcp_url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self) -> None:
        path = f"{os.environ.get('PATH', '')}:/usr/sbin"
        program = shutil.which("clamd", path=path) or needed("clamd")
        self.program = Program([program, "--foreground", "--config-file", str(self._config)], self.folder / "log")
        self.program.wait_for(self.answers, "the virus checker answers", within_s=60)

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as link:
                link.settimeout(1)
                link.connect(str(self.socket))
                link.sendall(b"zPING\0")
                return link.recv(16).startswith(b"PONG")
        except OSError:
            return False

    def stop(self) -> None:
        self.program.stop(signal.SIGTERM)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)


def _config(at: Path, port: int, database: Path) -> str:
    return "\n".join(
        (
            f"LocalSocket {at}",
            "FixStaleSocket yes",
            f"TCPSocket {port}",
            "TCPAddr 127.0.0.1",
            f"DatabaseDirectory {database}",
            f"StreamMaxLength {STREAM_MOST}",
            "MaxThreads 2",
            "Foreground yes",
            "",
        )
    )
