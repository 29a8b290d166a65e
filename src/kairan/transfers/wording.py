"""Moves in words, for the record."""

from collections.abc import Mapping, Sequence

from kairan.administration.entries import Difference, PersonChanged, PersonLeft
from kairan.people import DepartmentId
from kairan.transfers.current_state import Place
from kairan.transfers.model import Held
from kairan.transfers.room_plan import Step


def told(posts: Sequence[Held], tree: Mapping[DepartmentId, Place]) -> str:
    """Write posts as people do, each with its whole path: 福祉部/福祉課 係長、防災課 主査."""
    return "、".join(f"{path_in(tree, post.department_id)} {post.title}".strip() for post in posts)


def path_in(tree: Mapping[DepartmentId, Place], department_id: DepartmentId) -> str:
    """Return how a department is told from others of its name."""
    return tree[department_id].path if department_id in tree else ""


def _post_difference(before: Sequence[Held], after: Sequence[Held], tree: Mapping[DepartmentId, Place]) -> Difference:
    words = told(before, tree) or None, told(after, tree) or None
    return Difference("posts", *words, _ids_of(before), _ids_of(after))


def _ids_of(posts: Sequence[Held]) -> list[str]:
    return [post.department_id for post in posts]


def changed_entry(step: Step, tree: Mapping[DepartmentId, Place]) -> PersonChanged:
    """Return what changed of a person, as the console's own changes are told."""
    person = step.person
    changes: list[Difference] = []
    if person.posts != step.posts:
        changes.append(_post_difference(person.posts, step.posts, tree))
    if person.extension != step.extension:
        changes.append(Difference("extension", person.extension, step.extension))
    return PersonChanged(id=person.id, name=person.name, changes=changes)


def left_entry(step: Step, sessions: int) -> PersonLeft:
    """Return that somebody left."""
    return PersonLeft(id=step.person.id, name=step.person.name, sessions=sessions)
