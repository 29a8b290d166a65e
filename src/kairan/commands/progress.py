"""Progress of long work, on the terminal only: a log file gets the last sentence and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from kairan.core.words import say


class Step:
    """One bar."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def advance(self, by: int = 1) -> None:
        """So much more is done."""
        self._progress.advance(self._task, by)

    def reach(self, done: int, total: int) -> None:
        """So much is done of so much."""
        self._progress.update(self._task, completed=done, total=total)


class Telling:
    """Shows bars, one below the other."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, ja: str, en: str, total: int | None = None) -> Step:
        """Begin a piece of work; without a total the bar only moves."""
        return Step(self._progress, self._progress.add_task(say(ja, en), total=total))


@contextmanager
def telling() -> Iterator[Telling]:
    """Show progress while the block runs."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Telling(progress)
