"""Unguessable bytes, fetched from the system a page at a time.

A call of the system for each salt and id lets go of the interpreter's lock each time, and getting it back from
another busy thread costs more than all the rest of an append.
"""

import os
import threading

PAGE = 4096

_lock = threading.Lock()
_page = b""
_used = 0


def random_bytes(count: int) -> bytes:
    """Return `count` unguessable bytes, at most a page; no byte is given out twice."""
    global _page, _used  # noqa: PLW0603
    with _lock:
        if _used + count > len(_page):
            _page, _used = os.urandom(PAGE), 0
        _used += count
        return _page[_used - count : _used]


def random_number(bits: int) -> int:
    """Return an unguessable number of so many bits; whole bytes only."""
    return int.from_bytes(random_bytes(bits // 8))


def _forget() -> None:
    """A forked process must not give out its parent's bytes."""
    global _page, _used
    _page, _used = b"", 0


os.register_at_fork(after_in_child=_forget)
