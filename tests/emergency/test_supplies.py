"""Supplies: asked for, on their way, arrived; between a place and its headquarters, and between allies."""

import pytest

from kairan.core.journal import readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.leading import open_incident
from kairan.emergency.incidents.model import NewIncident
from kairan.emergency.incidents.queries import Wanted, chronology
from kairan.emergency.places.actions import add_place, name_keepers
from kairan.emergency.places.model import NewPlace, PlaceId, PlaceKeepers
from kairan.emergency.places.problems import PlaceNotYours
from kairan.emergency.supplies.asking import (
    accept_offer,
    ask_supply,
    move_supply,
    offer,
    open_supply,
    send_to_ally,
    withdraw_offer,
)
from kairan.emergency.supplies.finding import supply_stream
from kairan.emergency.supplies.model import (
    MAY,
    NewOffer,
    NewSupply,
    SupplyAccepted,
    SupplyId,
    SupplyMove,
    SupplyOpening,
    SupplyRow,
    SupplyState,
)
from kairan.emergency.supplies.problems import SupplyAllianceNeeded, SupplyMeanwhile, SupplyNotFound, SupplyTooMany
from kairan.emergency.supplies.queries import supply_board
from kairan.people.roles import RoleNeeded
from tests.alliances.conftest import Region, act, join, region_of
from tests.emergency.conftest import Headquarters, leading


@pytest.fixture
def hall(db: Db, headquarters: Headquarters) -> PlaceId:
    """A shelter that 佐藤 keeps."""
    new = NewPlace(name="本町集会所", latitude=37.04, longitude=136.96, key="hall-0001")
    place_id = add_place(db, headquarters.lead, new)
    name_keepers(db, headquarters.lead, place_id, PlaceKeepers([headquarters.cast.sato.member_id]))
    return place_id


@pytest.fixture
def region(db: Db) -> Region:
    """A prefecture and its city in one alliance, and a town that was never asked into it."""
    made = region_of(db)
    join(db, made, made.city, made.mayor)
    return made


def ask(
    db: Db, by: Viewer, place_id: PlaceId | None = None, key: str = "blankets", *, is_drill: bool = False
) -> SupplyId:
    new = NewSupply(key=key, kind="goods", what="毛布", amount="50枚", place_id=place_id, is_drill=is_drill)
    return ask_supply(db, by, new)


def move(db: Db, by: Viewer, supply_id: SupplyId, state: SupplyState, revision: int) -> None:
    move_supply(db, by, supply_id, SupplyMove(state=state, revision=revision))


def seen(db: Db, by: Viewer, *, is_drill: bool = False) -> list[SupplyRow]:
    return supply_board(db, by, is_drill).supplies


def test_a_shelter_asks_the_headquarters_sends_and_the_shelter_says_that_it_arrived(
    db: Db, headquarters: Headquarters, hall: PlaceId
) -> None:
    lead, sato = headquarters.lead, headquarters.cast.sato
    incident_id = open_incident(db, lead, NewIncident(key="incident-0", name="地震", kind="earthquake"))
    supply_id = ask(db, sato, hall)
    assert ask(db, sato, hall) == supply_id
    (row,) = seen(db, sato)
    assert (row.what, row.amount, row.place, row.may) == ("毛布", "50枚", "本町集会所", ["arrived", "withdrawn"])
    with pytest.raises(SupplyMeanwhile):
        move(db, sato, supply_id, "on_way", 1)  # the headquarters' to say
    move(db, lead, supply_id, "on_way", 1)
    move(db, lead, supply_id, "on_way", 1)
    with pytest.raises(SupplyMeanwhile):
        move(db, sato, supply_id, "arrived", 1)  # somebody changed it since it was read
    move(db, sato, supply_id, "arrived", 2)
    assert seen(db, lead)[0].may == []
    texts = [one.text for one in chronology(db, lead, incident_id, Wanted()).entries or []]
    assert texts[:2] == ["毛布 50枚　到着", "毛布 50枚　要請"]


def test_who_asks_for_what_and_who_sees_it(db: Db, headquarters: Headquarters, hall: PlaceId) -> None:
    lead, cast = headquarters.lead, headquarters.cast
    with pytest.raises(PlaceNotYours):
        ask(db, cast.suzuki, hall)
    with pytest.raises(RoleNeeded):
        ask(db, cast.sato, None)
    supply_id, drill = ask(db, lead, None), ask(db, lead, hall, "in a drill", is_drill=True)
    assert seen(db, cast.sato) == []  # the headquarters' own
    assert [one.id for one in seen(db, cast.sato, is_drill=True)] == [drill]
    for viewer in (cast.suzuki, cast.guest, cast.neighbour):
        assert seen(db, viewer) + seen(db, viewer, is_drill=True) == []
        with pytest.raises(SupplyNotFound):
            move(db, viewer, supply_id, "withdrawn", 1)
        assert readable_span(db, viewer, supply_stream(supply_id)) is None


def test_a_body_waits_for_only_so_much(db: Db, headquarters: Headquarters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kairan.emergency.supplies.asking.OPEN_MOST", 1)
    supply_id = ask(db, headquarters.lead)
    with pytest.raises(SupplyTooMany):
        ask(db, headquarters.lead, None, "one more")
    move(db, headquarters.lead, supply_id, "withdrawn", 1)
    ask(db, headquarters.lead, None, "one more")


def test_an_ally_offers_is_accepted_and_sends(db: Db, region: Region) -> None:
    lead, mayor, reeve = leading(region.governor), leading(region.mayor), leading(region.reeve)
    supply_id = ask(db, mayor)
    assert supply_board(db, lead, False).elsewhere == []
    open_supply(db, mayor, supply_id, SupplyOpening(alliance_id=region.alliance))
    (one,) = supply_board(db, lead, False).elsewhere
    assert (one.what, one.asked_by, one.may, one.offers) == ("毛布", "", [], [])
    for outsider in (reeve, region.kondo):
        assert supply_board(db, outsider, False).elsewhere == []
        with pytest.raises(SupplyNotFound):
            offer(db, outsider, supply_id, NewOffer(text="外から"))
    with pytest.raises(SupplyNotFound):  # nothing was offered
        accept_offer(db, mayor, supply_id, SupplyAccepted(body_id=region.prefecture))
    offer(db, lead, supply_id, NewOffer(text="30枚、15時"))
    with pytest.raises(SupplyMeanwhile):  # nothing was accepted
        send_to_ally(db, lead, supply_id)
    for _ in range(2):
        accept_offer(db, mayor, supply_id, SupplyAccepted(body_id=region.prefecture))
    for _ in range(2):
        send_to_ally(db, lead, supply_id)
    (row,) = seen(db, mayor)
    assert (row.state, [(one.name, one.is_accepted) for one in row.offers]) == ("on_way", [("みさき県", True)])
    move(db, mayor, supply_id, "arrived", row.revision)
    assert supply_board(db, lead, False).elsewhere == []


def test_what_was_offered_may_be_withdrawn_and_an_ally_that_leaves_sees_nothing(db: Db, region: Region) -> None:
    lead, mayor, reeve = leading(region.governor), leading(region.mayor), leading(region.reeve)
    supply_id = ask(db, mayor)
    with pytest.raises(SupplyAllianceNeeded):
        open_supply(db, reeve, ask(db, reeve), SupplyOpening(alliance_id=region.alliance))
    open_supply(db, mayor, supply_id, SupplyOpening(alliance_id=region.alliance))
    offer(db, lead, supply_id, NewOffer())
    accept_offer(db, mayor, supply_id, SupplyAccepted(body_id=region.prefecture))
    withdraw_offer(db, lead, supply_id)
    (row,) = seen(db, mayor)
    assert (row.state, row.offers) == ("asked", [])
    act(db, region, region.governor, region.city, "suspend")
    assert supply_board(db, lead, False).elsewhere == []
    with pytest.raises(SupplyNotFound):
        offer(db, lead, supply_id, NewOffer())


def test_what_is_settled_stays_settled() -> None:
    assert all(not MAY[state] for state in ("arrived", "withdrawn"))
    assert all({"arrived", "withdrawn"} <= MAY[state] for state in ("asked", "accepted", "on_way"))
