"""Who is an operator of the installation."""

from kairan.core.kit.problems import NotFound
from kairan.core.viewer import Viewer


def require_operator(viewer: Viewer) -> None:
    """Refuse everybody else as if there were no such page. Problems: NotFound."""
    if not viewer.is_operator:
        raise NotFound
