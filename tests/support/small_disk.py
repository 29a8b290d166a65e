"""A disk that can be filled up: a small one of its own where the tests may mount one, otherwise a bound on files."""

import os
import resource
import subprocess
from contextlib import suppress

from tests.support.processes import private_folder, wait_until

PIECE = b"\0" * 65_536


class SmallDisk:
    """A folder with little room. As root it is a file system of its own, which truly runs out of space."""

    def __init__(self, size: str = "24m") -> None:
        self.folder = private_folder("disk")
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(self.folder)]
        self.is_mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
        self._ballast = self.folder / "ballast"
        self._pid = 0

    def fill(self, pid: int, spare: int = 0) -> None:
        """Leave almost nothing; where there is no disk of our own, let the process write no file further."""
        if not self.is_mounted:
            largest = max((file.stat().st_size for file in self.folder.rglob("*") if file.is_file()), default=0)
            self._pid = pid
            self._limit(largest + spare)
            return
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(PIECE)
        with self._ballast.open("r+b") as ballast:
            ballast.truncate(max(0, self._ballast.stat().st_size - spare))

    def free(self) -> None:
        """Give the room back."""
        if self._pid:
            self._limit(resource.RLIM_INFINITY)
        self._ballast.unlink(missing_ok=True)

    def _limit(self, size: int) -> None:
        _, hard = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (size, hard))

    def _is_unmounted(self) -> bool:
        return subprocess.run(["umount", str(self.folder)], capture_output=True).returncode == 0

    def remove(self) -> None:
        if self.is_mounted:
            # The process beside a killed server hears of its end a moment later.
            wait_until(self._is_unmounted, "nobody uses the disk")
        for path in sorted(self.folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        self.folder.rmdir()
