"""A form of the welfare section, and what residents submit by it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kairan.applications.filling import keep, today
from kairan.applications.model import Applicant, ApplicationId, DraftId, digest_of_answers
from kairan.applications.submitting import submit
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.case_view import case_view
from kairan.counter.model import CaseView, ProcedureChange
from kairan.counter.procedure import Procedure
from kairan.counter.procedures import change_procedure
from kairan.forms.actions import change_draft, create_form, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.journey import journey
from kairan.forms.model import DraftChange, FormId, NewForm, Publication
from kairan.forms.questions import Day, MailAddress, PersonName, ShortText
from tests.administration.conftest import Office, office_of
from tests.applications.conftest import town
from tests.cast import Cast

__all__ = ["town"]

MOVING = FormDocument(
    title="転出届",
    contact="市民課",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                PersonName(id="name", label="氏名", with_reading=False),
                Day(id="born", label="生年月日", is_birth=True),
                ShortText(id="new", label="新しい住所"),
                ShortText(id="account", label="口座", needs_care=True, required=False),
                MailAddress(id="mail", label="メール", required=False, twice=False, gets_receipt=True),
            ],
        )
    ],
)
TYPED = {
    "name.family": ["髙﨑"],
    "name.given": ["めぐみ"],
    "born.era": ["西暦"],
    "born.year": ["1990"],
    "born.month": ["4"],
    "born.day": ["1"],
    "new": ["県外市1-2"],
    "mail": ["megumi@example.jp"],
}


class Desk:
    """The desk of a section: its form, and everybody's acts."""

    def __init__(self, db: Db, cast: Cast, box: SecretBox) -> None:
        self.db, self.cast, self.box = db, cast, box
        new = NewForm(department_id=cast.welfare, document=MOVING, address="tenshutsu")
        self.form_id = FormId(create_form(db, cast.sato, new).form.id)
        publish_form(db, cast.sato, self.form_id, Publication(revision=1))

    def submitted(self, applicant: str = "a", **typed: Sequence[str]) -> ApplicationId:
        """Let a resident submit."""
        who = self.applicant(applicant)
        given = TYPED | {name.replace("__", "."): list(values) for name, values in typed.items()}
        draft = keep(self.db, who, self.box, "tenshutsu", ["name", "born", "new", "account", "mail"], given)
        checked = digest_of_answers(self.form_id, draft.version, journey(draft.document, draft.typed, today()).values)
        return submit(self.db, who, self.box, "tenshutsu", DraftId(draft.id), checked, is_mailed=False)

    def applicant(self, name: str = "a") -> Applicant:
        """Return a resident by the browser they use."""
        return Applicant(key=name * 64, device="phone" if name == "a" else "pc")

    def case(self, case_id: ApplicationId, who: Viewer | None = None) -> CaseView:
        """Return a case as somebody sees it."""
        return case_view(self.db, who or self.cast.sato, self.box, case_id)

    def becomes_a_survey(self) -> None:
        """Publish the form anew, as a survey."""
        sato = self.cast.sato
        changed = msgspec.structs.replace(MOVING, is_survey=True)
        change_draft(self.db, sato, self.form_id, DraftChange(revision=1, document=changed))
        publish_form(self.db, sato, self.form_id, Publication(revision=2))

    def works_by(self, **procedure: Any) -> None:
        """Set up how applications are worked."""
        change = ProcedureChange(revision=0, procedure=Procedure(**procedure))
        change_procedure(self.db, self.cast.sato, self.form_id, change)


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


@pytest.fixture
def cast(office: Office) -> Cast:
    return office.cast


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


@pytest.fixture
def desk(db: Db, cast: Cast, box: SecretBox) -> Desk:
    return Desk(db, cast, box)
