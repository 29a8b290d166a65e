"""Everything that is known of a case, or what its applicant may see of it; taking it out is on record.

Promise: what is taken out for the applicant names nobody of the section, and holds no note, approval, opinion or
finding of theirs. Answers that need care are in both: they are the applicant's own.
"""

from typing import Literal

import msgspec

from kairan.applications.letters import said_at
from kairan.applications.model import ApplicationId, ApplicationView
from kairan.applications.sealed_answers import open_sealed
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.annotations.annotating import case_annotations
from kairan.counter.case_view import case_view
from kairan.counter.deliverables.listing import case_deliverables
from kairan.counter.deliverables.model import DeliverableView
from kairan.counter.disclosing.entries import CaseDisclosed
from kairan.counter.extending import ToldBesides, told_besides
from kairan.counter.finding import require_work
from kairan.counter.model import ApprovalView, CaseView, CorrectionView, Happened, SaidOnCase
from kairan.counter.opinions.asking import case_opinions
from kairan.counter.opinions.model import OpinionView
from kairan.counter.states import State
from kairan.people import labels, organization_of
from kairan.policy import require

Extent = Literal["applicant", "everything"]
"""申請者に見えるもの, すべて."""
FormAs = Literal["paper", "data"]


class Finding(msgspec.Struct, frozen=True):
    """What the section found out: what the field is called, and what stands in it."""

    name: str
    value: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is taken out."""

    extent: Extent
    organization: str
    taken_at: int
    taken_by: str
    application: ApplicationView
    state: State
    due_on: str | None
    history: list[Happened]
    messages: list[SaidOnCase]
    corrections: list[CorrectionView]
    documents: list[DeliverableView]
    besides: list[ToldBesides]  # of concerns above: what was paid
    notes: list[SaidOnCase] = []
    findings: list[Finding] = []
    approvals: list[ApprovalView] = []
    opinions: list[OpinionView] = []

    @property
    def printed(self) -> str:
        """Return who took it out, and when."""
        return f"{said_at(self.taken_at)}　{self.taken_by}"


def take_out(
    db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, extent: Extent, form_as: FormAs
) -> Dossier:
    """Return a case as a whole, for who works on it; noted in its record.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded.
    """
    require(viewer, "export_answers")
    require_work(db, viewer, case_id)
    view = case_view(db, viewer, box, case_id)
    answered = open_sealed(db, viewer, box, case_id)
    append(db, application_stream(case_id), CaseDisclosed(extent=extent, format=form_as), viewer)
    whole = Dossier(
        extent=extent,
        organization=organization_of(db, viewer).name,
        taken_at=now_ms(),
        taken_by=labels(db, [viewer.member_id])[viewer.member_id].name,
        application=answered,
        state=view.case.state,
        due_on=view.case.due_on,
        history=view.history,
        messages=view.messages,
        corrections=view.corrections,
        documents=case_deliverables(db, viewer, case_id).deliverables,
        besides=told_besides(db, case_id, extent == "everything", viewer.language),
        notes=view.notes,
        findings=_findings(db, viewer, case_id),
        approvals=view.approvals,
        opinions=case_opinions(db, viewer, case_id),
    )
    return whole if extent == "everything" else _for_applicant(whole, view)


def _findings(db: Db, viewer: Viewer, case_id: ApplicationId) -> list[Finding]:
    found = case_annotations(db, viewer, case_id)
    return [Finding(one.label, found.values[one.id]) for one in found.fields if found.values.get(one.id)]


def _for_applicant(whole: Dossier, view: CaseView) -> Dossier:
    """Return what the applicant may see: nobody of the section is named, and nothing of theirs is in it."""
    renamed = msgspec.structs.replace
    return renamed(
        whole,
        taken_by="",
        application=renamed(whole.application, by="", marks=[], notes=[]),
        due_on=whole.due_on if view.case.turn != "nobody" else None,
        history=[renamed(one, by="") for one in whole.history if one.is_public],
        messages=[renamed(one, by=SECTION if one.by else "") for one in whole.messages],
        corrections=[renamed(one, by="") for one in whole.corrections],
        documents=[renamed(one, by="") for one in whole.documents if one.file_id is not None or one.is_erased],
        notes=[],
        findings=[],
        approvals=[],
        opinions=[],
    )


SECTION = "担当の部署"
"""Who wrote, where nobody is named."""
