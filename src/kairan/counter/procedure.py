"""A procedure (手続の流れ): what happens with what comes in by a form, and who does it.

A form without one has the simplest: received, then done.
"""

from typing import Annotated, Literal

import msgspec

from kairan.core.kit.ids import Id
from kairan.counter.period import DAYS_MOST
from kairan.counter.states import OPTIONAL, State

TEXT_LIMIT = 2_000
SENTENCES_MOST = 100
STAGES_MOST = 10
APPROVERS_MOST = 20  # of one stage

Text = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]
Short = Annotated[str, msgspec.Meta(max_length=480)]
Days = Annotated[int, msgspec.Meta(ge=1, le=DAYS_MOST)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=600)]
SentenceKind = Literal["reason", "correction", "guidance"]


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of the section's bank (定型文)."""

    kind: SentenceKind
    text: Text


class Approver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who approves, and who does when they are away (代決)."""

    member_id: Id
    deputy_id: Id | None = None


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stage of the route: everybody in it approves, in any order."""

    approvers: Annotated[list[Approver], msgspec.Meta(min_length=1, max_length=APPROVERS_MOST)]


class Procedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the applications of a form are worked."""

    uses: Annotated[list[Literal["examining", "deciding", "delivering"]], msgspec.Meta(max_length=3)] = []
    standard_days: Days | None = None  # working days from the day after it came in
    answer_days: Days = 3  # working days within which a message of the applicant is answered
    correction_days: Days = 14  # days the applicant gets for a correction
    saved_minutes: Minutes | None = None  # of an application that does not come on paper, by the section's own estimate
    route: Annotated[list[Stage], msgspec.Meta(max_length=STAGES_MOST)] = []  # 決裁
    texts: Annotated[dict[State, Text], msgspec.Meta(max_length=8)] = {}  # written to the applicant at each state
    sentences: Annotated[list[Sentence], msgspec.Meta(max_length=SENTENCES_MOST)] = []

    @property
    def steps(self) -> frozenset[State]:
        """Return the optional states it uses."""
        return frozenset(one for one in OPTIONAL if one in self.uses)

    @property
    def needs_approval(self) -> bool:
        """Whether nothing is decided without an approval."""
        return "deciding" in self.uses


SIMPLEST = Procedure()
TEMPLATES: dict[str, Procedure] = {
    "simple": SIMPLEST,
    "examined": Procedure(uses=["examining"], standard_days=10),
    "decided": Procedure(uses=["examining", "deciding"], standard_days=15),
    "delivered": Procedure(uses=["examining", "deciding", "delivering"], standard_days=15),
}
"""受付と完了だけ, 審査あり, 審査と決裁, 審査・決裁・交付."""
_decode = msgspec.json.Decoder(Procedure).decode


def decoded(text: str | None) -> Procedure:
    """Return a procedure as it is stored; none stored: the simplest."""
    return SIMPLEST if text is None else _decode(text)
