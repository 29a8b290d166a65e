"""Setting a body's policy: by whom, what is refused, what the record says, and taking it back."""

import msgspec
import pytest

from kairan.core.edge.authentication import SessionRules
from kairan.core.edge.problems import AddressRefused
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance
from kairan.people import organization_stream
from kairan.people.roles import NotFromHere, RoleNeeded, require_role, require_task
from kairan.policy import may
from kairan.policy.actions import Standing, preview, set_policy, undo_change
from kairan.policy.entries import PolicyChanged
from kairan.policy.model import Policy
from kairan.policy.problems import (
    FaceUnknown,
    NetworkMalformed,
    NothingToUndo,
    PolicyChangedMeanwhile,
    RefusedByPolicy,
    WouldLockOut,
)
from kairan.policy.queries import history_of, policy_of
from kairan.sessions.actions import open_session
from kairan.sessions.queries import viewer_of
from tests.administration.conftest import Office
from tests.policy.conftest import STANDING, rule, settled


def changes(db: Db, office: Office) -> list[PolicyChanged]:
    """Return what the body's record says of its policy."""
    entries = entries_after(db, organization_stream(office.cast.city), 0, 100)
    return [msgspec.json.decode(one.body, type=PolicyChanged) for one in entries if one.kind == PolicyChanged.kind]


def test_a_change_is_an_entry_with_before_and_after(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", "phone", download=0, read=2))
    settled(db, office.yoshida, rule("internet", "phone", download=1, read=2), networks={"lgwan": ["10.0.0.1/8"]})
    first, second = changes(db, office)
    assert [(one.what, one.before, one.after) for one in first.changes] == [("read", "3", "2"), ("download", "3", "0")]
    told = [(one.what, one.face, one.before, one.after) for one in second.changes]
    assert told == [("networks", "lgwan", "", "10.0.0.0/8"), ("download", "internet", "0", "1")]
    assert [past.by for past in history_of(db, office.yoshida)] == ["吉田 恵（yoshida）"] * 2


def test_setting_the_same_again_leaves_no_entry(db: Db, office: Office) -> None:
    policy = settled(db, office.yoshida, rule("internet", download=0))
    assert set_policy(db, office.yoshida, policy, STANDING) is None
    assert len(changes(db, office)) == 1


def test_two_administrators_do_not_overwrite_each_other(db: Db, office: Office) -> None:
    read = policy_of(db, office.cast.city)
    settled(db, office.yoshida, rule("internet", download=0))
    with pytest.raises(PolicyChangedMeanwhile):
        set_policy(db, office.yoshida, msgspec.structs.replace(read, default_class=3), STANDING)
    assert policy_of(db, office.cast.city).default_class == 2


def test_only_who_has_the_task_sets_it(db: Db, office: Office) -> None:
    for who in (office.cast.sato, office.auditor, office.cast.guest):
        for act in (set_policy, preview):
            with pytest.raises(RoleNeeded):
                act(db, who, Policy(), STANDING)
        with pytest.raises(RoleNeeded):
            undo_change(db, who, 1, STANDING)


def test_one_bodys_policy_is_not_anothers(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", download=0))
    assert policy_of(db, office.cast.neighbour.organization_id) == Policy()
    assert history_of(db, office.townsman) == []
    seq = history_of(db, office.yoshida)[0].seq
    with pytest.raises(NothingToUndo):
        undo_change(db, office.townsman, seq, STANDING)


def test_what_is_not_there_is_refused(db: Db, office: Office) -> None:
    with pytest.raises(FaceUnknown):
        settled(db, office.yoshida, rule("elsewhere", download=0))
    for network in ("10.0.0.0/33", "所内", "", "10.0.0.1; DROP"):
        with pytest.raises(NetworkMalformed):
            settled(db, office.yoshida, networks={"lgwan": [network]})
    assert changes(db, office) == []


def test_an_administrator_cannot_shut_themselves_out(db: Db, office: Office) -> None:
    for shut in (rule("single", sign_in=0), rule("single", administer=0)):
        with pytest.raises(WouldLockOut):
            settled(db, office.yoshida, shut)
    with pytest.raises(WouldLockOut):
        settled(db, office.yoshida, networks={"single": ["10.0.0.0/8"]})
    settled(db, office.yoshida, networks={"single": ["192.0.2.0/24"], "lgwan": ["10.0.0.0/8"]})


def test_a_change_is_taken_back_and_later_ones_stay(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", download=0, copy=0))
    both = policy_of(db, office.cast.city)
    set_policy(db, office.yoshida, msgspec.structs.replace(both, default_class=3), STANDING)
    seq = history_of(db, office.yoshida)[1].seq
    undo_change(db, office.yoshida, seq, STANDING)
    after = policy_of(db, office.cast.city)
    assert (after.rules, after.default_class) == ([], 3)
    assert history_of(db, office.yoshida)[0].undoes == seq
    with pytest.raises(NothingToUndo):
        undo_change(db, office.yoshida, seq, STANDING)


def test_what_would_change_is_told_before_and_changes_nothing(db: Db, office: Office) -> None:
    told = preview(db, office.yoshida, Policy(rules=[rule("lgwan", "phone", read=0)]), STANDING)
    assert [(one.face, one.device, one.what, one.after) for one in told] == [("lgwan", "phone", "read", "0")]
    assert policy_of(db, office.cast.city) == Policy()


def test_the_rules_of_a_face_that_is_gone_are_kept(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", download=0))
    policy = policy_of(db, office.cast.city)
    set_policy(db, office.yoshida, msgspec.structs.replace(policy, rules=[], default_class=3), Standing(("single",)))
    assert policy_of(db, office.cast.city).rules == policy.rules


def test_the_door_gives_the_viewer_what_holds_at_their_face(db: Db, office: Office) -> None:
    sato = office.cast.sato
    settled(db, office.yoshida, rule("internet", "phone", download=0), rule("internet", kind="guest", read=1))
    tokens = {
        (face, device): open_session(db, sato.member_id, Entrance(face=face, device=device))
        for face in ("internet", "lgwan")
        for device in ("phone", "pc")
    }
    for (face, device), token in tokens.items():
        guarded = viewer_of(db, token, face)
        assert guarded is not None
        assert may(guarded.viewer, "download", 3) is ((face, device) != ("internet", "phone"))


def test_a_session_is_good_only_at_its_own_face(db: Db, office: Office) -> None:
    token = open_session(db, office.cast.sato.member_id, Entrance(face="internet", device="pc"))
    assert viewer_of(db, token, "internet") is not None
    assert viewer_of(db, token, "lgwan") is None


def test_whom_policy_keeps_out_cannot_come_in_and_is_out_at_once(db: Db, office: Office) -> None:
    sato, here = office.cast.sato, Entrance(face="internet", device="phone")
    token = open_session(db, sato.member_id, here)
    settled(db, office.yoshida, rule("internet", "phone", sign_in=0))
    assert viewer_of(db, token, "internet") is None
    with pytest.raises(RefusedByPolicy):
        open_session(db, sato.member_id, here)


def test_a_face_may_be_opened_to_some_networks_only(db: Db, office: Office) -> None:
    sato, here = office.cast.sato, Entrance(face="internet", device="pc")
    settled(db, office.yoshida, networks={"internet": ["198.51.100.0/24"]})
    with pytest.raises(AddressRefused):
        open_session(db, sato.member_id, here, SessionRules(), "203.0.113.5")
    token = open_session(db, sato.member_id, here, SessionRules(), "198.51.100.5")
    guarded = viewer_of(db, token, "internet")
    assert guarded is not None
    assert list(map(str, guarded.networks)) == ["198.51.100.0/24"]


def test_where_administering_is_refused_there_are_no_roles(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", administer=0))
    for face, roles in (("internet", set()), ("lgwan", {"administrator"})):
        token = open_session(db, office.yoshida.member_id, Entrance(face=face, device="pc"))
        guarded = viewer_of(db, token, face)
        assert guarded is not None
        assert guarded.viewer.roles == roles


def test_emergencies_are_led_also_where_administering_is_refused(db: Db, office: Office) -> None:
    """Whoever leads in a disaster may have nothing but a phone; every other task stays where it may be done."""
    settled(db, office.yoshida, rule("internet", administer=0))
    token = open_session(db, office.yoshida.member_id, Entrance(face="internet", device="pc"))
    guarded = viewer_of(db, token, "internet")
    assert guarded is not None
    assert guarded.viewer.delegated == {Delegated("emergency")}
    require_task(guarded.viewer, "emergency")


def test_who_may_not_administer_from_here_is_told_so_and_not_that_the_power_is_missing(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", administer=0))
    here = Entrance(face="internet", device="pc")
    for member, refusal in (
        (office.yoshida, NotFromHere),
        (office.auditor, NotFromHere),
        (office.cast.sato, RoleNeeded),
    ):
        guarded = viewer_of(db, open_session(db, member.member_id, here), "internet")
        assert guarded is not None
        with pytest.raises(refusal):
            require_task(guarded.viewer, "people")
        with pytest.raises(refusal):
            require_role(guarded.viewer, "administrator", "auditor")
