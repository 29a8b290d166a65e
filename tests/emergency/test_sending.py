"""Sending: to whom it goes, what is refused, and that it is told again until it has come."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.emergency.broadcasts.audience import addressable
from kairan.emergency.broadcasts.finding import broadcast_stream
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.model import (
    BroadcastAudience,
    BroadcastDraft,
    BroadcastQuestions,
    BroadcastWanted,
    NewBroadcast,
    broadcast_table,
)
from kairan.emergency.broadcasts.plan import URGENT, PlanRound
from kairan.emergency.broadcasts.problems import (
    AddresseeUnknown,
    BroadcastChoices,
    BroadcastNotFound,
    BroadcastOver,
    BroadcastPlanUnfit,
    BroadcastToldJustNow,
    BroadcastToNobody,
    BroadcastTooLong,
    BroadcastUntitled,
)
from kairan.emergency.broadcasts.queries import broadcast_view, broadcasts, own_broadcasts
from kairan.emergency.broadcasts.reaching import confirm
from kairan.emergency.broadcasts.sending import end_broadcast, preview, repeat_now, send_broadcast
from kairan.people import create_department, member_stream, member_table, organization_stream, post_table
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.cast import NO_SUCH_ID, person
from tests.emergency.conftest import Headquarters, leading

NO_LETTERS = LettersGo(url="", is_mailed=False)

NOW = [PlanRound(after_min=0, ways=["app", "push"])]


def told(db: Db, stream: str, kind: str) -> list[Any]:
    return [msgspec.json.decode(one.body) for one in entries_after(db, stream, 0, 1_000) if one.kind == kind]


def test_everybody_of_the_body_has_it_and_nobody_else(db: Db, headquarters: Headquarters, office: Office) -> None:
    cast = office.cast
    broadcast_id = headquarters.send(title="庁舎を確認中です")
    for viewer in (cast.sato, cast.stranger, office.auditor, headquarters.lead):
        (one,) = own_broadcasts(db, viewer).broadcasts
        assert (one.id, one.step, one.is_done, one.by) == (broadcast_id, "stored", False, "吉田 恵")
        assert [entry["title"] for entry in told(db, member_stream(viewer.member_id), "broadcasts.changed")] == [
            "庁舎を確認中です"
        ]
    for viewer in (cast.guest, cast.neighbour, office.townsman):
        assert own_broadcasts(db, viewer).broadcasts == []
    (sent,) = told(db, organization_stream(cast.city), "broadcast.sent")
    assert (sent["people"], sent["is_urgent"], sent["is_drill"]) == (6, False, False)
    view = broadcast_view(db, headquarters.lead, broadcast_id)
    assert [(one.department, one.rungs.people) for one in view.departments] == [("福祉課", 2), ("土木課", 2), ("", 2)]


def test_departments_mean_all_below_them_and_guests_only_when_named(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    section = create_department(db, None, cast.city, "高齢係", cast.welfare)
    person(db, cast.city, "shita", "下 係員", "", section)
    to = BroadcastAudience(department_ids=[cast.welfare], member_ids=[cast.tanaka.member_id], guests=True)
    seen = preview(db, headquarters.lead, BroadcastWanted(to=to, rounds=list(URGENT)), NO_LETTERS)
    assert (seen.people, seen.staff, seen.guests) == (5, 4, 1)
    assert {one.way: one.people for one in seen.ways} == {"app": 5, "push": 0, "mail": 0, "phone": 0}
    assert {(fault.round, fault.way, fault.why) for fault in seen.faults} >= {
        (0, "push", "nobody"),
        (1, "mail", "no_mail"),
    }
    broadcast_id = headquarters.send(to=to)
    assert broadcast_view(db, headquarters.lead, broadcast_id).broadcast.rungs.people == 5
    assert len(own_broadcasts(db, cast.guest).broadcasts) == 1
    assert own_broadcasts(db, cast.stranger).broadcasts == []


def test_posts_and_associations_of_guests_are_named(db: Db, headquarters: Headquarters, office: Office) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    db.execute(update(post_table).where(post_table.c.member_id == cast.sato.member_id).values(title="課長"))
    db.execute(update(member_table).where(member_table.c.id == cast.guest.member_id).values(affiliation="消防団"))
    known = addressable(db, lead)
    assert ("課長", 1) in [(one.name, one.people) for one in known.titles]
    assert [(one.name, one.people) for one in known.affiliations] == [("消防団", 1)]
    broadcast_id = headquarters.send(to=BroadcastAudience(titles=["課長"], affiliations=["消防団", "消防団"]))
    row = broadcast_view(db, lead, broadcast_id).broadcast
    assert (row.rungs.people, row.told_to.titles, row.told_to.affiliations) == (2, ["課長"], ["消防団"])
    for viewer, count in ((cast.sato, 1), (cast.guest, 1), (cast.suzuki, 0)):
        assert len(own_broadcasts(db, viewer).broadcasts) == count
    for nobody in (BroadcastAudience(titles=["町長"]), BroadcastAudience(affiliations=["よその団"])):
        with pytest.raises(BroadcastToNobody):
            headquarters.send(to=nobody)
    part = leading(cast.suzuki, cast.welfare)
    assert addressable(db, part).affiliations == []
    with pytest.raises(BroadcastToNobody):  # guests are beyond a department's lead
        headquarters.send(part, to=BroadcastAudience(affiliations=["消防団"]))
    assert addressable(db, office.townsman).affiliations == []


def test_who_leads_a_department_reaches_that_and_sees_its_part(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    sato = leading(cast.sato, cast.welfare)
    with pytest.raises(AddresseeUnknown):
        headquarters.send(sato, to=BroadcastAudience(department_ids=[cast.works]))
    own = headquarters.send(sato, to=BroadcastAudience(everybody=True, guests=True))
    assert broadcast_view(db, headquarters.lead, own).broadcast.rungs.people == 2
    whole = headquarters.send()
    view = broadcast_view(db, sato, whole)
    assert [(one.department, one.rungs.people) for one in view.departments] == [("福祉課", 2)]
    elsewhere = headquarters.send(to=BroadcastAudience(department_ids=[cast.works]))
    with pytest.raises(BroadcastNotFound):
        broadcast_view(db, sato, elsewhere)
    assert [one.id for one in broadcasts(db, sato).broadcasts] == [whole, own]


def test_sent_twice_it_is_sent_once(db: Db, headquarters: Headquarters) -> None:
    new = NewBroadcast(
        draft=BroadcastDraft(title="一度だけ", rounds=NOW), to=BroadcastAudience(everybody=True), key="the same key"
    )
    first, second = (send_broadcast(db, headquarters.lead, new) for _ in range(2))
    assert first == second
    assert db.scalar(select(func.count()).select_from(broadcast_table)) == 1


def test_what_is_urgent_is_counted_on_the_bodys_record(db: Db, headquarters: Headquarters) -> None:
    broadcast_id = headquarters.send_safety(is_drill=True)
    (urgent,) = told(db, organization_stream(headquarters.cast.city), "notifications.urgent_told")
    assert (urgent["stream"], urgent["people"]) == (broadcast_stream(broadcast_id), 6)
    assert urgent["reason"] == "【訓練】安否を回答してください"


def test_it_is_told_again_by_plan_to_whom_it_did_not_reach(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    headquarters.mail_to(cast.suzuki, "suzuki@example.jp")
    headquarters.mail_to(cast.sato, "sato@example.jp")
    broadcast_id = headquarters.send(rounds=list(URGENT), is_urgent=True)
    confirm(db, cast.sato, broadcast_id)
    assert headquarters.after(4) == []
    assert headquarters.after(5) == ["emergency.round", "emergency.tell"]
    assert len(headquarters.letters("suzuki@example.jp")) == 1
    assert headquarters.letters("sato@example.jp") == []
    changed = [len(told(db, member_stream(one.member_id), "broadcasts.changed")) for one in (cast.sato, cast.suzuki)]
    assert changed == [2, 2]  # told, and their own confirmation; told twice
    confirm(db, cast.suzuki, broadcast_id)
    assert headquarters.letters("suzuki@example.jp") == [None]  # what waits at the mail server is withdrawn
    for viewer in (cast.tanaka, cast.stranger, headquarters.lead, headquarters.office.auditor):
        confirm(db, viewer, broadcast_id)
    headquarters.after(20)
    assert headquarters.kinds(broadcast_id).count("broadcast.told") == 2  # nobody is waited for any more


def test_it_is_repeated_by_hand_but_not_by_two_at_the_same_moment(db: Db, headquarters: Headquarters) -> None:
    broadcast_id = headquarters.send()
    with pytest.raises(BroadcastToldJustNow):
        repeat_now(db, headquarters.lead, broadcast_id)
    with as_of(now_ms() + 120_000):
        repeat_now(db, headquarters.lead, broadcast_id)
        with pytest.raises(BroadcastToldJustNow):
            repeat_now(db, headquarters.lead, broadcast_id)
    assert headquarters.kinds(broadcast_id) == ["broadcast.told"] * 2


def test_ended_it_is_told_no_more_and_put_away(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    headquarters.mail_to(cast.sato, "sato@example.jp")
    broadcast_id = headquarters.send_safety()
    headquarters.after(5)
    for _ in range(2):
        end_broadcast(db, headquarters.lead, broadcast_id)
    headquarters.work()
    headquarters.after(60)
    assert headquarters.kinds(broadcast_id).count("broadcast.told") == 2
    assert headquarters.letters("sato@example.jp") == [None]
    assert own_broadcasts(db, cast.sato).broadcasts == []
    assert told(db, member_stream(cast.sato.member_id), "broadcasts.changed")[-1]["is_open"] is False
    (ended,) = told(db, organization_stream(cast.city), "broadcast.ended")
    assert (ended["people"], ended["done"]) == (6, 0)
    with pytest.raises(BroadcastOver):
        repeat_now(db, headquarters.lead, broadcast_id)


def test_only_who_was_given_the_task_sends_and_watches(db: Db, headquarters: Headquarters, office: Office) -> None:
    broadcast_id = headquarters.send()
    for viewer in (office.cast.sato, office.auditor, leading(office.cast.guest)):
        with pytest.raises(RoleNeeded):
            headquarters.send(viewer)
        with pytest.raises(RoleNeeded):
            broadcast_view(db, viewer, broadcast_id)
        with pytest.raises(RoleNeeded):
            end_broadcast(db, viewer, broadcast_id)
    with pytest.raises(BroadcastNotFound):
        broadcast_view(db, office.townsman, broadcast_id)
    stream = broadcast_stream(broadcast_id)
    readers = [bool(readable_span(db, one, stream)) for one in (headquarters.lead, office.auditor)]
    others = [readable_span(db, one, stream) for one in (office.cast.sato, office.townsman, office.cast.guest)]
    assert (readers, others) == ([True, True], [None, None, None])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"title": " \u3000"}, BroadcastUntitled),
        ({"title": "題" * 61}, BroadcastUntitled),
        ({"text": "文" * 1_001}, BroadcastTooLong),
        ({"asked": "question"}, BroadcastChoices),
        ({"asked": "question", "questions": BroadcastQuestions(choices=["はい", "はい"])}, BroadcastChoices),
        ({"rounds": [PlanRound(after_min=1, ways=["app"])]}, BroadcastPlanUnfit),
        ({"to": BroadcastAudience()}, BroadcastToNobody),
        ({"to": BroadcastAudience(member_ids=[NO_SUCH_ID])}, AddresseeUnknown),  # type: ignore[list-item]
        ({"to": BroadcastAudience(department_ids=[NO_SUCH_ID])}, AddresseeUnknown),  # type: ignore[list-item]
    ],
)
def test_what_cannot_be_sent_is_refused(
    headquarters: Headquarters, more: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        headquarters.send(**more)


def test_people_and_departments_of_another_body_cannot_be_named(headquarters: Headquarters, office: Office) -> None:
    for to in (
        BroadcastAudience(member_ids=[office.cast.neighbour.member_id]),
        BroadcastAudience(member_ids=[office.townsman.member_id]),
    ):
        with pytest.raises(AddresseeUnknown):
            headquarters.send(to=to)
    with pytest.raises(AddresseeUnknown):
        headquarters.send(office.townsman, to=BroadcastAudience(department_ids=[office.cast.welfare]))
