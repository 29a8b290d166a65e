"""Private contacts: sealed, seen only while something real goes on, by who leads, and each look is on record."""

from pathlib import Path

import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.emergency.broadcasts.problems import BroadcastNotFound
from kairan.emergency.broadcasts.reaching import confirm
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.emergency.contacts.actions import keep_contact, look_up_contact, own_contact
from kairan.emergency.contacts.model import EmergencyContact, emergency_contact_table
from kairan.emergency.contacts.problems import ContactsClosed, ContactUnfit
from kairan.people import member_stream, organization_stream
from kairan.people.roles import RoleNeeded
from tests.emergency.conftest import Headquarters, leading

GIVEN = EmergencyContact(
    phone="090-1234-5678", mail="sato@home.example.jp", family="夫・佐藤 一", family_phone="03 1234 5678"
)


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


def seen(db: Db, stream: str) -> int:
    return sum(one.kind == "emergency_contact.seen" for one in entries_after(db, stream, 0, 1_000))


def test_it_lies_sealed_and_is_taken_back_by_giving_nothing(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    sato = headquarters.cast.sato
    assert own_contact(db, sato, box) == EmergencyContact()
    for _ in range(2):
        assert keep_contact(db, sato, box, GIVEN) == GIVEN
    assert own_contact(db, sato, box) == GIVEN
    assert "090" not in str(db.scalar(select(emergency_contact_table.c.sealed)))
    for bad in (EmergencyContact(phone="090-abc"), EmergencyContact(mail="x"), EmergencyContact(family_phone="1")):
        with pytest.raises(ContactUnfit):
            keep_contact(db, sato, box, bad)
    keep_contact(db, sato, box, EmergencyContact())
    assert db.first(select(emergency_contact_table)) is None


def test_who_leads_sees_it_while_something_real_goes_on(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    keep_contact(db, cast.sato, box, GIVEN)
    who = cast.sato.member_id
    drill, real = headquarters.send(is_drill=True), headquarters.send()
    with pytest.raises(ContactsClosed):
        look_up_contact(db, lead, box, drill, who)
    assert look_up_contact(db, lead, box, real, who) == GIVEN
    assert look_up_contact(db, leading(cast.suzuki, cast.welfare), box, real, who) == GIVEN
    assert (seen(db, organization_stream(cast.city)), seen(db, member_stream(who))) == (2, 2)
    for clerk in (cast.suzuki, headquarters.office.auditor):
        with pytest.raises(RoleNeeded):
            look_up_contact(db, clerk, box, real, who)
    for other in (headquarters.office.townsman, leading(cast.tanaka, cast.works)):
        with pytest.raises(BroadcastNotFound):
            look_up_contact(db, other, box, real, who)
    confirm(db, cast.sato, real)
    with pytest.raises(ContactsClosed):
        look_up_contact(db, lead, box, real, who)
    keep_contact(db, cast.tanaka, box, GIVEN)
    end_broadcast(db, lead, real)
    with pytest.raises(ContactsClosed):
        look_up_contact(db, lead, box, real, cast.tanaka.member_id)
