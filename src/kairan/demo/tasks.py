"""The demo's tasks: given, and some of them done."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from kairan.core.viewer import MemberId
from kairan.demo.play import Event, Player
from kairan.demo.script import CONTENT
from kairan.tasks.acting import finish_task, make_task
from kairan.tasks.model import NewTask, TaskDone, TaskId
from kairan.tasks.repeating import Repeat


class TaskScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One task, and what came of it."""

    by: str
    doers: list[str]
    on: int
    at: str
    title: str
    note: str = ""
    due: int
    repeat: Repeat = "none"
    done_by: str | None = None
    done_on: int = 0
    done_at: str = ""
    done_note: str = ""


class _Tasks(msgspec.Struct, frozen=True):
    tasks: list[TaskScript]


def read_tasks() -> list[TaskScript]:
    """Read who does what."""
    return msgspec.toml.decode((CONTENT / "tasks.toml").read_bytes(), type=_Tasks).tasks


class TaskPlayer:
    """Plays who gives whom a task, and who has done it."""

    def __init__(self, player: Player, tasks: Sequence[TaskScript]) -> None:
        self._player, self._tasks = player, tasks
        self._made: dict[int, TaskId] = {}

    def events(self) -> list[Event]:
        """Return everything that is to happen."""
        return [event for number, one in enumerate(self._tasks) for event in self._of(number, one)]

    def _of(self, number: int, one: TaskScript) -> Iterator[Event]:
        days = self._player.days
        yield days.at(one.on, one.at), partial(self._give, number, one)
        if one.done_by is not None:
            yield days.at(one.done_on, one.done_at), partial(self._finish, number, one.done_by, one.done_note)

    def _give(self, number: int, one: TaskScript) -> None:
        viewers = self._player.played.viewers
        new = NewTask(
            client_key=f"demo-{number}",
            title=one.title,
            note=one.note,
            doer_ids=[MemberId(viewers[key].member_id) for key in one.doers],
            due_on=self._player.days.day(one.due).isoformat(),
            repeat=one.repeat,
        )
        self._made[number] = make_task(self._player.db, viewers[one.by], new)

    def _finish(self, number: int, who: str, note: str) -> None:
        finish_task(self._player.db, self._player.played.viewers[who], self._made[number], TaskDone(note=note))
