"""What a browser may keep to be read without a line: nothing, unless the body, the device and the entrance allow it."""

import msgspec
import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.devices.actions import change_rules, decide, report_lost
from kairan.devices.queries import own_devices
from kairan.sessions.device_model import DeviceRules, Offline
from kairan.sessions.model import Limits
from kairan.sessions.offline import offline_ms
from kairan.sessions.queries import me
from kairan.sessions.rules import HOUR_MS, SignInRules, sign_in_rule_table
from tests.administration.conftest import Office, office_of
from tests.devices.test_devices import came

DAY_MS = 24 * HOUR_MS


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


def keeps(db: Db, viewer: Viewer) -> int:
    return me(db, viewer, Limits(text=1, file_bytes=1, files=1, offline_ms=DAY_MS)).limits.offline_ms


def approve(db: Db, office: Office, viewer: Viewer) -> None:
    device_id = next(one.id for one in own_devices(db, viewer) if one.is_this)
    decide(db, office.yoshida, [device_id], "approve", "")


def test_a_device_keeps_nothing_until_it_is_approved(db: Db, office: Office) -> None:
    phone = came(db, office.cast.sato, "b1")
    assert keeps(db, phone) == 0
    approve(db, office, phone)
    assert keeps(db, phone) == DAY_MS


@pytest.mark.parametrize(("offline", "kept"), [("never", 0), ("approved", 0), ("any", DAY_MS)])
def test_a_body_says_which_devices_keep_something(db: Db, office: Office, offline: Offline, kept: int) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline=offline))
    assert keeps(db, came(db, office.cast.sato, "b1")) == kept


def test_nothing_is_kept_at_an_entrance_that_is_not_named(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline="any", offline_at=["internet"]))
    phone = came(db, office.cast.sato, "b1")
    assert keeps(db, phone) == 0
    assert keeps(db, msgspec.structs.replace(phone, face="lgwan")) == 0
    assert keeps(db, msgspec.structs.replace(phone, face="internet")) == DAY_MS


def test_a_browser_of_several_people_keeps_nothing_for_either(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline="any"))
    first = came(db, office.cast.sato, "b1")
    assert keeps(db, first) == DAY_MS
    second = came(db, office.cast.tanaka, "b2", "b1")
    assert (keeps(db, first), keeps(db, second)) == (0, 0)


def test_a_session_without_a_browser_keeps_nothing(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline="any"))
    assert keeps(db, office.cast.sato) == 0
    assert keeps(db, came(db, office.cast.sato, "")) == 0


def test_what_was_kept_is_good_for_no_longer_than_a_session_may_rest(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline="any"))
    phone = came(db, office.cast.sato, "b1")
    rules = msgspec.json.encode(SignInRules(idle_hours=2)).decode()
    db.execute(
        sign_in_rule_table.insert().values(organization_id=office.cast.sato.organization_id, rules=rules),
    )
    assert keeps(db, phone) == 2 * HOUR_MS
    assert offline_ms(db, phone, HOUR_MS) == HOUR_MS  # the installation's is shorter


def test_a_lost_device_and_one_at_a_gate_keep_nothing(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, DeviceRules(offline="any"))
    phone = came(db, office.cast.sato, "b1")
    assert keeps(db, msgspec.structs.replace(phone, gates=("second_factor",))) == 0
    report_lost(db, phone, next(one.id for one in own_devices(db, phone) if one.is_this))
    assert keeps(db, phone) == 0
