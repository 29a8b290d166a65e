"""How far a run is: a line from time to time, with counts and the time, instead of thousands of dots.

What fails is named at once; pytest's own closing lines stay as they are. Before them stand the files that took
longest, in the order in which `tests/conftest.py` should begin with them.
"""

import time
from collections import defaultdict
from collections.abc import Generator

import pytest
from _pytest.terminal import TerminalReporter

EVERY_S = 15.0
LONG_S = 20.0
"""Files that take longer are named at the end of a run."""


class Progress:
    """Watches the reports, in the process that writes to the terminal."""

    def __init__(self, terminal: TerminalReporter) -> None:
        terminal.showfspath = False
        self._terminal = terminal
        self._began = self._told = time.monotonic()
        self._all = 0
        self._done: set[str] = set()
        self._failed: set[str] = set()
        self._took_s: defaultdict[str, float] = defaultdict(float)

    @pytest.hookimpl(wrapper=True)
    def pytest_report_teststatus(self) -> Generator[None, tuple[str, str, object], tuple[str, str, object]]:
        """Let pytest count, and write no dots; the words are for its closing lines."""
        category, _, word = yield
        return category, "", "" if category == "passed" else word

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know how many there are, without workers."""
        self._expect(len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Know how many there are, from a worker."""
        self._expect(len(ids))

    def _expect(self, count: int) -> None:
        if count and not self._all:
            self._all = count
            self._tell()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count whoever has come to the end; name at once who failed."""
        self._took_s[report.nodeid.partition("::")[0]] += report.duration
        if report.failed and report.nodeid not in self._failed:
            self._failed.add(report.nodeid)
            self._terminal.write_line(f"[{self._time()}] failed: {report.nodeid}", red=True)
        if report.when == "teardown":
            self._done.add(report.nodeid)
            if time.monotonic() - self._told >= EVERY_S:
                self._tell()

    def pytest_terminal_summary(self) -> None:
        """Name the files that took longest: a long one at the end of a run leaves the other workers idle."""
        for file, took_s in sorted(self._took_s.items(), key=lambda one: -one[1]):
            if took_s < LONG_S:
                return
            self._terminal.write_line(f"{took_s:4.0f} s {file}")

    def _tell(self) -> None:
        self._told = time.monotonic()
        failed = f", {len(self._failed)} failed" if self._failed else ""
        share = 100 * len(self._done) // self._all if self._all else 0
        self._terminal.write_line(f"[{self._time()}] {len(self._done):,} of {self._all:,} tests ({share} %){failed}")

    def _time(self) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        return f"{minutes}:{seconds:02}"
