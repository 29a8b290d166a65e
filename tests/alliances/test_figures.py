"""Figures between bodies: told by those that agreed alone, to whoever decides for a body, and never of few people."""

from datetime import date

import pytest
from sqlalchemy import insert

from kairan.alliances.figures import figures_of_alliance
from kairan.alliances.problems import AllianceActNotAllowed, AllianceDeciderNeeded, AllianceNotFound
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.figures.model import LEAST, figure_day_table, figure_month_table
from tests.alliances.conftest import EVERYBODY, Region, act, send
from tests.notifications.test_quiet_hours import at

NOW = at("2026-11-18 10:00")


def used(db: Db, body: OrganizationId, day: date, *, accounts: int, messages: int, active: int) -> None:
    """Let a body have used so much in two departments each half."""
    columns = {column.name: 0 for column in figure_day_table.c if column.name not in {"organization_id", "day"}}
    for department in ("", "0000000000001"):
        key = {"organization_id": body, "department_id": department, "kind": "staff"}
        row = columns | key | {"day": day.isoformat(), "accounts": accounts // 2, "messages": messages // 2}
        db.execute(insert(figure_day_table).values(row))
        month = {"month": f"{day:%Y-%m}", "active": active // 2, "phones": 0, "pcs": 0}
        db.execute(insert(figure_month_table).values(key | month))


def test_only_bodies_that_agreed_tell_their_figures_and_to_deciders_alone(db: Db, all_in: Region) -> None:
    used(db, all_in.city, date(2026, 11, 16), accounts=40, messages=200, active=30)
    used(db, all_in.city, date(2026, 10, 16), accounts=38, messages=100, active=20)
    used(db, all_in.city, date(2026, 7, 16), accounts=38, messages=100, active=20)  # too long ago
    used(db, all_in.town, date(2026, 11, 16), accounts=40, messages=60, active=30)
    with as_of(NOW):
        assert figures_of_alliance(db, all_in.governor, all_in.alliance).bodies == []
        send(db, all_in, all_in.mayor, EVERYBODY, figures=True)
        told = figures_of_alliance(db, all_in.governor, all_in.alliance)
        (city,) = told.bodies
        assert (city.name, told.silent) == ("あおば市", 2)
        assert [(one.month, one.accounts, one.active, one.messages) for one in city.months] == [
            ("2026-11", 40, 30, 200), ("2026-10", 38, 20, 100),
        ]  # fmt: skip
        with pytest.raises(AllianceDeciderNeeded):
            figures_of_alliance(db, all_in.sato, all_in.alliance)
        with pytest.raises(AllianceNotFound):
            figures_of_alliance(db, all_in.office.cast.guest, all_in.alliance)
        act(db, all_in, all_in.reeve, all_in.town, "leave")
        with pytest.raises(AllianceActNotAllowed):
            figures_of_alliance(db, all_in.reeve, all_in.alliance)
        act(db, all_in, all_in.mayor, all_in.city, "pause")
        assert figures_of_alliance(db, all_in.governor, all_in.alliance).bodies == []


def test_what_few_did_is_not_told(db: Db, all_in: Region) -> None:
    used(db, all_in.city, date(2026, 11, 16), accounts=LEAST * 4, messages=90, active=2)
    used(db, all_in.town, date(2026, 11, 16), accounts=2, messages=90, active=2)
    for decider in (all_in.mayor, all_in.reeve):
        send(db, all_in, decider, EVERYBODY, figures=True)
    with as_of(NOW):
        found = figures_of_alliance(db, all_in.governor, all_in.alliance).bodies
    assert [(one.months[0].active, one.months[0].messages) for one in found] == [(None, None), (None, None)]
