"""Where an applicant is (記入の段階): the form, their draft, and the pages it leads through."""

from collections.abc import Mapping, Sequence

import msgspec

from kairan.applications.attachments import states_of, unfit_files
from kairan.applications.counting_model import CHECKED, ENDED
from kairan.applications.filling import draft_of, today, with_page
from kairan.applications.gates import Begun, Gate, gates_before
from kairan.applications.model import Applicant, Draft, OpenForm
from kairan.applications.offering import offered_form
from kairan.applications.places import Counts, counts_of
from kairan.applications.problems import DraftGone
from kairan.applications.proving import unproved
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import QuestionPage
from kairan.forms.journey import Journey, PageOnPath, journey
from kairan.forms.questions import AnyQuestion, Explanation
from kairan.forms.versions import earlier_until

WHOLE = "all"
"""The page that holds everything, where a form is shown on one page."""


class Step(msgspec.Struct, frozen=True):
    """A form that is being filled in, as far as it has come."""

    form: OpenForm
    draft: Draft
    walked: Journey
    counts: Counts  # of places
    until: int | None = None  # of an earlier version: how long it may be finished
    unproved: tuple[str, ...] = ()  # questions whose mail address is still to be proved
    gates: tuple[Gate, ...] = ()  # what is asked before anything is filled in

    @property
    def is_earlier(self) -> bool:
        """Whether another version was published since it was begun."""
        return self.draft.version < self.form.version

    @property
    def leads_away(self) -> str:
        """Where one is led from every page: its version is over, or something is asked first; empty: nowhere."""
        base = f"/f/{self.form.address}"
        if self.is_over:
            return f"{base}/changed"
        return next((base + one.path for one in self.gates if not one.is_open and one.at == "start"), "")

    @property
    def last_gate(self) -> Gate | None:
        """Return what is still to be done with what was filled in, before it is sent."""
        return next((one for one in self.gates if not one.is_open and one.at == "end"), None)

    @property
    def is_over(self) -> bool:
        """Whether it cannot be submitted any more as it was begun."""
        return self.is_earlier and self.until is not None and self.until <= now_ms()

    @property
    def pages(self) -> list[PageOnPath]:
        """Return the pages as they are shown: those on the path that ask or say something, or all on one."""
        shown = [one for one in self.walked.pages if one.page.text or any(asked.ON_PAGE for asked in one.questions)]
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

    def to_go_on(self, *, at_end: bool = False) -> PageOnPath:
        """Return the first page to be mended; where there is none the first of all, or the last with `at_end`."""
        return self.first_to_mend() or self.pages[-1 if at_end else 0]


def _with_heading(page: PageOnPath) -> list[AnyQuestion]:
    if not page.page.title and not page.page.text:
        return page.questions
    return [Explanation(id=page.page.id, label=page.page.title, help=page.page.text), *page.questions]


def step_of(
    form: OpenForm,
    draft: Draft,
    counts: Counts,
    until: int | None = None,
    files: Mapping[str, str] | None = None,
) -> Step:
    """Walk through a draft; `files` says in which state each of its files is."""
    walked = journey(draft.document, draft.typed, today())
    if files is not None and (unfit := dict(unfit_files(walked.questions(), walked.values, files))):
        walked = msgspec.structs.replace(walked, complaints={**walked.complaints, **unfit})
    return Step(form, draft, walked, counts, until)


def look_at(db: Db, applicant: Applicant, box: SecretBox, address: str) -> Step:
    """Return where the applicant is with a form. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    return _step_now(db, applicant, box, form, draft_of(db, applicant, box, form))


def look_as_typed(
    db: Db, applicant: Applicant, box: SecretBox, address: str, asked: Sequence[str], typed: Mapping[str, Sequence[str]]
) -> Step:
    """Return where the applicant would be, had a page been kept. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    draft = draft_of(db, applicant, box, form)
    laid_over = msgspec.structs.replace(draft, typed=with_page(draft, asked, typed))
    return _step_now(db, applicant, box, form, laid_over)


def _step_now(db: Db, applicant: Applicant, box: SecretBox, form: OpenForm, draft: Draft) -> Step:
    until = earlier_until(db, form.form_id, draft.version) if draft.version < form.version else None
    step = step_of(form, draft, counts_of(db, form.form_id), until, states_of(db, draft.id))
    to_prove = tuple(unproved(db, box, draft.id, step.walked))
    begun = Begun(draft_id=draft.id, version=draft.version, document=draft.document, values=step.walked.values)
    gates = tuple(gates_before(db, box, applicant, form, begun))
    return msgspec.structs.replace(step, unproved=to_prove, gates=gates) if to_prove or gates else step


def find_step(db: Db, applicant: Applicant, box: SecretBox, address: str) -> tuple[OpenForm, Step | None]:
    """Return a form, and where the applicant is with it, if they have begun. Problems: FormNotOffered."""
    form = offered_form(db, applicant, address)
    try:
        return form, look_at(db, applicant, box, address)
    except DraftGone:
        return form, None


def further_step(step: Step, page_id: str, path: str) -> str:
    """Return which step a button leads on to, from the path it leads to; empty where it leads back or nowhere."""
    where = path.partition("?")[0].removeprefix(f"/f/{step.form.address}/")
    if where in {"check", "end"}:
        return CHECKED if where == "check" else ENDED
    here, there = step.place_of(page_id), step.place_of(where.removeprefix("p/"))
    return where.removeprefix("p/") if here is not None and there is not None and there > here else ""
