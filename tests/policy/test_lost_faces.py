"""A lost setting opens nothing: at an entrance nobody decided about, the strictest of what was decided holds."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.evidence import gather
from kairan.administration.sign_in import Bounds, change_rules
from kairan.core.edge.authentication import SessionRules
from kairan.core.edge.problems import AddressRefused
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, OrganizationId, Viewer
from kairan.devices.actions import change_rules as change_device_rules
from kairan.installation.own import own_body
from kairan.policy import may
from kairan.policy.actions import Standing, forget_face, policy_at, preview, set_policy
from kairan.policy.lost_faces import adopt_faces, bodies_with_lost_faces
from kairan.policy.model import ACTS, Elsewhere, Policy, Position, policy_table
from kairan.policy.presets import presets_for
from kairan.policy.problems import FacePresent, FaceUnknown
from kairan.policy.queries import faces_known, policy_of
from kairan.policy.simulating import Supposed, simulate
from kairan.selfaudit.settings import POLICY_WRONG
from kairan.selfaudit.whole import state_faults
from kairan.sessions.actions import open_session
from kairan.sessions.browsers import device_rules
from kairan.sessions.device_model import Demanded, DeviceRules
from kairan.sessions.queries import viewer_of
from kairan.sessions.rules import FactorRule, SignInRules, demanded, rules_of
from tests.administration.conftest import Office
from tests.policy.conftest import rule

TWO, LOST = ("internet", "lgwan"), ("single",)
SINGLE = Entrance("single", "pc")


def separated(db: Db, office: Office) -> Policy:
    """Set 三層分離 while both faces are there."""
    (rules,) = (preset.rules for preset in presets_for(TWO) if preset.name == "separation")
    by = msgspec.structs.replace(office.yoshida, face="lgwan")
    set_policy(db, by, Policy(rules=rules, networks={"lgwan": ["10.0.0.0/8"]}), Standing(TWO, "10.1.1.1"))
    return policy_of(db, office.cast.city)


def arrived(db: Db, viewer: Viewer, entrance: Entrance = SINGLE, address: str = "10.1.1.1") -> Viewer:
    """Come in as the door lets somebody in."""
    token = open_session(db, viewer.member_id, entrance, SessionRules(), address)
    guarded = viewer_of(db, token, entrance.face)
    assert guarded is not None
    return guarded.viewer


def test_a_lost_setting_opens_neither_the_console_nor_a_download_nor_class_three(db: Db, office: Office) -> None:
    separated(db, office)
    lost = arrived(db, office.yoshida)
    assert not lost.roles
    assert not may(lost, "administer")
    assert not may(lost, "download")
    assert may(lost, "read", 2)
    assert not may(lost, "read", 3)
    assert lost.rules.screen.watermark
    there = arrived(db, office.yoshida, Entrance("lgwan", "pc"))
    assert all(may(there, act, 3) for act in ACTS)


def test_from_where_no_entrance_lets_anybody_in_nobody_comes_in_at_a_new_one(db: Db, office: Office) -> None:
    separated(db, office)
    with pytest.raises(AddressRefused):
        arrived(db, office.yoshida, address="203.0.113.9")
    token = open_session(db, office.yoshida.member_id, SINGLE, SessionRules())
    guarded = viewer_of(db, token, "single")
    assert guarded is not None
    assert [str(one) for one in guarded.networks] == ["10.0.0.0/8"]


def test_the_page_of_evidence_says_what_holds_and_what_was_lost(db: Db, office: Office) -> None:
    separated(db, office)
    facts = {
        fact.ja: fact.value
        for section in gather(db, office.auditor, SessionRules(), LOST).sections
        for fact in section.facts
    }
    assert facts["一致するひな形"] == "なし（団体で設定）"
    (told,) = (value for name, value in facts.items() if name.startswith("今の設定にない入口"))
    assert "インターネット側" in told
    assert not any(name.startswith("インターネット側・") for name in facts)
    assert "管理の操作: 不可" in facts["すべての接続・PC・職員"]
    both = gather(db, office.auditor, SessionRules(), TWO)
    assert "三層分離（αモデル）" in [fact.value for section in both.sections for fact in section.facts]


def test_the_console_and_the_page_show_what_holds_until_it_is_decided(db: Db, office: Office) -> None:
    before = separated(db, office)
    here = Standing(LOST, "10.1.1.1")
    shown = policy_at(db, office.cast.city, LOST)
    assert shown.rule_at(Position("single", "pc", "staff")).upto["read"] == 2
    assert shown.networks["single"] == ["10.0.0.0/8"]
    assert "faces_lost" in own_body(db, office.yoshida, 1, LOST).notices
    assert "faces_lost" not in own_body(db, office.yoshida, 1, TWO).notices
    assert bodies_with_lost_faces(db, LOST) == {office.cast.city: ["internet", "lgwan"]}
    opened = msgspec.structs.replace(shown, rules=[one for one in shown.rules if one.face != "single"])
    changes = preview(db, office.yoshida, opened, here)
    assert next((one.what, one.before, one.after) for one in changes) == (
        "faces", "internet, lgwan", "internet, lgwan, single"
    )  # fmt: skip
    set_policy(db, office.yoshida, opened, here)
    assert policy_of(db, office.cast.city).revision == before.revision + 1
    assert all(may(arrived(db, office.yoshida), act, 3) for act in ACTS)  # decided by somebody, and on record


def test_what_holds_can_be_kept_as_it_is_and_that_is_a_decision_too(db: Db, office: Office) -> None:
    set_policy(db, office.yoshida, Policy(rules=[rule("internet", download=0)]), Standing(TWO))
    shown = policy_at(db, office.cast.city, LOST)
    assert set_policy(db, office.yoshida, shown, Standing(LOST)) is not None
    assert faces_known(db, office.cast.city) == ("internet", "single")
    assert set_policy(db, office.yoshida, policy_at(db, office.cast.city, LOST), Standing(LOST)) is None
    assert not may(arrived(db, office.cast.sato), "download")


def test_an_entrance_that_was_given_up_is_forgotten_on_record(db: Db, office: Office) -> None:
    set_policy(db, office.yoshida, Policy(rules=[rule("internet", download=0)]), Standing(TWO))
    with pytest.raises(FacePresent):
        forget_face(db, office.yoshida, "internet", Standing(TWO))
    with pytest.raises(FaceUnknown):
        forget_face(db, office.yoshida, "moon", Standing(TWO))
    assert forget_face(db, office.yoshida, "internet", Standing(("lgwan",))) is not None
    assert bodies_with_lost_faces(db, ("lgwan",)) == {}
    assert policy_of(db, office.cast.city).rules == []


def test_the_simulation_asks_the_same_question(db: Db, office: Office) -> None:
    separated(db, office)
    supposed = Supposed(member_id=office.cast.sato.member_id, face="single", device="pc", room_class=3)
    answers = {one.act: one.allowed for one in simulate(db, office.yoshida, supposed).answers}
    assert not answers["read"]
    assert not answers["download"]


def test_a_policy_from_before_this_was_kept_knows_the_entrances_of_the_next_start(db: Db, office: Office) -> None:
    separated(db, office)
    old = update(policy_table).values(elsewhere=None)
    for present, known in ((TWO, TWO), (LOST, TWO), ((*TWO, "new"), (*TWO, "new"))):
        db.execute(old)
        adopt_faces(db, present)
        assert faces_known(db, office.cast.city) == tuple(sorted(known)), present


def test_a_second_factor_and_approved_devices_are_demanded_at_an_unknown_entrance_too(db: Db, office: Office) -> None:
    wanted = SignInRules(factors=[FactorRule(whom="administrator", face="internet", demand="any")], grace_days=0)
    change_rules(db, office.yoshida, wanted, Bounds.of(SessionRules(), TWO))
    rules = rules_of(db, office.cast.city)
    demands = {face: demanded(rules, "staff", ["administrator"], face, 0).demand for face in (*TWO, "single")}
    assert demands == {"internet": "any", "lgwan": "none", "single": "any"}
    change_device_rules(db, office.yoshida, DeviceRules(demanded=[Demanded("internet", "phone")]), TWO)
    kept = device_rules(db, OrganizationId(office.cast.city))
    assert [kept.asks(face, "phone") for face in (*TWO, "single")] == [True, False, True]
    assert not kept.asks("single", "pc")


def test_the_record_alone_tells_what_was_set_for_an_entrance_that_came_later(db: Db, office: Office) -> None:
    """Taking over what holds there is one line in the entry, and as much in the tables."""
    set_policy(db, office.yoshida, Policy(rules=[rule("internet", download=0)]), Standing(TWO))
    shown = policy_at(db, office.cast.city, LOST)
    set_policy(db, office.yoshida, shown, Standing(LOST))
    assert policy_of(db, office.cast.city).rule_at(Position("single", "pc", "staff")).upto == {"download": 0}
    assert POLICY_WRONG not in [fault.what for fault in state_faults(db)]
    opened = msgspec.json.encode(Elsewhere(faces=("internet", "single"))).decode()
    db.execute(update(policy_table).values(elsewhere=opened))
    assert POLICY_WRONG in [fault.what for fault in state_faults(db)]


def test_open_sessions_at_an_unknown_entrance_count_as_phones_like_those_where_phones_are_asked(
    db: Db, office: Office
) -> None:
    desks = [open_session(db, office.cast.sato.member_id, Entrance(face, "pc")) for face in (*TWO, "single")]
    change_device_rules(db, office.yoshida, DeviceRules(demanded=[Demanded("internet", "phone")]), TWO)
    seen = [viewer_of(db, desk, face) for desk, face in zip(desks, (*TWO, "single"), strict=True)]
    assert [one and one.viewer.device for one in seen] == ["phone", "pc", "phone"]
