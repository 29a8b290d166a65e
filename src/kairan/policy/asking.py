"""May the viewer do this, here? Pure, and answered from what they carry: it costs a look into a small mapping."""

from kairan.core.viewer import EVERY_CLASS, Viewer
from kairan.policy.model import ACTS, NEVER_FOR_GUESTS, Act
from kairan.policy.problems import RefusedByPolicy


def upto_of(viewer: Viewer, act: Act) -> int:
    """Return the highest class of room in which the viewer may do this through their entrance; 0 for none."""
    if viewer.is_guest and act in NEVER_FOR_GUESTS:
        return 0
    return viewer.rules.upto.get(act, EVERY_CLASS)


def may(viewer: Viewer, act: Act, room_class: int = 1) -> bool:
    """Answer whether the viewer may do this in a room of this class; without one: whether anywhere at all."""
    return room_class <= upto_of(viewer, act)


def require(viewer: Viewer, act: Act, room_class: int = 1) -> None:
    """Refuse what policy does not allow. Problems: RefusedByPolicy."""
    if room_class > upto_of(viewer, act):
        raise RefusedByPolicy(act=act, room_class=room_class)


def allowed_to(viewer: Viewer) -> dict[str, int]:
    """Return the whole answer for a viewer, act by act; the client mirrors it, the server decides."""
    return {act: upto_of(viewer, act) for act in ACTS}
