"""What a server tells its operator at each start: a lost key, entrances policies speak of, a missing address."""

import msgspec
import pytest
from sqlalchemy import insert

from kairan.commands.key_missing import tie_to_present_key
from kairan.commands.server import prepare
from kairan.commands.start_notices import notices
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.viewer import MemberId
from kairan.policy.actions import Standing, set_policy
from kairan.policy.model import Policy, Rule
from kairan.sessions.factor_model import totp_table
from tests.administration.conftest import office_of
from tests.commands.installations import Installations, writing
from tests.support.databases import Kind

KINDS: list[Kind] = ["sqlite", "postgresql"]


def told(settings: Settings) -> list[str]:
    return [one.event for one in notices(settings)]


def with_an_app(db: Db, settings: Settings, member_id: MemberId) -> None:
    """Seal an authenticator app's secret with the installation's key."""
    sealed = SecretBox(settings.secret_key_path).seal("JBSWY3DP", f"totp:{member_id}")
    row = {"member_id": member_id, "secret": sealed, "created_at": 1, "confirmed_at": 1, "last_step": 0, "used_at": 1}
    db.execute(insert(totp_table).values(row))


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_key_is_told_at_each_start_until_it_is_back(installations: Installations, kind: Kind) -> None:
    settings = installations.empty(kind)
    prepare(settings)
    assert told(settings) == []
    with writing(settings) as db:
        with_an_app(db, settings, office_of(db).yoshida.member_id)
    assert told(settings) == []
    kept = settings.secret_key_path.rename(settings.data / "kept.key")
    assert told(settings) == ["key.missing"]
    SecretBox(settings.secret_key_path).seal("something else", "test")  # a new key is made when one is needed
    assert told(settings) == ["key.other"]
    assert "1" in notices(settings)[0].ja
    kept.rename(settings.secret_key_path)
    assert told(settings) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_opens_nothing_is_not_taken_for_the_right_one_where_none_was_remembered(
    installations: Installations, kind: Kind
) -> None:
    """As after an update from a version that remembered no key, with the wrong one in its place."""
    settings = installations.empty(kind)
    prepare(settings)
    with writing(settings) as db:
        with_an_app(db, settings, office_of(db).yoshida.member_id)
    kept = settings.secret_key_path.rename(settings.data / "kept.key")
    SecretBox(settings.secret_key_path).seal("something else", "test")
    for _start in range(2):
        assert told(settings) == ["key.other"]
        tie_to_present_key(settings)
    kept.rename(settings.secret_key_path)
    tie_to_present_key(settings)
    assert told(settings) == []
    settings.secret_key_path.unlink()
    assert told(settings) == ["key.missing"]


@pytest.mark.parametrize("kind", KINDS)
def test_entrances_that_policies_speak_of_and_the_settings_do_not_are_told(
    installations: Installations, kind: Kind
) -> None:
    settings = installations.empty(kind)
    prepare(settings)
    with writing(settings) as db:
        office = office_of(db)
        rule = Rule(face="internet", device="pc", kind="staff", upto={"download": 0})
        set_policy(db, office.yoshida, Policy(rules=[rule]), Standing(("internet", "lgwan", "single")))
    there = msgspec.structs.replace(settings, faces={"a.example": "lgwan", "b.example": "internet"})
    assert told(there) == []
    assert told(settings) == ["policy.faces_lost"]
    assert "internet" in notices(settings)[0].en


def test_a_server_for_others_without_its_address_is_told_so(installations: Installations) -> None:
    settings = installations.empty("sqlite")
    prepare(settings)
    assert told(msgspec.structs.replace(settings, host="0.0.0.0")) == ["url.missing"]
    assert told(msgspec.structs.replace(settings, host="0.0.0.0", url="https://kairan.example")) == []
    assert told(msgspec.structs.replace(settings, host="localhost")) == []
