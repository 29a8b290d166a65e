"""What is rare and has its rule: two bodies of one name, a host that is gone, terms that were; who answers often."""

import pytest
from sqlalchemy import update

from kairan.alliances.consent import invitable_bodies
from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.founding import change_alliance, offer_alliance, take_alliance_over
from kairan.alliances.model import AllianceChange, AllianceOffer
from kairan.alliances.people import people_of_alliance
from kairan.alliances.problems import AllianceHeirUnfit, AllianceNotFound
from kairan.alliances.queries import alliance
from kairan.alliances.question_model import QuestionChange
from kairan.alliances.questions import questions_of, settle_question
from kairan.alliances.readers import readers_by_body
from kairan.alliances.terms import terms_versions
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.people import create_organization, organization_table
from kairan.talk.access import require_room
from kairan.talk.cards import card_of
from tests.administration.conftest import with_role
from tests.alliances.conftest import EVERYBODY, TERMS, Region, act, join, room, send
from tests.cast import person, say


def test_two_bodies_of_one_name_are_told_apart_wherever_they_stand_side_by_side(db: Db, all_in: Region) -> None:
    two = [create_organization(db, None, "府中市", "municipality", code) for code in ("132063", "342084")]
    found = invitable_bodies(db, all_in.governor, all_in.alliance, "府中").bodies
    assert [(one.name, one.code) for one in found] == [("府中市", "132063"), ("府中市", "342084")]
    assert [one.id for one in invitable_bodies(db, all_in.governor, all_in.alliance, "3420").bodies] == two[1:]
    clerks = []
    for number, body in enumerate(two):
        decider = with_role(db, body, f"fuchu{number}", f"府中 {number}", "administrator")
        join(db, all_in, body, decider)
        send(db, all_in, decider, EVERYBODY)
        clerks.append(person(db, body, f"clerk{number}", f"職員 {number}", "しょくいん", None))
    here = room(db, all_in, all_in.sato, *clerks, body_ids=two)
    apart = ["府中市（132063）", "府中市（342084）"]
    assert card_of(db, all_in.sato, here).organizations == apart
    (listed,) = rooms_of_alliance(db, all_in.sato, all_in.alliance).rooms
    assert [*listed.bodies, *listed.only_for] == ["あおば市", *apart, "あおば市", *apart]
    message = say(db, all_in.sato, here, "説明会は4月3日です")
    assert [one.body for one in readers_by_body(db, all_in.sato, all_in.alliance, message.id).bodies] == apart
    codes = {one.code for one in alliance(db, all_in.sato, all_in.alliance).bodies if one.name == "府中市"}
    assert codes == {"132063", "342084"}


def test_an_alliance_whose_host_is_gone_is_taken_over_by_one_of_its_bodies(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)
    act(db, all_in, all_in.reeve, all_in.town, "pause")
    with pytest.raises(AllianceHeirUnfit):
        take_alliance_over(db, all_in.mayor, all_in.alliance)  # the host is there, and has offered nothing
    assert not alliance(db, all_in.mayor, all_in.alliance).may_take_over
    gone = organization_table.c.id == all_in.prefecture
    db.execute(update(organization_table).where(gone).values(suspended_at=now_ms()))
    seen = alliance(db, all_in.mayor, all_in.alliance)
    assert (seen.is_host_gone, seen.may_take_over) == (True, True)
    assert not alliance(db, all_in.sato, all_in.alliance).may_take_over  # decides for nobody
    assert not alliance(db, all_in.reeve, all_in.alliance).may_take_over  # its body pauses
    with pytest.raises(AllianceHeirUnfit):
        take_alliance_over(db, all_in.reeve, all_in.alliance)
    take_alliance_over(db, all_in.mayor, all_in.alliance)
    assert alliance(db, all_in.mayor, all_in.alliance).may_run
    assert require_room(db, all_in.sato, here).organization_id == all_in.city
    db.execute(update(organization_table).where(gone).values(suspended_at=None))  # it comes back: as one of the bodies
    assert not alliance(db, all_in.governor, all_in.alliance).may_run
    offer_alliance(db, all_in.mayor, all_in.alliance, AllianceOffer(body_id=all_in.prefecture))
    take_alliance_over(db, all_in.governor, all_in.alliance)


def test_every_version_of_the_terms_stays_readable(db: Db, all_in: Region) -> None:
    change_alliance(db, all_in.governor, all_in.alliance, AllianceChange(revision=1, terms="あいさつは短く。"))
    for who in (all_in.mayor, all_in.sato, all_in.tonari):
        found = terms_versions(db, who, all_in.alliance).versions
        assert [(one.version, one.text) for one in found] == [(2, "あいさつは短く。"), (1, TERMS)]
    village = OrganizationId(create_organization(db, None, "とおい村", "municipality"))
    stranger = person(db, village, "murabito", "村人 一", "むらびと はじめ", None)
    with pytest.raises(AllianceNotFound):
        terms_versions(db, stranger, all_in.alliance)


def test_questions_nobody_answered_are_found_and_who_answers_often(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari, all_in.kondo, style="questions")
    asked = [say(db, all_in.sato, here, text) for text in ("押印は求めますか", "様式はありますか", "期限はいつですか")]
    for question, who in ((asked[0], all_in.tonari), (asked[1], all_in.kondo)):
        answer = say(db, who, here, "お答えします", question.id)
        change = QuestionChange(solved=question is asked[0], answer_id=answer.id if question is asked[0] else None)
        settle_question(db, all_in.sato, all_in.alliance, question.id, change)
    found = questions_of(db, all_in.tonari, all_in.alliance, state="unanswered")
    assert [one.id for one in found.questions] == [asked[2].id]
    assert (found.open, found.unanswered, found.solved) == (2, 1, 1)
    often = people_of_alliance(db, all_in.sato, all_in.alliance, order="answers")
    assert [(one.person.id, one.answers) for one in often.people] == [(all_in.tonari.member_id, 1)]
    assert (often.total, often.next) == (1, None)
