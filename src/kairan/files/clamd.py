"""Asking a virus checker (ウイルス対策ソフト): ClamAV's daemon, by its own protocol (clamd(8): INSTREAM).

Promises: a content is clean only when the daemon has seen all of it and says so; when it is away, too slow, or does not
understand, that is raised, never taken for clean.
"""

import socket
from contextlib import suppress
from typing import BinaryIO
from urllib.parse import urlsplit

from kairan.core.kit.bounds import bounded

CONNECT_S = 5
ANSWER_S = bounded(
    "clamd.seconds", 60, "drop", "the checker counts as away; nothing it has not seen is taken for clean"
)
PIECE = 256 * 1024
ANSWER_MOST = 4_096  # bytes of what it says
_CLEAN = "stream: OK"
_FOUND = " FOUND"
_TOO_LARGE = "size limit exceeded"
PORT = 3310


class CheckerAway(Exception):  # noqa: N818  (expected of a machine elsewhere)
    """The checker cannot be reached, or gave no answer that says anything."""


class TooLargeToCheck(Exception):  # noqa: N818
    """The content is longer than the checker was set to read (StreamMaxLength)."""


class Scanner:
    """One clamd, at `unix:///path` or `tcp://host:port`. Blocks: only in a thread."""

    def __init__(self, address: str, answer_s: float = ANSWER_S) -> None:
        parts = urlsplit(address)
        self._path = parts.path if parts.scheme == "unix" else ""
        self._host = (parts.hostname or "", parts.port or PORT)
        self._answer_s = answer_s

    def found_in(self, content: BinaryIO) -> str | None:
        """Return the name of what was found in a content; None for a clean one. Raises CheckerAway, TooLargeToCheck."""
        try:
            with self._connected() as link:
                link.settimeout(self._answer_s)
                return _verdict(_asked(link, content))
        except OSError as error:
            raise CheckerAway(str(error)) from error

    def _connected(self) -> socket.socket:
        if not self._path:
            return socket.create_connection(self._host, CONNECT_S)
        link = socket.socket(socket.AF_UNIX)
        try:
            link.settimeout(CONNECT_S)
            link.connect(self._path)
        except BaseException:
            link.close()
            raise
        return link


def _asked(link: socket.socket, content: BinaryIO) -> str:
    """Send a content and return what is said of it; it may be said before all was sent."""
    with suppress(BrokenPipeError, ConnectionResetError):  # it has said why, and hung up
        link.sendall(b"zINSTREAM\0")
        while piece := content.read(PIECE):
            link.sendall(len(piece).to_bytes(4) + piece)
        link.sendall(bytes(4))
    said = b""
    while len(said) < ANSWER_MOST and not said.endswith(b"\0"):
        more = link.recv(ANSWER_MOST)
        if not more:
            break
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verdict(said: str) -> str | None:
    if said == _CLEAN:
        return None
    if said.endswith(_FOUND):
        return said.removeprefix("stream: ").removesuffix(_FOUND)[:200]
    if _TOO_LARGE in said:
        raise TooLargeToCheck(said)
    raise CheckerAway(said or "no answer")


def is_scanner_address(address: str) -> bool:
    """Whether an address is of the form that is understood."""
    try:
        parts = urlsplit(address)
        is_tcp = parts.scheme == "tcp" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    is_bare = not parts.query and not parts.fragment and parts.username is None
    is_unix = parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1
    return is_bare and ((is_tcp and parts.path in {"", "/"}) or is_unix)
