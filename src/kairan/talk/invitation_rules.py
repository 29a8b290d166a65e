"""Who may be brought into a room, beyond what the room itself says: concerns above add their rules here."""

from collections.abc import Sequence
from typing import Protocol

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import Person


class BringingRule(Protocol):
    """Refuses by a Problem, or lets pass."""

    def __call__(self, db: Db, viewer: Viewer, people: Sequence[Person], *, is_master: bool) -> None: ...


_rules: list[BringingRule] = []


def register_bringing(rule: BringingRule) -> None:
    """Add a rule that is asked whenever somebody brings people into a group room."""
    _rules.append(rule)


def require_may_bring(db: Db, viewer: Viewer, people: Sequence[Person], *, is_master: bool) -> None:
    """Refuse to bring people in whom some rule keeps out."""
    for rule in _rules:
        rule(db, viewer, people, is_master=is_master)
