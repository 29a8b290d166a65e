"""The one module that answers: may this viewer do this, here? Nothing else looks at faces or kinds of member."""

from typing import Literal, get_args

from kairan.entry.problems import RefusedByPolicy
from kairan.viewer import Viewer

Act = Literal[
    "write",
    "attach",
    "view_file",
    "download",
    "copy",
    "search",
    "create_room",
    "join_room",
    "invite",
    "see_directory",
]

ACTS: tuple[Act, ...] = get_args(Act)

_REFUSED_TO_GUESTS: frozenset[Act] = frozenset({"create_room", "join_room", "invite", "see_directory"})


def may(viewer: Viewer, act: Act) -> bool:
    """Answer whether the viewer may do this through his entrance."""
    return not (viewer.is_guest and act in _REFUSED_TO_GUESTS)


def require(viewer: Viewer, act: Act) -> None:
    """Refuse what policy does not allow. Problems: RefusedByPolicy."""
    if not may(viewer, act):
        raise RefusedByPolicy


def allowed_to(viewer: Viewer) -> dict[str, bool]:
    """Return the whole answer for a viewer; the client mirrors it, the server decides."""
    return {act: may(viewer, act) for act in ACTS}
