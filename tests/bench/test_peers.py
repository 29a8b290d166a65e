"""The generator's small knowledge of other servers' protocols: what is cut by a read is put together again."""

import socket

import pytest

from bench.peers.matrix import body_of
from bench.peers.xmpp import SAID, XmppListener, XmppPost

SAID_BY_A_ROOM = b"<message from='r@rooms.localhost/n' type='groupchat' id='16-3-'><body>\xe4\xbc\x9a</body></message>"


def test_a_body_is_complete_when_as_much_came_as_was_announced() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{} \n"
    assert body_of(answer) == b"{} \n"
    assert all(body_of(answer[:cut]) is None for cut in range(len(answer)))


def test_a_body_in_chunks_is_put_together() -> None:
    answer = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n'
    assert body_of(answer) == b'{"a":1}'
    assert all(body_of(answer[:cut]) is None for cut in range(len(answer)))


def test_a_refusal_ends_the_measure() -> None:
    with pytest.raises(RuntimeError, match="429"):
        body_of(b"HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("cut", range(1, len(SAID_BY_A_ROOM)))
def test_a_message_of_a_room_counts_once_wherever_a_read_cuts_it(cut: int) -> None:
    ours, theirs = socket.socketpair()
    listener, post = XmppListener.__new__(XmppListener), XmppPost.__new__(XmppPost)
    listener.socket, listener.entries, listener._tail = ours, 0, b""
    post.socket, post._mark, post._tail = ours, b"id='16-3-'", b""
    stream = SAID_BY_A_ROOM * 3
    found = 0
    for part in (stream[:cut], stream[cut : cut + len(SAID_BY_A_ROOM)], stream[cut + len(SAID_BY_A_ROOM) :]):
        theirs.sendall(part)
        found += listener.read()
    assert found == listener.entries == 3 == stream.count(SAID)
    answered = 0
    for part in (SAID_BY_A_ROOM[:cut], SAID_BY_A_ROOM[cut:]):
        theirs.sendall(part)
        answered += post.read()
    assert answered == 1
    ours.close()
    theirs.close()
