"""Are the data there for the server's own eyes only? Said, not changed: whoever opened them may have had a reason."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kairan.core.settings import Settings
from kairan.core.words import say

PRIVATE = 0o077  # what others may do


def tell_of_open_folders(settings: Settings) -> bool:
    """Name what others on this machine can read; true when something was named."""
    wide = [path for path in _private_paths(settings) if _is_wide(path)]
    for path in wide:
        mode = "700" if path.is_dir() else "600"
        sys.stderr.write(
            say(
                f"注意: {path} を、このサーバーのほかの利用者も読めます。chmod {mode} {path} で閉じてください。\n",
                f"Warning: others on this machine can read {path}. Close it with: chmod {mode} {path}\n",
            )
        )
    return bool(wide)


def _private_paths(settings: Settings) -> Iterator[Path]:
    yield settings.data
    yield settings.secret_key_path
    if settings.anchor_key:
        yield Path(settings.anchor_key)
    if _is_wide(settings.data):  # what lies in a closed folder is closed, however it is marked
        yield from (settings.data / name for name in ("kairan.db", "kairan.db-wal", "kairan.db-shm", "files"))


def _is_wide(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & PRIVATE)
    except OSError:
        return False
