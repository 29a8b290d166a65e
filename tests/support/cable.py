"""The cable between a browser and the server: it can be cut, or fall silent, or refuse what proxies refuse."""

import socket
import threading
from contextlib import suppress

PIECE = 65_536


class Cable:
    """Carries bytes between its own port and the server's, until told otherwise."""

    def __init__(self, port: int) -> None:
        self.server_port = port
        self.refused: tuple[bytes, ...] = ()
        """What no request may contain: `b"Upgrade: websocket"` makes it an old proxy."""
        self._is_cut = False
        self._is_silent = False
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Break every connection and let none through."""
        self._is_cut = True
        self._break_all()

    def silence(self) -> None:
        """Let every connection stand, and carry nothing: what is sent is lost."""
        self._is_silent = True

    def mend(self) -> None:
        """Carry again; what was open in the meantime is broken, as it has lost bytes."""
        if self._is_silent:
            self._break_all()
        self._is_cut = self._is_silent = False

    def remove(self) -> None:
        self._listener.close()
        self.cut()

    def _break_all(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            _close(end)

    def _listen(self) -> None:
        with suppress(OSError):  # closed: the end
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    _close(near)
                else:
                    threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.server_port))
        except OSError:  # the server is away
            _close(near)
            return
        with self._lock:
            self._ends |= {near, far}
        threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
        self._carry(far, near, False)

    def _carry(self, source: socket.socket, target: socket.socket, is_request: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if is_request and any(word in piece for word in self.refused):
                    break
                if not self._is_silent:
                    target.sendall(piece)
        for end in (source, target):
            _close(end)
        with self._lock:
            self._ends -= {source, target}


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
