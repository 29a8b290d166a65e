"""Moves in words, for the record."""

from collections.abc import Mapping, Sequence

from kairan.administration.entries import Difference, PersonChanged, PersonLeft
from kairan.people import DepartmentId
from kairan.transfers.current_state import Place
from kairan.transfers.model import Held
from kairan.transfers.room_plan import Step


def told(posts: Sequence[Held], tree: Mapping[DepartmentId, Place]) -> str:
    """Write posts as people do: 福祉課 係長、防災課 主査."""
    return "、".join(f"{name_in(tree, post.department_id)} {post.title}".strip() for post in posts)


def name_in(tree: Mapping[DepartmentId, Place], department_id: DepartmentId) -> str:
    """Return the name of a department."""
    return tree[department_id].name if department_id in tree else ""


def changed_entry(step: Step, tree: Mapping[DepartmentId, Place]) -> PersonChanged:
    """Return what changed of a person, as the console's own changes are told."""
    person = step.person
    changes: list[Difference] = []
    if person.posts != step.posts:
        changes.append(Difference("posts", told(person.posts, tree) or None, told(step.posts, tree) or None))
    if person.extension != step.extension:
        changes.append(Difference("extension", person.extension, step.extension))
    return PersonChanged(id=person.id, name=person.name, changes=changes)


def left_entry(step: Step, sessions: int) -> PersonLeft:
    """Return that somebody left."""
    return PersonLeft(id=step.person.id, name=step.person.name, sessions=sessions)
