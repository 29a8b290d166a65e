"""The sockets of a server: taken before anything is said, so that nobody is told of a server that cannot be reached."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from kairan.core.settings import Settings
from kairan.core.words import Refusal

_WHY: dict[int, tuple[str, str]] = {
    errno.EADDRINUSE: ("別のプログラムが使っています", "another program uses it"),
    errno.EACCES: ("この利用者には使えません", "this user may not use it"),
    errno.EADDRNOTAVAIL: ("このサーバーのアドレスではありません", "not an address of this machine"),
}


@contextmanager
def bound_sockets(settings: Settings) -> Iterator[list[socket.socket]]:
    """Take every address a host stands for; they listen once `listen` is called. Refuses what cannot be had."""
    with ExitStack() as stack:
        sockets = []
        for family, address in _addresses(settings):
            one = stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
            os.register_at_fork(after_in_child=one.close)  # else a port stays taken as long as a process beside us
            _bind(one, address, settings)
            sockets.append(one)
        yield sockets


def listen(sockets: list[socket.socket], backlog: int, settings: Settings) -> None:
    """Let people knock; from here on nobody else can have the port."""
    for one in sockets:
        try:
            one.listen(backlog)
        except OSError as error:
            raise _refused(settings, error) from error


def _addresses(settings: Settings) -> list[tuple[socket.AddressFamily, object]]:
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise Refusal(
            f"待ち受けるアドレス「{settings.host}」が見つかりません（host を確かめてください）。",
            f"The address to listen on, “{settings.host}”, is not known here. Please check host.",
        ) from error
    return list({(family, address): None for family, _, _, _, address in found})


def _bind(one: socket.socket, address: object, settings: Settings) -> None:
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if one.family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        one.bind(address)  # type: ignore[arg-type]  # as the system gave it
    except OSError as error:
        raise _refused(settings, error) from error


def _refused(settings: Settings, error: OSError) -> Refusal:
    ja, en = _WHY.get(error.errno or 0, (str(error.strerror), str(error.strerror)))
    where = f"{settings.host}:{settings.port}"
    return Refusal(
        f"{where} で待ち受けできません。{ja}。host と port を確かめてください。",
        f"{where} cannot be listened on: {en}. Please check host and port.",
    )
