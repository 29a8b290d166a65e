"""A page of a draft as an applicant will see it (プレビュー), for who builds it: the same HTML, submitted by nobody."""

import msgspec

from kairan.applications.model import ANY_PLACE, Draft, DraftId, OpenForm, TypedIn
from kairan.applications.showing import front_text, page_text
from kairan.applications.steps import Step, step_of
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.conditions import QuestionId, Value
from kairan.forms.document import FormDocument, QuestionPage, Tongue, is_too_large
from kairan.forms.journey import Journey, PageOnPath
from kairan.forms.model import FormId
from kairan.forms.problems import FormTooLarge
from kairan.forms.questions import Group, with_members
from kairan.forms.rights import require_form
from kairan.people import organization_of

FRONT = "front"
"""Of a preview: the page in front of the form; no page of one has this id."""


class Previewing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of which state of a form is to be seen, with what typed into it; every question of it is shown."""

    document: FormDocument
    page_id: QuestionId
    typed: TypedIn = {}
    tongue: Tongue | None = None  # in which language; the viewer's own for none
    is_checked: bool = False  # whether what is to be mended is told, as after 「次へ進む」


class PreviewedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as HTML, for a frame without scripts, and where what was typed leads: the pages on the path, the answers
    on it, how many of this page are to be mended, and the text of the end where nothing can be submitted.
    """

    html: str
    path: list[str]
    values: dict[str, Value]
    faults: int
    ended: str | None


def previewed(db: Db, viewer: Viewer, form_id: FormId, what: Previewing) -> PreviewedPage:
    """Return the page as it will be seen. Problems: FormNotFound, FormRightNeeded, FormTooLarge."""
    row = require_form(db, viewer, form_id, "edit", "publish")
    if is_too_large(what.document):
        raise FormTooLarge
    form = OpenForm(
        form_id=form_id,
        organization_id=viewer.organization_id,
        organization=organization_of(db, viewer).name,
        department="",
        address=row.address,
        audience=row.audience,
        version=row.version or 0,
        document=what.document,
        status="open",
        opens_at=None,
        ends_at=None,
        keep_days=row.keep_days,
        most=None,
        is_full=False,
    )
    if what.page_id == FRONT:
        opened = msgspec.structs.replace(form, opens_at=row.opens_at, ends_at=row.ends_at)
        html = front_text(opened, None, what.tongue or viewer.language, "", {})
        return PreviewedPage(html=html, path=[], values={}, faults=0, ended=None)
    step = step_of(form, _draft(form, msgspec.structs.replace(what, typed=_with_a_member(what))), {})
    path = [one.page.id for one in step.pages]
    at = step.place_of(what.page_id)
    if at is None:  # off the path: shown all the same, as it would look
        step, at = _off_path(step, what)
    return PreviewedPage(
        html=page_text(
            step, at, what.tongue or viewer.language, {"preview", "mend"} if what.is_checked else {"preview"}
        ),
        path=path,
        values=dict(step.walked.values),
        faults=len(step.walked.complaints_at(step.pages[at])),
        ended=step.walked.ended,
    )


def _with_a_member(what: Previewing) -> TypedIn:
    """Return what is typed, with one member of each group that was not counted yet: who builds sees what is asked."""
    groups = (one for one in what.document.questions() if isinstance(one, Group))
    return {one.id: [str(max(1, one.least))] for one in groups} | what.typed


def _draft(form: OpenForm, what: Previewing) -> Draft:
    now = now_ms()
    return Draft(
        id=DraftId(ANY_PLACE),
        form_id=form.form_id,
        version=form.version,
        document=msgspec.structs.replace(what.document, layout="pages"),
        typed=what.typed,
        started_at=now,
        changed_at=now,
        application_id=None,
    )


def _off_path(step: Step, what: Previewing) -> tuple[Step, int]:
    page = what.document.page(what.page_id) or next(iter(what.document.pages), QuestionPage(id=what.page_id))
    if not page.questions and not page.text:  # applicants are never led to it; who builds it begins with it
        page = msgspec.structs.replace(page, text=" ")
    counted = {one.id: one.count_in(step.draft.typed) for one in page.questions if isinstance(one, Group)}
    shown = PageOnPath(page, list(with_members(page.questions, counted)))
    walked = Journey([shown], step.walked.values, step.walked.complaints)
    alone = Step(step.form, step.draft, walked, step.counts)
    return alone, 0
