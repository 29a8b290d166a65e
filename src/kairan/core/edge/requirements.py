"""What handlers ask of whoever comes, by their marks (`opt`): from which side, past which gate, in which state."""

from collections.abc import Mapping
from typing import Any

from kairan.core.edge.faces import PUBLIC
from kairan.core.edge.problems import AtAGate, NotForOperators, OrganizationReadOnly
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import Viewer

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def require_place(opt: Mapping[str, Any], viewer: Viewer) -> None:
    """Part operators from members: a handler that says nothing is for members; `admits` "operators" or "both" is more.

    Problems: NotForOperators; for members NotFound, as if there were no such page.
    """
    admits = opt.get("admits", "members")
    if viewer.is_operator and admits == "members":
        raise NotForOperators
    if admits == "operators" and not viewer.is_operator:
        hidden = NotFound()
        hidden.is_told = True
        raise hidden


def require_changeable(opt: Mapping[str, Any], method: str, *, is_read_only: bool) -> None:
    """Refuse changes in a body that is read-only; `while_read_only=True` is for what is no change of its content.

    Problems: OrganizationReadOnly.
    """
    if is_read_only and method not in SAFE_METHODS and not opt.get("while_read_only"):
        raise OrganizationReadOnly


def require_side(opt: Mapping[str, Any], face: str) -> None:
    """Part residents from members: what is not marked `public` is not there at the entrance of residents.

    Problems: NotFound, as if there were no such page.
    """
    if face == PUBLIC and not opt.get("public"):
        raise NotFound


def require_at_gate(opt: Mapping[str, Any], viewer: Viewer) -> None:
    """Refuse what is not for whoever stands at the first gate; a handler's `at_gate` names its gates. Problem AtAGate.

    `at_gate=True` answers at every gate.
    """
    marked = opt.get("at_gate", ())
    if viewer.gates and marked is not True and viewer.gates[0] not in marked:
        raise AtAGate(gate=viewer.gates[0])


def wants_fresh(opt: Mapping[str, Any], method: str) -> bool:
    """Whether a handler asks for a fresh proof: `fresh=True` always, `fresh="changes"` for what changes something."""
    marked = opt.get("fresh")
    return marked is True or (marked == "changes" and method not in SAFE_METHODS)
