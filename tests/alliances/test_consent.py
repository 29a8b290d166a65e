"""Bodies come into an alliance and go, each by its own decision; on record with both, and the tables tell the same."""

import contextlib
import random

import msgspec
import pytest

from kairan.alliances.consent import invitable_bodies
from kairan.alliances.entries import BodyMoved
from kairan.alliances.founding import (
    change_alliance,
    end_alliance,
    found_alliance,
    offer_alliance,
    take_alliance_over,
)
from kairan.alliances.model import (
    AllianceChange,
    AllianceOffer,
    NewAlliance,
    alliance_stream,
)
from kairan.alliances.participation import sends
from kairan.alliances.problems import (
    AllianceActNotAllowed,
    AllianceBodyUnknown,
    AllianceChangedMeanwhile,
    AllianceDeciderNeeded,
    AllianceHeirUnfit,
    AllianceHostNeeded,
    AllianceHostStays,
    AllianceNotFound,
    AllianceOver,
    AllianceReasonNeeded,
    AllianceTermsChanged,
    AllianceTermsNeeded,
)
from kairan.alliances.queries import alliance, alliances
from kairan.alliances.states import ACTS, Standing
from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import organization_stream
from kairan.talk.alliance_problems import AllianceRoomStays
from kairan.talk.cards import members_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.rooms import unarchive_room
from tests.alliances.conftest import EVERYBODY, TERMS, Region, act, join, room, send, state_of
from tests.cast import NO_SUCH_ID, say


def folded(db: Db, region: Region) -> dict[str, Standing]:
    """Fold where each body stands from the entries of the alliance."""
    found = {str(region.prefecture): Standing("joined", 1)}
    for entry in entries_after(db, alliance_stream(region.alliance), 0, 1_000):
        if entry.kind == BodyMoved.kind:
            moved = msgspec.json.decode(entry.body, type=BodyMoved)
            assert found.get(moved.body_id, Standing()).state == moved.was
            found[moved.body_id] = Standing(moved.becomes, moved.accepted)
    return found


def fetched(db: Db, region: Region) -> dict[str, Standing]:
    bodies = alliance(db, region.governor, region.alliance).bodies
    return {str(one.body_id): Standing(one.state, one.accepted) for one in bodies}


def test_a_body_is_invited_accepts_and_is_on_record_with_both(db: Db, region: Region) -> None:
    act(db, region, region.governor, region.city, "invite")
    assert state_of(db, region, region.city) == "invited"
    assert [one.name for one in invitable_bodies(db, region.governor, region.alliance).bodies] == ["みどり町"]
    act(db, region, region.mayor, region.city, "accept")
    seen = alliance(db, region.mayor, region.alliance)
    assert (seen.card.state, seen.card.host, seen.terms) == ("joined", "みさき県", TERMS)
    assert {one.name for one in seen.bodies} == {"みさき県", "あおば市"}
    for body in (region.prefecture, region.city):
        told = [entry.kind for entry in entries_after(db, organization_stream(body), 0, 1_000)]
        assert told.count(BodyMoved.kind) == 2
    assert folded(db, region) == fetched(db, region)


def test_a_body_asks_and_the_host_decides(db: Db, region: Region) -> None:
    act(db, region, region.reeve, region.town, "ask")
    act(db, region, region.governor, region.town, "refuse")
    assert state_of(db, region, region.town) == "none"
    act(db, region, region.reeve, region.town, "ask")
    act(db, region, region.governor, region.town, "invite")  # crossed: both want it
    assert state_of(db, region, region.town) == "joined"
    assert folded(db, region) == fetched(db, region)


def test_each_side_decides_for_itself_alone(db: Db, region: Region) -> None:
    act(db, region, region.governor, region.city, "invite")
    for who in (region.governor, region.reeve):
        with pytest.raises(AllianceActNotAllowed):
            act(db, region, who, region.city, "accept")
    with pytest.raises(AllianceHostNeeded):
        act(db, region, region.mayor, region.town, "invite")
    with pytest.raises(AllianceNotFound):  # a clerk who takes part in nothing knows of nothing
        act(db, region, region.sato, region.city, "accept")
    join(db, region, region.town, region.reeve)
    send(db, region, region.reeve, EVERYBODY)
    with pytest.raises(AllianceDeciderNeeded):
        act(db, region, region.tonari, region.town, "leave")
    with pytest.raises(AllianceDeciderNeeded):
        found_alliance(db, region.sato, NewAlliance(name="勝手な連携", terms=TERMS))
    with pytest.raises(AllianceBodyUnknown):
        act(db, region, region.governor, OrganizationId(NO_SUCH_ID), "invite")
    with pytest.raises(AllianceTermsNeeded):
        found_alliance(db, region.mayor, NewAlliance(name="約束なし", terms=" \n"))


def test_twice_and_meanwhile(db: Db, region: Region) -> None:
    join(db, region, region.city, region.mayor)
    with pytest.raises(AllianceActNotAllowed):
        act(db, region, region.mayor, region.city, "accept")
    change_alliance(db, region.governor, region.alliance, AllianceChange(revision=1, name="県と市町の連携"))
    with pytest.raises(AllianceChangedMeanwhile):
        change_alliance(db, region.governor, region.alliance, AllianceChange(revision=1, name="別の名"))
    with pytest.raises(AllianceHostNeeded):
        change_alliance(db, region.mayor, region.alliance, AllianceChange(revision=2, name="乗っ取り"))


def test_new_terms_are_shown_before_they_are_accepted(db: Db, region: Region) -> None:
    join(db, region, region.city, region.mayor)
    act(db, region, region.reeve, region.town, "ask")
    change_alliance(db, region.governor, region.alliance, AllianceChange(revision=1, terms="新しい約束"))
    with pytest.raises(AllianceTermsChanged):
        act(db, region, region.governor, region.town, "admit")
    with pytest.raises(AllianceTermsChanged):
        act(db, region, region.reeve, region.town, "accept_terms", terms=1)
    own = next(one for one in alliance(db, region.mayor, region.alliance).bodies if one.body_id == region.city)
    assert (own.accepted, "accept_terms" in own.acts) == (1, True)  # it stays, and is asked
    for who, body in ((region.mayor, region.city), (region.reeve, region.town)):
        act(db, region, who, body, "accept_terms", terms=2)
    act(db, region, region.governor, region.town, "admit")
    assert state_of(db, region, region.town) == "joined"


def test_an_expelled_body_comes_back_only_by_invitation_and_a_reason_is_told(db: Db, region: Region) -> None:
    join(db, region, region.city, region.mayor)
    with pytest.raises(AllianceReasonNeeded):
        act(db, region, region.governor, region.city, "expel", reason=" ")
    act(db, region, region.governor, region.city, "expel", reason="個人情報を書いたため")
    seen = alliance(db, region.mayor, region.alliance)
    assert [(one.state, one.reason) for one in seen.bodies] == [("expelled", "個人情報を書いたため")]
    with pytest.raises(AllianceActNotAllowed):
        act(db, region, region.mayor, region.city, "ask")
    join(db, region, region.city, region.mayor)
    assert folded(db, region)[str(region.city)] == Standing("joined", 1)


def test_the_host_hands_over_by_consent_before_it_goes(db: Db, region: Region) -> None:
    join(db, region, region.city, region.mayor)
    send(db, region, region.mayor, EVERYBODY)
    theirs = room(db, region, region.sato)
    with pytest.raises(AllianceHostStays):
        act(db, region, region.governor, region.prefecture, "leave")
    with pytest.raises(AllianceHeirUnfit):
        offer_alliance(db, region.governor, region.alliance, AllianceOffer(body_id=region.town))
    with pytest.raises(AllianceHeirUnfit):
        take_alliance_over(db, region.mayor, region.alliance)
    offer_alliance(db, region.governor, region.alliance, AllianceOffer(body_id=region.city))
    take_alliance_over(db, region.mayor, region.alliance)
    assert alliance(db, region.mayor, region.alliance).may_run
    act(db, region, region.governor, region.prefecture, "leave")
    assert alliance(db, region.mayor, region.alliance).card.host == "あおば市"
    say(db, region.sato, theirs, "幹事が替わりました")


def test_what_has_ended_is_read_and_nothing_else(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)
    say(db, all_in.sato, here, "最後の話")
    end_alliance(db, all_in.governor, all_in.alliance)
    assert alliances(db, all_in.mayor).alliances[0].ended_at is not None
    for attempt in (
        lambda: act(db, all_in, all_in.mayor, all_in.city, "leave"),
        lambda: room(db, all_in, all_in.sato),
        lambda: end_alliance(db, all_in.governor, all_in.alliance),
    ):
        with pytest.raises(AllianceOver):
            attempt()
    assert readable_span(db, all_in.tonari, f"room:{here}") is not None
    with pytest.raises(AllianceRoomStays):
        unarchive_room(db, all_in.sato, here)


def test_only_who_belongs_to_it_reads_of_it(db: Db, region: Region) -> None:
    stream = alliance_stream(region.alliance)
    assert readable_span(db, region.governor, stream) is not None
    assert readable_span(db, region.mayor, stream) is None
    join(db, region, region.city, region.mayor)
    assert readable_span(db, region.mayor, stream) is not None
    assert readable_span(db, region.office.auditor, stream) is not None
    for outsider in (region.sato, region.reeve, region.office.cast.guest):
        assert readable_span(db, outsider, stream) is None
    assert alliances(db, region.sato).alliances == []
    # A listed alliance is found by who decides for a body, with its terms, and without its bodies.
    seen = alliance(db, region.reeve, region.alliance)
    assert [(one.body_id, one.state, one.acts) for one in seen.bodies] == [(region.town, "none", ["ask"])]
    assert (seen.card.people, seen.card.rooms, seen.own) == (0, 0, None)
    change_alliance(db, region.governor, region.alliance, AllianceChange(revision=1, is_listed=False))
    with pytest.raises(AllianceNotFound):
        alliance(db, region.reeve, region.alliance)
    act(db, region, region.mayor, region.city, "leave")
    assert readable_span(db, region.mayor, stream) is None


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_rooms_are_only_people_whom_a_joined_body_sends(db: Db, all_in: Region, seed: int) -> None:
    """A random walk over both sides' acts: the record tells where bodies stand, and nobody stays in a room without."""
    chance = random.Random(seed)
    here = room(db, all_in, all_in.kondo, all_in.sato, all_in.tonari)
    deciders = {all_in.city: all_in.mayor, all_in.town: all_in.reeve}
    for _ in range(40):
        body = chance.choice(list(deciders))
        who = chance.choice([deciders[body], all_in.governor])
        with contextlib.suppress(AllianceActNotAllowed, AllianceHostNeeded, AllianceBodyUnknown):
            act(db, all_in, who, body, chance.choice(ACTS))
        if chance.random() < 0.3 and state_of(db, all_in, body) == "joined":
            send(db, all_in, deciders[body], *chance.choice([(), (EVERYBODY,)]))
        inside = {one.person.id for one in members_of(db, all_in.kondo, here)}
        assert all(sends(db, all_in.alliance, MemberId(one)) for one in inside)
        assert folded(db, all_in) == fetched(db, all_in)
    assert fold_room(db, here) == fetch_room(db, here)
