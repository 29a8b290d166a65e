"""What SQLite says of its memory is what its pages take."""

import sqlite3

from kairan.core.kit.sqlite_memory import sqlite_memory

MIB = 1024 * 1024


def test_pages_that_are_held_are_counted_until_they_are_freed() -> None:
    before = sqlite_memory()
    held = sqlite3.connect(":memory:")
    held.execute("CREATE TABLE page (of BLOB)")
    held.execute("INSERT INTO page VALUES (zeroblob(?))", (8 * MIB,))
    assert 8 * MIB < sqlite_memory() - before < 10 * MIB
    held.close()
    assert sqlite_memory() - before < MIB
