"""What stands before a form (関門): what concerns above ask of an applicant before anything is filled in.

A gate that is shut leads elsewhere from every page of the form, and nothing is submitted behind it. A gate at the end
is shut for each set of answers anew: what is done there is done with exactly what was checked.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from kairan.applications.model import Applicant, OpenForm
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that is filled in behind a gate."""

    draft_id: str
    version: int
    document: FormDocument
    values: Mapping[str, Value]


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is asked first."""

    title: str
    text: str  # said in front of the form, also how who cannot do it applies
    path: str  # where it is done, below the address of the form: "/identity"
    is_open: bool  # done, for the draft that was asked about
    at: Literal["start", "end"] = "start"
    act: str = ""  # of one at the end: what its button says
    notes: list[str] = []  # what the applicant is told of it where they check their answers


GATES: ExtensionPoint[Callable[[Db, SecretBox, Applicant, OpenForm, Begun | None], Gate | None]] = ExtensionPoint(
    "applications.gates"
)
"""Asked for a form and the applicant's draft of it, or for none yet; None: nothing is asked."""


def gates_before(
    db: Db, box: SecretBox, applicant: Applicant, form: OpenForm, begun: Begun | None = None
) -> list[Gate]:
    """Return what stands before a form."""
    found = (ask(db, box, applicant, form, begun) for ask in GATES.given())
    return [one for one in found if one is not None]


def are_open(db: Db, box: SecretBox, applicant: Applicant, form: OpenForm, begun: Begun) -> bool:
    """Whether everything was done that is asked first."""
    return all(one.is_open for one in gates_before(db, box, applicant, form, begun))
