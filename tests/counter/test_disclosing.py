"""A case taken out: for its applicant without anything of the section's, as a whole, on paper and with its proof."""

import hashlib

import msgspec
import pytest

from kairan.applications.model import ApplicationId
from kairan.applications.problems import ApplicationNotFound
from kairan.core.journal.model import digest_of_entry
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.conversation import write_to_applicant, write_to_section
from kairan.counter.correcting import ask_correction
from kairan.counter.disclosing.gathering import Extent, take_out
from kairan.counter.disclosing.paper import dossier_paper
from kairan.counter.disclosing.proving import take_out_data
from kairan.counter.model import CorrectionAsked, Writing
from kairan.counter.notes import note_on_case
from kairan.counter.problems import CaseWorkNeeded
from kairan.forms.model import RightHeld, RightsChange
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.counter.conftest import Desk

SECRET, OWN, NAME = "近所の人から連絡", "口座はこれです", "佐藤 美咲"


@pytest.fixture
def case_id(db: Db, desk: Desk) -> ApplicationId:
    """A case with something of everything."""
    case_id = desk.submitted(account=[OWN])
    write_to_section(db, desk.applicant(), case_id, "いつ頃になりますか")
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("来週です"))
    note_on_case(db, desk.cast.sato, case_id, Writing(SECRET))
    asked = CorrectionAsked(marks={"new": "番地まで"}, revision=desk.case(case_id).case.revision)
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked)
    return case_id


def paper_of(db: Db, desk: Desk, case_id: ApplicationId, extent: Extent) -> str:
    found = take_out(db, desk.cast.sato, desk.box, case_id, extent, "paper")
    return msgspec.json.encode(dossier_paper(found, "ja")).decode()


def test_what_is_for_the_applicant_holds_nothing_of_the_sections(db: Db, desk: Desk, case_id: ApplicationId) -> None:
    for told in (paper_of(db, desk, case_id, "applicant"), data_text(db, desk.cast.sato, desk, case_id, "applicant")):
        assert "来週です" in told
        assert OWN in told, "what needs care is the applicant's own"
        assert "番地まで" in told
        assert SECRET not in told
        assert NAME not in told
    everything = paper_of(db, desk, case_id, "everything")
    assert SECRET in everything
    assert NAME in everything


def data_text(db: Db, viewer: Viewer, desk: Desk, case_id: ApplicationId, extent: Extent) -> str:
    return take_out_data(db, viewer, desk.box, case_id, extent).decode()


def test_the_data_prove_themselves(db: Db, desk: Desk, case_id: ApplicationId) -> None:
    data = msgspec.json.decode(data_text(db, desk.cast.sato, desk, case_id, "everything"))
    assert data["format"] == "kairan.case/1"
    assert data["entries"][-1]["kind"] == "case.disclosed"
    before = "00" * 32
    for number, one in enumerate(data["entries"], 1):
        assert (one["seq"], one["before"]) == (number, before)
        body_digest = hashlib.sha256(bytes.fromhex(one["salt"]) + one["body"].encode()).hexdigest()
        assert one["body_digest"] == body_digest
        head = (one["stream"], one["seq"], one["kind"], one["at"], one["by"])
        before = digest_of_entry(bytes.fromhex(one["before"]), *head, bytes.fromhex(body_digest)).hex()
        assert one["digest"] == before
    partly = msgspec.json.decode(data_text(db, desk.cast.sato, desk, case_id, "applicant"))["entries"]
    assert [one["digest"] for one in partly][: len(data["entries"])] == [one["digest"] for one in data["entries"]]
    withheld = [one for one in partly if one.get("is_withheld")]
    assert withheld
    assert all(set(one) == {"seq", "before", "digest", "is_withheld"} for one in withheld)


def test_who_works_on_it_alone_takes_it_out_and_each_time_is_on_record(
    db: Db, desk: Desk, case_id: ApplicationId
) -> None:
    with pytest.raises(ApplicationNotFound):
        data_text(db, desk.cast.tanaka, desk, case_id, "applicant")
    reader = RightHeld(desk.cast.tanaka.member_id, is_department=False, rights=["answers"])
    everything = RightHeld(desk.cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, desk.cast.sato, desk.form_id, RightsChange(rights=[reader, everything]))
    with pytest.raises(CaseWorkNeeded):
        data_text(db, desk.cast.tanaka, desk, case_id, "applicant")
    data_text(db, desk.cast.sato, desk, case_id, "applicant")
    assert [one.kind for one in desk.case(case_id).history].count("case.disclosed") == 1
    assert desk.case(case_id).history[-1].is_public is False
