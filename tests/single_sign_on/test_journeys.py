"""A way back is good once, and a flood of ways out locks nobody out."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, insert, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.openid.flow import digest
from kairan.core.viewer import OrganizationId
from kairan.single_sign_on.actions import begin_journey, end_journey
from kairan.single_sign_on.model import JOURNEY_MS, JOURNEYS_EVICTED, JOURNEYS_MOST, Connection, Terms, journey_table
from kairan.single_sign_on.problems import JourneyOver
from tests.cast import assemble

BACK = "https://chat.aoba.example/sign-in/callback"
_j = journey_table.c


def connection_for(city: str) -> Connection:
    return Connection(
        organization_id=OrganizationId(city), enabled=True, terms=Terms(), secret=None, key=None, public_key=None
    )


def flood(db: Db, city: str, count: int, started_at: int) -> None:
    def rows() -> Iterator[dict[str, object]]:
        for one in range(count):
            yield {
                "state_digest": digest(f"{started_at} {one}"),
                "browser_digest": digest("flood"),
                "organization_id": city,
                "nonce": "n",
                "verifier": "v",
                "redirect_uri": BACK,
                "started_at": started_at,
                "used_at": None,
            }

    db.execute(insert(journey_table), list(rows()))


def count(db: Db, city: str) -> int:
    return int(db.scalar(select(func.count()).where(_j.organization_id == city)))


def test_who_sets_out_in_a_flood_comes_back(db: Db) -> None:
    cast = assemble(db)
    connection = connection_for(cast.city)
    flood(db, cast.city, JOURNEYS_MOST, now_ms() - 60_000)
    state = begin_journey(db, connection, "browser", BACK).state
    assert count(db, cast.city) == JOURNEYS_MOST - JOURNEYS_EVICTED + 1
    for _ in range(JOURNEYS_EVICTED + 1):
        begin_journey(db, connection, "another", BACK)
    assert count(db, cast.city) <= JOURNEYS_MOST
    assert end_journey(db, state, "browser").is_replay is False
    assert end_journey(db, state, "browser").is_replay is True


def test_the_oldest_go_first_and_those_that_were_used_before_them(db: Db) -> None:
    cast = assemble(db)
    connection = connection_for(cast.city)
    used = begin_journey(db, connection, "browser", BACK).state
    end_journey(db, used, "browser")
    fresh = begin_journey(db, connection, "browser", BACK).state
    oldest = now_ms() - JOURNEY_MS + 60_000
    flood(db, cast.city, JOURNEYS_MOST - 2, oldest)
    begin_journey(db, connection, "browser", BACK)
    with pytest.raises(JourneyOver):
        end_journey(db, used, "browser")  # gone, and good for nothing still
    assert end_journey(db, fresh, "browser").is_replay is False
    left = select(func.count()).where(_j.organization_id == cast.city, _j.started_at == oldest)
    assert db.scalar(left) == JOURNEYS_MOST - 2 - (JOURNEYS_EVICTED - 1)


def test_a_flood_of_one_body_is_not_another_ones(db: Db) -> None:
    cast = assemble(db)
    town = connection_for(cast.neighbour.organization_id)
    state = begin_journey(db, town, "browser", BACK).state
    flood(db, cast.city, JOURNEYS_MOST, now_ms())
    begin_journey(db, connection_for(cast.city), "browser", BACK)
    assert end_journey(db, state, "browser").is_replay is False
