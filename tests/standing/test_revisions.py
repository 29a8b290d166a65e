"""Two administrators at once: every form of the console that saves a whole says on what it is based.

New offenders are found by themselves: a route that takes a PUT or a PATCH with a body, and no revision, fails here
unless it is named below with a reason.
"""

import inspect
from pathlib import Path

import pytest
from litestar.routes import HTTPRoute

from kairan.administration.access import require_account
from kairan.administration.actions import change_person
from kairan.administration.delegation import delegate
from kairan.administration.departments import rename_department, require_department_base
from kairan.administration.model import AccountChange
from kairan.administration.queries import departments
from kairan.administration.sign_in import Bounds, change_rules, sign_in_settings
from kairan.app import build_litestar
from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.database import Db
from kairan.core.kit.revisions import revision_of
from kairan.core.settings import Settings
from kairan.core.viewer import Delegated, Viewer
from kairan.devices.actions import change_rules as change_device_rules
from kairan.figures.actions import change_estimate
from kairan.figures.model import Estimate
from kairan.guests.model import GuestRules
from kairan.guests.rules import set_rules
from kairan.installation.model import OwnBodyChange
from kairan.installation.own import change_own_body, own_body
from kairan.people.meanwhile import ChangedMeanwhile, RevisionMissing
from kairan.records.model import RecordRules
from kairan.records.requests import change_rules as change_record_rules
from kairan.sessions.device_model import DeviceRules
from kairan.sessions.rules import SignInRules
from kairan.transfers.actions import change_list, put_moves
from kairan.transfers.model import ListId
from kairan.transfers.queries import page_of_list
from tests.administration.conftest import office_of
from tests.transfers.conftest import Hall, hall_of, listed, to

CONSOLE = "/api/administration"

# Acts that name one thing, and are not the saving of what a form showed as a whole.
ONE_THING = {
    ("PUT", "/api/administration/rooms/{room_id}/master"): "names a master where there is none",
    ("PUT", "/api/administration/rooms/{room_id}/archived"): "archives a room, or takes it out: one switch",
    ("PUT", "/api/administration/rooms/{room_id}/my-numbers"): "allows My Numbers in a room, or no longer: one switch",
    ("PUT", "/api/administration/policy"): "the revision is in the body",
    ("PUT", "/api/administration/webhooks/{webhook_id}"): "the revision is in the body",
    ("PUT", "/api/administration/identity/{profile}"): "the revision is in the body",
    ("PUT", "/api/administration/hazards/rules/{rule_id}"): "the revision is in the body",
    ("PUT", "/api/administration/payments/account"): "when it was changed last is in the body",
    ("PUT", "/api/administration/transfers/{list_id}/moves"): "the revisions of single moves are in the body",
}


def test_every_form_of_the_console_that_saves_a_whole_carries_a_revision(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    lacking = set()
    for route in build_litestar(Settings(data=tmp_path / "var")).routes:
        if not isinstance(route, HTTPRoute) or not route.path_format.startswith(CONSOLE):
            continue
        for handler in route.route_handlers:
            names = inspect.signature(handler.fn).parameters
            if {"PUT", "PATCH"} & set(handler.http_methods) and "data" in names and "revision" not in names:
                lacking |= {(method, route.path_format) for method in handler.http_methods}
    assert {one for one in lacking if one[0] not in {"OPTIONS", "HEAD"}} == set(ONE_THING)


@pytest.fixture
def hall(db: Db) -> Hall:
    return hall_of(db)


FACES = ("single",)
BOUNDS = Bounds.of(SessionRules(), FACES)


def of_person(db: Db, hall: Hall, first: bool, base: str) -> object:
    change = AccountChange(extension="7777") if first else AccountChange(mail="t@example.lg.jp")
    return change_person(db, hall.yoshida, hall.cast.tanaka.member_id, change, base)


def of_tasks(db: Db, hall: Hall, first: bool, base: str) -> object:
    return delegate(db, hall.yoshida, hall.cast.tanaka.member_id, [Delegated("guests" if first else "rooms")], base)


def of_department(db: Db, hall: Hall, first: bool, base: str) -> None:
    require_department_base(db, hall.yoshida, hall.cast.works, base)
    rename_department(db, hall.yoshida, hall.cast.works, "甲課" if first else "乙課")


def of_sign_in(db: Db, hall: Hall, first: bool, base: str) -> object:
    return change_rules(db, hall.yoshida, SignInRules(grace_days=1 if first else 2), BOUNDS, base)


def of_devices(db: Db, hall: Hall, first: bool, base: str) -> object:
    return change_device_rules(db, hall.yoshida, DeviceRules(approve_first=1 if first else 2), FACES, base)


def of_guests(db: Db, hall: Hall, first: bool, base: str) -> object:
    return set_rules(db, hall.yoshida, GuestRules(longest_days=10 if first else 20), base)


def of_records(db: Db, hall: Hall, first: bool, base: str) -> object:
    return change_record_rules(db, hall.yoshida, RecordRules(1 if first else 2), base)


def of_figures(db: Db, hall: Hall, first: bool, base: str) -> object:
    return change_estimate(db, hall.yoshida, Estimate(message_seconds=1 if first else 2), base)


def of_body(db: Db, hall: Hall, first: bool, base: str) -> object:
    return change_own_body(db, hall.yoshida, OwnBodyChange(contact="内線1" if first else "内線2"), 1, FACES, base)


def of_list(db: Db, hall: Hall, first: bool, base: str) -> None:
    change_list(db, hall.yoshida, _list(db, hall), "甲" if first else "乙", 1, base)


def _account(db: Db, viewer: Viewer, hall: Hall) -> str:
    return require_account(db, viewer, hall.cast.tanaka.member_id).revision


def _department(db: Db, viewer: Viewer, hall: Hall) -> str:
    return next(row.revision for row in departments(db, viewer) if row.id == hall.cast.works)


_lists: dict[str, ListId] = {}


def _list(db: Db, hall: Hall) -> ListId:
    if hall.room not in _lists:
        _lists[hall.room] = listed(db, hall, {})
    return _lists[hall.room]


FORMS = {
    "a person": (of_person, _account),
    "delegated tasks": (of_tasks, _account),
    "a department": (of_department, _department),
    "the rules of signing in": (of_sign_in, lambda db, v, _: sign_in_settings(db, v, BOUNDS).revision),
    "the rules of devices": (of_devices, lambda *_: revision_of(DeviceRules())),
    "the rules of guests": (of_guests, lambda *_: revision_of(GuestRules())),
    "the rules of records": (of_records, lambda *_: revision_of(RecordRules())),
    "the estimate": (of_figures, lambda *_: revision_of(Estimate())),
    "the body": (of_body, lambda db, v, _: own_body(db, v, 1).revision),
    "a list of moves": (of_list, lambda db, v, hall: page_of_list(db, v, _list(db, hall)).card.revision),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_opened_before_somebody_elses_change_is_told_and_undoes_nothing(db: Db, hall: Hall, form: str) -> None:
    save, shown = FORMS[form]
    base = shown(db, hall.yoshida, hall)
    save(db, hall, True, base)
    with pytest.raises(ChangedMeanwhile) as refused:
        save(db, hall, False, base)
    assert "吉田 恵" in refused.value.sentence("ja")
    with pytest.raises(RevisionMissing):
        save(db, hall, False, "")


def test_who_is_told_hears_what_was_changed(db: Db, hall: Hall) -> None:
    base = _account(db, hall.yoshida, hall)
    of_person(db, hall, True, base)
    with pytest.raises(ChangedMeanwhile) as refused:
        of_person(db, hall, False, base)
    assert "内線: なし → 7777" in refused.value.sentence("ja")
    assert require_account(db, hall.yoshida, hall.cast.tanaka.member_id).extension == "7777"


def test_a_move_that_another_has_put_in_is_not_replaced_unseen(db: Db, hall: Hall) -> None:
    list_id, who = listed(db, hall, {}), hall.cast.tanaka.member_id
    put_moves(db, hall.yoshida, list_id, {who: to(hall.cast.welfare)}, {})
    with pytest.raises(ChangedMeanwhile):
        put_moves(db, hall.yoshida, list_id, {who: to(hall.cast.works)}, {})
    (row,) = page_of_list(db, hall.yoshida, list_id).moves
    put_moves(db, hall.yoshida, list_id, {who: to(hall.cast.works)}, {who: row.revision})


def test_nothing_is_refused_where_nothing_has_changed(db: Db) -> None:
    office = office_of(db)
    one = require_account(db, office.yoshida, office.cast.tanaka.member_id)
    changed = change_person(db, office.yoshida, one.id, AccountChange(extension="1"), one.revision)
    change_person(db, office.yoshida, one.id, AccountChange(extension="2"), changed.revision)
