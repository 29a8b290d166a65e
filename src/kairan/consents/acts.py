"""What may be asked of a second person: concerns above add their acts here."""

from collections.abc import Callable
from typing import Any

import msgspec

from kairan.consents.model import ActName, Told
from kairan.consents.problems import ConsentUnfit
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom with powers an act is about, and how it is told."""

    member_ids: list[MemberId]
    told: Told


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act that needs a second person.

    `look` asks whether somebody may do it, and says whom it is about. `run` does it in the asker's name at the
    consent; without it the asker does it, since only they are to see what comes of it. `by_subject`: whom it is about
    may be the second person.
    """

    name: ActName
    wanted: type[Any]
    look: Callable[[Db, Viewer, Any], Subject]
    run: Callable[[Db, Viewer, Any], object] | None
    by_subject: bool = False


ACTS: ExtensionPoint[Act] = ExtensionPoint("consents.acts")
"""The acts of concerns above."""


def act_named(name: str) -> Act:
    """Return an act. Problems: ConsentUnfit."""
    for act in ACTS.given():
        if act.name == name:
            return act
    raise ConsentUnfit


def read_wanted(act: Act, asked: dict[str, Any]) -> Any:  # noqa: ANN401  (each act has its own type)
    """Read what exactly is to be done. Problems: ConsentUnfit."""
    try:
        return msgspec.convert(asked, type=act.wanted)
    except msgspec.MsgspecError:
        raise ConsentUnfit from None
