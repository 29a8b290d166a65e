"""What is counted of cases."""

import msgspec

from kairan.counter.states import State
from kairan.forms.model import FormId


class WaitingFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases stand in a state now, since when the oldest does, and how many are late."""

    state: State
    cases: int
    oldest_at: int
    overdue: int


class CaseFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Cases that came in within some days, and how they went; `waiting` is as of now, whenever they came in."""

    arrived: int
    done: int
    refused: int
    withdrawn: int
    corrected: int  # cases of which something was corrected
    corrections: int
    with_period: int  # done or refused ones with a standard period
    in_period: int  # of these: within it, without the days the applicant had the case
    median_days: int | None  # working days from arrival to the end, done or refused; null: none ended
    most_days: int | None  # within which nine of ten ended
    by_residents: int  # of those that arrived: sent by residents themselves, since devices are counted
    by_phone: int  # of these: from a phone
    saved_minutes: int  # by the forms' own estimates, of those that residents sent and that are done or refused
    waiting: list[WaitingFigures]


class FormCaseFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of one form."""

    form_id: FormId
    title: str
    department: str
    standard_days: int | None
    figures: CaseFigures


class DepartmentCaseFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of all forms of a department."""

    department: str
    figures: CaseFigures


class MonthFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How many came in and how many ended in a month (2026-04)."""

    month: str
    arrived: int
    ended: int


class ReasonFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How often something was to be corrected: which question, and the reasons that were given more than once."""

    question: str
    times: int
    reasons: list[str]


class CounterFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The counter in numbers, as far as the viewer sees it; reasons only where one form is asked for."""

    since: str
    until: str
    total: CaseFigures
    departments: list[DepartmentCaseFigures]
    forms: list[FormCaseFigures]
    months: list[MonthFigures]
    reasons: list[ReasonFigures]
