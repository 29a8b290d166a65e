"""How much memory SQLite holds, as SQLite itself counts: nearly all of it pages of the file, within `cache_size`.

Without this figure a cache that fills cannot be told from a server that leaks.
"""

import _sqlite3
import ctypes
from collections.abc import Callable


def _counter() -> Callable[[], int]:
    """Find the function in the library that Python's own module uses; where it is hidden, nothing is counted."""
    try:
        function = ctypes.CDLL(getattr(_sqlite3, "__file__", None)).sqlite3_memory_used
    except (OSError, AttributeError):
        return lambda: 0
    function.restype = ctypes.c_int64
    return function


_memory_used = _counter()


def sqlite_memory() -> int:
    """Return the bytes all connections of this process hold; 0 where Python's SQLite does not tell."""
    return _memory_used()
