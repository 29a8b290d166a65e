"""A private Valkey or Redis on a free port, without persistence."""

import shutil
import signal
import socket

from tests.support.processes import Program, free_port, needed, private_folder


class Broker:
    """Carries entries between nodes; may be stopped and started again on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = private_folder("broker")
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = needed("valkey-server", "redis-server")
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.program = Program([program, *options, "--dir", str(self.folder)], self.folder / "log")
        self.program.wait_for(self.answers, "the broker accepts connections")

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as link:
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        self.program.stop(signal.SIGTERM)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)
