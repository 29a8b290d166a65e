"""The cable between two programs: it can be cut, silent, deaf, slow, or refuse what proxies refuse."""

import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

PIECE = 65_536


class Cable:
    """Carries bytes between its own port and the server's (or a socket file's), until told otherwise."""

    def __init__(self, port: int | Path, host: str = "127.0.0.1") -> None:
        self.far_end = port
        self.refused: tuple[bytes, ...] = ()
        """What no request may contain: `b"Upgrade: websocket"` makes it an old proxy."""
        self._is_cut = False
        self._is_silent = False
        self._loses_answers = False
        self._delay_s = 0.0
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server((host, 0), backlog=100)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Break every connection and let none through."""
        self._is_cut = True
        self._break_all()

    def silence(self) -> None:
        """Let every connection stand, and carry nothing: what is sent is lost."""
        self._is_silent = True

    def lose_answers(self) -> None:
        """Carry what is asked, and lose what is answered."""
        self._loses_answers = True

    def slow_down(self, delay_s: float) -> None:
        """Let every piece be so long under way."""
        self._delay_s = delay_s

    def mend(self) -> None:
        """Carry again, at once; what was open while bytes were lost is broken."""
        if self._is_silent or self._loses_answers:
            self._break_all()
        self._is_cut = self._is_silent = self._loses_answers = False
        self._delay_s = 0.0

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
            far = self._reach()
        except OSError:  # the server is away
            _close(near)
            return
        with self._lock:
            self._ends |= {near, far}
        threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
        self._carry(far, near, False)

    def _reach(self) -> socket.socket:
        if isinstance(self.far_end, int):
            return socket.create_connection(("127.0.0.1", self.far_end))
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(str(self.far_end))
        except OSError:
            far.close()
            raise
        return far

    def _carry(self, source: socket.socket, target: socket.socket, is_request: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if is_request and any(word in piece for word in self.refused):
                    break
                if self._delay_s:
                    time.sleep(self._delay_s)
                if not (self._is_silent or (self._loses_answers and not is_request)):
                    target.sendall(piece)
        for end in (source, target):
            _close(end)
        with self._lock:
            self._ends -= {source, target}


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
