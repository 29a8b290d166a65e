"""What the stream of a task keeps."""

from kairan.core.journal import Body


class TaskMade(Body, frozen=True):
    """Somebody made it; with `before`, it came again by itself."""

    kind = "task.made"
    title: str
    doers: list[str]
    due_on: str | None
    repeat: str
    room: str | None
    message: str | None
    before: str | None = None


class TaskChanged(Body, frozen=True):
    """It is something else from now on, or others do it."""

    kind = "task.changed"
    title: str
    doers: list[str]
    due_on: str | None
    repeat: str


class TaskFinished(Body, frozen=True):
    """Somebody has done it."""

    kind = "task.finished"
    has_note: bool


class TaskReopened(Body, frozen=True):
    """It is to be done after all."""

    kind = "task.reopened"


class TaskDropped(Body, frozen=True):
    """It need not be done any more."""

    kind = "task.dropped"


class TaskReminded(Body, frozen=True):
    """Whoever does it was reminded, since it is due or overdue."""

    kind = "task.reminded"
    is_overdue: bool


class TasksChanged(Body, frozen=True):
    """Told to whom it concerns, in their own stream: look anew at your tasks."""

    kind = "tasks.changed"
