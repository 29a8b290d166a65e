"""XMPP over TCP, just enough: sign in as nobody in particular, join a room, say something, count what comes."""

import socket
import time

from bench.wire import READ_AT_ONCE, Listener, Post, connected

HOST, ROOMS = "localhost", "rooms.localhost"
SAID = b"type='groupchat'"  # in the head of a message to a room, and nowhere else here
ANSWER_S = 30.0


class Session:
    """A client's connection after signing in; blocking, for the few words at the beginning."""

    def __init__(self, port: int) -> None:
        self.socket = connected(port)
        self.socket.settimeout(ANSWER_S)
        self._open_stream()
        self._ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", b"<success")
        self._open_stream()
        bind = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
        self._ask(bind, b"</iq>")

    def _open_stream(self) -> None:
        head = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
        self._ask(f"<?xml version='1.0'?>{head} to='{HOST}' version='1.0'>", b"</stream:features>")

    def join(self, room: str, nick: str) -> None:
        """Enter a room; made by who comes first. Its subject is the last thing one is told on entering."""
        presence = f"<presence to='{room}@{ROOMS}/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
        self._ask(presence, b"<subject")

    def _ask(self, words: str, until: bytes) -> None:
        self.socket.sendall(words.encode())
        came, ends = b"", time.monotonic() + ANSWER_S
        while until not in came:
            if b"<failure" in came or b"<stream:error" in came or b"type='error'" in came:
                raise RuntimeError(f"refused: {came[-600:]!r}")
            if time.monotonic() > ends:
                raise RuntimeError(f"no {until!r} in {came[-600:]!r}")
            came += self.socket.recv(READ_AT_ONCE)


class XmppListener(Listener):
    """Somebody in a room who counts what is said there."""

    def __init__(self, port: int, room: str, nick: str) -> None:
        session = Session(port)
        session.join(room, nick)
        self.socket = _free(session.socket)
        self.entries = 0
        self.is_current = True
        self._tail = b""

    def read(self) -> int:
        """Read what came and return how many messages were in it."""
        data = self._tail + _received(self.socket)
        found = data.count(SAID)
        after_last = data.rfind(SAID) + len(SAID) if found else 0
        self._tail = data[max(after_last, len(data) - len(SAID) + 1) :]
        self.entries += found
        return found


class XmppPost(Post):
    """Somebody in a room who speaks; what they said is acknowledged when the room says it to them, stored."""

    def __init__(self, port: int, room: str, nick: str) -> None:
        session = Session(port)
        session.join(room, nick)
        self.socket = _free(session.socket)
        self.sent_at = 0.0
        self._room = f"{room}@{ROOMS}"
        self._mark, self._tail = b"", b""

    def send(self, key: str, text: str) -> None:
        """Send a message."""
        self._mark = f"id='{key}-'".encode()
        words = f"<message to='{self._room}' type='groupchat' id='{key}-'><body>{text}</body></message>"
        self.sent_at = time.perf_counter()
        self.socket.sendall(words.encode())

    def read(self) -> bool:
        """Read what came; true when one's own message came back."""
        data = self._tail + _received(self.socket)
        if self._mark and self._mark in data:
            self._mark, self._tail = b"", b""
            return True
        self._tail = data[-64:]
        return False


def _free(of: socket.socket) -> socket.socket:
    of.settimeout(None)
    return of


def _received(of: socket.socket) -> bytes:
    data = of.recv(READ_AT_ONCE)
    if not data:
        raise RuntimeError("the server closed a connection")
    return data
