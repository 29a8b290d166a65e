"""Mutual aid: an agreement holds once all have agreed; a request is counted until it came; each body sees its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.alliances.aid.agreeing import agreements, answer_agreement, propose_agreement
from kairan.alliances.aid.asking import aid_requests, ask_for_aid, close_request, offer_aid, settle_offer
from kairan.alliances.aid.model import (
    AgreementAnswer,
    AgreementState,
    AidOfferChange,
    AidRequest,
    NewAgreement,
    NewAidOffer,
    NewAidRequest,
    Said,
    state_of,
)
from kairan.alliances.aid.problems import (
    AgreementBodyUnknown,
    AgreementNotFound,
    AgreementNotInForce,
    AgreementTextNeeded,
    AidItemNeeded,
    AidNotFound,
    AidNotYours,
    AidOver,
)
from kairan.alliances.founding import end_alliance
from kairan.alliances.problems import AllianceDeciderNeeded, AllianceNotFound, AllianceOver
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.ids import Id
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_stream
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.model import RoomId
from kairan.talk.problems import RoomNotFound
from kairan.talk.queries import Place, page_of
from tests.alliances.conftest import Region, act, room
from tests.cast import NO_SUCH_ID, room_of


def proposed(db: Db, region: Region, who: Viewer, *bodies: OrganizationId) -> Id:
    new = NewAgreement(
        title="相互応援協定", text="互いに助け合う。", contact="危機管理課 24時間", body_ids=list(bodies)
    )
    return propose_agreement(db, who, region.alliance, new)


def agree(db: Db, region: Region, who: Viewer, agreement: Id, *, agreed: bool = True) -> None:
    answer = AgreementAnswer(agreed=agreed, contact="宿直 0123")
    answer_agreement(db, who, region.alliance, agreement, answer)


def state(db: Db, region: Region, who: Viewer) -> AgreementState:
    (one,) = agreements(db, who, region.alliance).agreements
    return one.state


def ask(db: Db, region: Region, who: Viewer, key: str = "k", **more: object) -> Id:
    given = {"kind": "supplies", "item": "土のう", "quantity": 200, "unit": "袋", "client_key": key, **more}
    return ask_for_aid(db, who, region.alliance, NewAidRequest(**given))  # type: ignore[arg-type]


def offer(db: Db, region: Region, who: Viewer, request: Id, quantity: int = 120, key: str = "k") -> None:
    offer_aid(db, who, region.alliance, request, NewAidOffer(quantity=quantity, client_key=key))


def settle(db: Db, region: Region, who: Viewer, request: Id, offer_id: Id, what: str) -> None:
    change = AidOfferChange(state="received" if what == "received" else "withdrawn")
    settle_offer(db, who, region.alliance, request, offer_id, change)


def seen(db: Db, region: Region, who: Viewer) -> list[AidRequest]:
    return aid_requests(db, who, region.alliance).requests


def told(db: Db, body: OrganizationId) -> list[str]:
    kinds = [entry.kind for entry in entries_after(db, organization_stream(body), 0, 1_000)]
    return [kind for kind in kinds if kind.startswith(("alliance.agreement", "alliance.aid"))]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=6))
def test_an_agreement_holds_between_two_at_least_and_never_past_one_that_has_not_agreed(
    said: list[tuple[bool, bool]],
) -> None:
    there = [agreed for agreed, left in said if not left]
    found = state_of([Said(1 if agreed else None, left) for agreed, left in said])
    assert (found == "in_force") == (len(there) >= 2 and all(there))
    assert (found == "over") == (len(there) < 2)


def test_an_agreement_is_in_force_once_all_have_agreed_and_tells_whom_to_call(db: Db, all_in: Region) -> None:
    one = proposed(db, all_in, all_in.mayor, all_in.town, all_in.prefecture)
    assert state(db, all_in, all_in.sato) == "proposed"
    agree(db, all_in, all_in.reeve, one)
    assert state(db, all_in, all_in.tonari) == "proposed"
    agree(db, all_in, all_in.governor, one)
    agree(db, all_in, all_in.governor, one)  # again: whom to call, and no second entry
    (found,) = agreements(db, all_in.tonari, all_in.alliance).agreements
    assert found.state == "in_force"
    assert {body.name: body.contact for body in found.bodies} == {
        "みさき県": "宿直 0123", "あおば市": "危機管理課 24時間", "みどり町": "宿直 0123",
    }  # fmt: skip
    for body in (all_in.prefecture, all_in.city, all_in.town):
        assert told(db, body) == ["alliance.agreement_proposed", *["alliance.agreement_answered"] * 2]
    agree(db, all_in, all_in.governor, one, agreed=False)
    assert state(db, all_in, all_in.tonari) == "in_force"  # between the other two
    act(db, all_in, all_in.mayor, all_in.city, "leave")
    assert state(db, all_in, all_in.tonari) == "over"


def test_an_agreement_is_its_bodies_business(db: Db, all_in: Region) -> None:
    one = proposed(db, all_in, all_in.mayor, all_in.town)
    assert agreements(db, all_in.kondo, all_in.alliance).agreements == []
    with pytest.raises(AgreementNotFound):
        agree(db, all_in, all_in.governor, one)
    with pytest.raises(AllianceDeciderNeeded):
        agree(db, all_in, all_in.tonari, one)
    for bodies in ([], [all_in.city], [OrganizationId(NO_SUCH_ID)]):
        with pytest.raises(AgreementBodyUnknown):
            proposed(db, all_in, all_in.mayor, *bodies)
    with pytest.raises(AgreementTextNeeded):
        answer_agreement(db, all_in.reeve, all_in.alliance, one, AgreementAnswer(agreed=True, contact=" "))
    with pytest.raises(AllianceNotFound):
        agreements(db, all_in.office.cast.guest, all_in.alliance)


def test_a_request_is_offered_to_and_counted_until_it_came(db: Db, all_in: Region) -> None:
    request = ask(db, all_in, all_in.tonari)
    assert ask(db, all_in, all_in.tonari) == request  # the line broke: it is asked once
    for _ in range(2):
        offer(db, all_in, all_in.sato, request)
    offer(db, all_in, all_in.kondo, request, 80)
    (one,) = seen(db, all_in, all_in.kondo)
    assert (one.body, one.quantity, one.offered, one.received) == ("みどり町", 200, 200, 0)
    citys, prefectures = one.offers
    with pytest.raises(AidNotYours):
        offer(db, all_in, all_in.tonari, request, key="own")
    with pytest.raises(AidNotYours):
        settle(db, all_in, all_in.sato, request, citys.id, "received")
    with pytest.raises(AidNotYours):
        settle(db, all_in, all_in.sato, request, prefectures.id, "withdrawn")
    for _ in range(2):
        settle(db, all_in, all_in.tonari, request, citys.id, "received")
        settle(db, all_in, all_in.kondo, request, prefectures.id, "withdrawn")
    with pytest.raises(AidOver):
        settle(db, all_in, all_in.sato, request, citys.id, "withdrawn")
    (one,) = seen(db, all_in, all_in.sato)
    assert (one.offered, one.received) == (120, 120)
    with pytest.raises(AidNotYours):
        close_request(db, all_in.sato, all_in.alliance, request)
    for _ in range(2):
        close_request(db, all_in.tonari, all_in.alliance, request)
    with pytest.raises(AidOver):
        offer(db, all_in, all_in.sato, request, key="late")
    assert told(db, all_in.town) == [
        "alliance.aid_asked", "alliance.aid_offered", "alliance.aid_offered", "alliance.aid_received",
        "alliance.aid_withdrawn", "alliance.aid_closed",
    ]  # fmt: skip
    assert told(db, all_in.city) == ["alliance.aid_offered", "alliance.aid_received"]


def test_a_request_upon_an_agreement_is_for_its_bodies(db: Db, all_in: Region) -> None:
    one = proposed(db, all_in, all_in.mayor, all_in.town)
    with pytest.raises(AgreementNotInForce):
        ask(db, all_in, all_in.sato, agreement_id=one)
    agree(db, all_in, all_in.reeve, one)
    with pytest.raises(AgreementNotFound):
        ask(db, all_in, all_in.kondo, agreement_id=one)
    request = ask(db, all_in, all_in.sato, agreement_id=one)
    assert [each.agreement for each in seen(db, all_in, all_in.tonari)] == ["相互応援協定"]
    assert seen(db, all_in, all_in.kondo) == []
    with pytest.raises(AidNotFound):
        offer(db, all_in, all_in.kondo, request)
    agree(db, all_in, all_in.reeve, one, agreed=False)
    assert seen(db, all_in, all_in.tonari) == []


def test_a_request_is_told_in_a_room_of_the_alliance_at_once(db: Db, all_in: Region) -> None:
    here, own = room(db, all_in, all_in.sato, all_in.tonari), room_of(db, all_in.sato)
    ask(db, all_in, all_in.sato, room_id=here, place="役場の車庫", is_drill=True, needed_by=1_795_158_000_000)
    (message,) = page_of(db, all_in.tonari, here, Place()).messages
    assert message.text.startswith("【訓練】【応援要請】土のう 200袋\n期限: ")
    assert "場所: 役場の車庫" in message.text
    for elsewhere in (own, RoomId(NO_SUCH_ID)):
        with pytest.raises(RoomNotFound):
            ask(db, all_in, all_in.sato, "other", room_id=elsewhere)
    with pytest.raises(AidItemNeeded):
        ask(db, all_in, all_in.sato, "empty", item=" ")


def test_whoever_takes_no_part_asks_and_sees_nothing(db: Db, all_in: Region) -> None:
    ask(db, all_in, all_in.sato)
    act(db, all_in, all_in.reeve, all_in.town, "pause")
    with pytest.raises(NotSentByBody):
        seen(db, all_in, all_in.reeve)
    end_alliance(db, all_in.governor, all_in.alliance)
    with pytest.raises(AllianceOver):
        seen(db, all_in, all_in.governor)
