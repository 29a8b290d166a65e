"""Where an applicant is (記入の段階): the form, their draft, and the pages it leads through."""

import msgspec

from kairan.applications.filling import draft_of, today
from kairan.applications.model import Applicant, Draft, OpenForm
from kairan.applications.offering import offered_form
from kairan.applications.places import Counts, counts_of
from kairan.applications.problems import DraftGone
from kairan.applications.proving import unproved
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import QuestionPage
from kairan.forms.journey import Journey, PageOnPath, journey
from kairan.forms.questions import AnyQuestion, Explanation

WHOLE = "all"
"""The page that holds everything, where a form is shown on one page."""


class Step(msgspec.Struct, frozen=True):
    """A form that is being filled in, as far as it has come."""

    form: OpenForm
    draft: Draft
    walked: Journey
    counts: Counts  # of places
    unproved: tuple[str, ...] = ()  # questions whose mail address is still to be proved

    @property
    def pages(self) -> list[PageOnPath]:
        """Return the pages as they are shown: those on the path that ask or say something, or all on one."""
        shown = [one for one in self.walked.pages if one.questions or one.page.text]
        shown = shown or self.walked.pages[:1] or [PageOnPath(QuestionPage(id=WHOLE), [])]  # where nothing is asked
        if self.draft.document.layout == "pages":
            return shown
        return [PageOnPath(QuestionPage(id=WHOLE), [one for page in shown for one in _with_heading(page)])]

    def place_of(self, page_id: str) -> int | None:
        """Return where a page lies, from 0; None when it is not on the path."""
        return next((at for at, one in enumerate(self.pages) if one.page.id == page_id), None)

    def first_to_mend(self) -> PageOnPath | None:
        """Return the first page on which something is to be answered or mended."""
        return next((one for one in self.pages if self.walked.complaints_at(one)), None)


def _with_heading(page: PageOnPath) -> list[AnyQuestion]:
    if not page.page.title and not page.page.text:
        return page.questions
    return [Explanation(id=page.page.id, label=page.page.title, help=page.page.text), *page.questions]


def step_of(form: OpenForm, draft: Draft, counts: Counts) -> Step:
    """Walk through a draft."""
    return Step(form, draft, journey(draft.document, draft.typed, today()), counts)


def look_at(db: Db, applicant: Applicant, box: SecretBox, address: str) -> Step:
    """Return where the applicant is with a form. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    step = step_of(form, draft_of(db, applicant, box, form), counts_of(db, form.form_id))
    to_prove = tuple(unproved(db, box, step.draft.id, step.walked))
    return msgspec.structs.replace(step, unproved=to_prove) if to_prove else step


def find_step(db: Db, applicant: Applicant, box: SecretBox, address: str) -> tuple[OpenForm, Step | None]:
    """Return a form, and where the applicant is with it, if they have begun. Problems: FormNotOffered."""
    form = offered_form(db, applicant, address)
    try:
        return form, look_at(db, applicant, box, address)
    except DraftGone:
        return form, None
