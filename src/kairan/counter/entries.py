"""What the stream of an application keeps of its case. What is public, the applicant reads, too."""

from typing import ClassVar

from kairan.core.journal import Body


class CaseMoved(Body, frozen=True):
    """It stands elsewhere from now on."""

    kind = "case.moved"
    is_public: ClassVar[bool] = True
    before: str
    after: str
    reason: str = ""


class CaseAssigned(Body, frozen=True):
    """Somebody works on it, or nobody any more."""

    kind = "case.assigned"
    owner: str | None


class CaseMessaged(Body, frozen=True):
    """The section wrote to the applicant, or they to it; the words are in the table."""

    kind = "case.messaged"
    is_public: ClassVar[bool] = True
    message: str
    is_from_applicant: bool
    digest: str


class CaseCorrectionAsked(Body, frozen=True):
    """Some answers are to be mended by a day."""

    kind = "case.correction_asked"
    is_public: ClassVar[bool] = True
    questions: list[str]
    answer_by: str


class CaseCorrectionWithdrawn(Body, frozen=True):
    """The correction is not needed any more."""

    kind = "case.correction_withdrawn"
    is_public: ClassVar[bool] = True


class CaseCorrected(Body, frozen=True):
    """The applicant mended what was asked; what now stands, by its digest."""

    kind = "case.corrected"
    is_public: ClassVar[bool] = True
    questions: list[str]
    digest: str


class CasePaperAsked(Body, frozen=True):
    """The applicant wants the result on paper, or not any more."""

    kind = "case.paper_asked"
    is_public: ClassVar[bool] = True
    is_wanted: bool


class CaseApprovalAsked(Body, frozen=True):
    """The route began: what is proposed, and who is asked, stage by stage."""

    kind = "case.approval_asked"
    proposed: str
    stages: list[list[str]]


class CaseApproved(Body, frozen=True):
    """Somebody approved; for whom, where they were the deputy (代決)."""

    kind = "case.approved"
    stage: int
    instead_of: str | None = None


class CaseReturned(Body, frozen=True):
    """Somebody returned it, and the route is over."""

    kind = "case.returned"
    stage: int
    reason: str


class CaseSeenAfterwards(Body, frozen=True):
    """Who was away saw what their deputy approved (後閲)."""

    kind = "case.seen_afterwards"
    stage: int


class ProcedureChanged(Body, frozen=True):
    """How applications of a form are worked was changed; in the form's stream."""

    kind = "form.procedure_changed"
    revision: int
    steps: list[str]
    approvers: int
