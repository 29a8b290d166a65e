"""What concerns above the counter have to say of a case: whether it may go on, and what its applicant is to do."""

from collections.abc import Callable
from typing import Literal

import msgspec

from kairan.applications.model import Applicant, ApplicationId
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Language
from kairan.counter.states import State

MOVE_RULES: ExtensionPoint[Callable[[Db, Record, State], None]] = ExtensionPoint("counter.move_rules")
"""Asked before the section moves a case, and before it asks for an approval; they raise a Problem of their own.

What applicants do (answering a correction, withdrawing) asks nobody: nothing of theirs is lost by it."""


class OwnNotice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the applicant of a case is told on its page, and where it leads, below the address of the case."""

    text: str
    act: str
    path: str  # "/payment"
    is_urgent: bool = False


OWN_NOTICES: ExtensionPoint[Callable[[Db, Applicant, ApplicationId], OwnNotice | None]] = ExtensionPoint(
    "counter.own_notices"
)
"""Asked for an applicant who was let in to their case."""


CaseEventKind = Literal["case.received", "case.moved", "case.messaged"]
"""届いた, 状態が変わった, 申請者からメッセージが届いた."""


class CaseEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened with a case, as other systems are told: nothing that anybody said."""

    kind: CaseEventKind
    case_id: ApplicationId
    organization_id: str
    form_id: str
    number: str
    state: State
    before: State | None = None


CASE_EVENTS: ExtensionPoint[Callable[[Db, CaseEvent], None]] = ExtensionPoint("counter.case_events")
"""Heard in the transaction in which it happens; whoever hears it refuses nothing, and takes no time."""


class ToldBesides(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a case that a concern above keeps: its title, and in it what is called how."""

    title: str
    lines: list[tuple[str, str]]


TAKEN_OUT: ExtensionPoint[Callable[[Db, ApplicationId, bool, Language], ToldBesides | None]] = ExtensionPoint(
    "counter.taken_out"
)
"""Asked when a case that was found is taken out as a whole; told everything, or only what its applicant may see."""


def told_besides(db: Db, case_id: ApplicationId, is_everything: bool, language: Language) -> list[ToldBesides]:
    """Return the parts of a case that others keep."""
    asked = (ask(db, case_id, is_everything, language) for ask in TAKEN_OUT.given())
    return [one for one in asked if one is not None]


def tell_event(db: Db, event: CaseEvent) -> None:
    """Let everybody above hear of something that happened with a case."""
    for hear in CASE_EVENTS.given():
        hear(db, event)


def require_may_move(db: Db, row: Record, to: State) -> None:
    """Ask everybody above whether the section may move a case. Problems: theirs."""
    for rule in MOVE_RULES.given():
        rule(db, row, to)


def own_notices(db: Db, applicant: Applicant, case_id: ApplicationId) -> list[OwnNotice]:
    """Return what the applicant of a case is to be told besides."""
    asked = (ask(db, applicant, case_id) for ask in OWN_NOTICES.given())
    return [one for one in asked if one is not None]
