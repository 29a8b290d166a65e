"""Staff enter an application for somebody: it is marked as such, and an hour later it is theirs no more."""

import pytest
from sqlalchemy import update

from kairan.applications.access_codes import code_of
from kairan.applications.applicants import applicant_of_member
from kairan.applications.filling import keep, today
from kairan.applications.model import ApplicationId, DraftId, digest_of_answers
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.submitting import submit
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.applicants import let_in, require_own_case
from kairan.counter.entering.entering import begin_entering, case_entry, release_entered
from kairan.counter.entering.model import EnteringBegun, entering_table, entry_table
from kairan.counter.entering.problems import EnteringNotPossible
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseNotShown
from kairan.forms.actions import close_form
from kairan.forms.journey import journey
from kairan.forms.problems import FormNotFound
from tests.counter.conftest import TYPED, Desk


def entered(db: Db, desk: Desk, who: Viewer) -> ApplicationId:
    """Fill in and submit, as a member of staff."""
    applicant = applicant_of_member(who)
    draft = keep(db, applicant, desk.box, "tenshutsu", ["name", "born", "new", "account", "mail"], TYPED)
    checked = digest_of_answers(desk.form_id, draft.version, journey(draft.document, draft.typed, today()).values)
    return submit(db, applicant, desk.box, "tenshutsu", DraftId(draft.id), checked, is_mailed=False)


def test_what_staff_enter_is_marked_once_and_let_go_of(db: Db, desk: Desk) -> None:
    sato = desk.cast.sato
    assert begin_entering(db, sato, desk.form_id, EnteringBegun(how="phone")).url == "/f/tenshutsu"
    begin_entering(db, sato, desk.form_id, EnteringBegun(how="window"))
    case_id = entered(db, desk, sato)
    entry = case_entry(db, sato, case_id)
    assert (entry.how, entry.by) == ("window", "佐藤 美咲")
    assert [one.kind for one in desk.case(case_id).history] == ["application.submitted", "case.entered"]
    own = applicant_of_member(sato)
    assert len(own_case(db, own, desk.box, case_id).history) == 1  # who entered it, its applicant is not told
    assert release_entered(db) == 0  # the receipt is being handed over
    db.execute(update(entry_table).values(at=0))
    assert release_entered(db) == 1
    assert release_entered(db) == 0
    with pytest.raises(CaseNotShown):
        require_own_case(db, own, case_id)
    number = desk.case(case_id).case.number
    assert let_in(db, desk.applicant("z"), desk.box, number, code_of(desk.box, case_id)) == case_id


def test_what_others_submit_meanwhile_is_not_marked_nor_what_comes_later(db: Db, desk: Desk) -> None:
    sato = desk.cast.sato
    begin_entering(db, sato, desk.form_id, EnteringBegun(how="paper"))
    for case_id in (desk.submitted("a"), entered(db, desk, desk.cast.suzuki)):
        assert case_entry(db, sato, case_id).how is None
    db.execute(update(entering_table).values(begun_at=0))
    assert case_entry(db, sato, entered(db, desk, sato)).how is None
    release_entered(db)


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_does_not_work_on_a_form_enters_nothing(db: Db, desk: Desk, who: str) -> None:
    viewer: Viewer = getattr(desk.cast, who)
    with pytest.raises(FormNotFound):
        begin_entering(db, viewer, desk.form_id, EnteringBegun(how="phone"))
    with pytest.raises(ApplicationNotFound):
        case_entry(db, viewer, desk.submitted())


def test_a_closed_form_takes_nothing_in(db: Db, desk: Desk) -> None:
    close_form(db, desk.cast.sato, desk.form_id)
    with pytest.raises(EnteringNotPossible):
        begin_entering(db, desk.cast.sato, desk.form_id, EnteringBegun(how="phone"))
