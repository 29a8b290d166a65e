"""The clock of a server under test: it can be put forward and back while the server runs.

No switch in the product: a few lines of C, preloaded into the process, add to what the system's clock says.
"""

import mmap
import struct
import subprocess
from pathlib import Path

from tests.support.processes import needed

SOURCE = Path(__file__).with_suffix(".c")


class Clock:
    """Right until told otherwise. Give `environment` to the processes that shall go by it."""

    def __init__(self, folder: Path) -> None:
        library, file = folder / "clock.so", folder / "clock"
        subprocess.run(
            [needed("cc"), "-O2", "-shared", "-fPIC", "-Wall", "-Werror", "-o", library, SOURCE], check=True, cwd=folder
        )
        file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), 8)
        self.environment = {"LD_PRELOAD": str(library), "CLOCK_OF_THE_TESTS": str(file)}

    def put(self, ahead_s: float) -> None:
        """Let it be so far ahead of the true time; negative: behind it."""
        self._page[:] = struct.pack("=q", int(ahead_s * 1_000_000_000))
