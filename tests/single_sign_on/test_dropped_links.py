"""Whoever came in through a link that fell away is out at once: by it somebody else may be in as the person."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from kairan.administration.actions import change_person, give_role
from kairan.administration.model import AccountChange
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Entrance, MemberId, Viewer
from kairan.people import organization_stream
from kairan.sessions.actions import USUAL, open_session
from kairan.sessions.model import session_table
from kairan.single_sign_on.actions import admit
from kairan.single_sign_on.linking import link_own, unlink_own
from kairan.single_sign_on.model import ClaimNames, Connection, Terms
from kairan.single_sign_on.problems import JourneyOver, NoProvider
from kairan.single_sign_on.queries import connection_of, connection_revision
from kairan.single_sign_on.setup import NewTerms, save_connection, unlink
from kairan.single_sign_on.tokens import arrival_of
from tests.administration.conftest import Office, office_of

TERMS = Terms(issuer="https://idp.aoba.example", client_id="kairan", match_by="number", claims=ClaimNames(number="no"))
PC = Entrance(face="single", device="pc", agent="test")


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


def connected(db: Db, office: Office, box: SecretBox, *, enabled: bool = True) -> Connection:
    """Let the only administrator set the connection up."""
    base = connection_revision(connection_of(db, office.cast.city))
    save_connection(db, office.yoshida, NewTerms(enabled=enabled, terms=TERMS, secret="a secret"), box, base)
    found = connection_of(db, office.cast.city)
    assert found is not None
    return found


def come_in(db: Db, office: Office, box: SecretBox, number: str, subject: str) -> None:
    arrive(db, connected(db, office, box), box, number, subject)


def arrive(db: Db, connection: Connection, box: SecretBox, number: str, subject: str) -> None:
    admit(db, connection, arrival_of(TERMS, {"sub": subject, "no": number}, "token"), box, PC, USUAL, "192.0.2.1")


def sessions(db: Db, member_id: MemberId) -> int:
    return len(db.scalars(select(session_table.c.id).where(session_table.c.member_id == member_id)))


def ended(db: Db, office: Office) -> int:
    kinds = [one.kind for one in entries_after(db, organization_stream(office.cast.city), 0, 10_000)]
    return kinds.count("sign_in.ended")


def test_who_comes_in_as_somebody_else_for_a_moment_is_out_when_the_number_is_put_back(
    db: Db, office: Office, box: SecretBox
) -> None:
    """A delegate gives a clerk the number of their own user at the provider, comes in, and changes it back."""
    sato = office.cast.sato.member_id
    open_session(db, sato, PC)
    change_person(db, office.yoshida, sato, AccountChange(number="161"))
    come_in(db, office, box, "161", "theirs")
    assert sessions(db, sato) == 2
    change_person(db, office.yoshida, sato, AccountChange(number="55"))
    assert sessions(db, sato) == 1  # the person's own, by password
    assert ended(db, office) == 1


def test_an_administrator_who_undoes_a_link_puts_out_who_came_in_by_it(db: Db, office: Office, box: SecretBox) -> None:
    sato = office.cast.sato
    change_person(db, office.yoshida, sato.member_id, AccountChange(number="161"))
    come_in(db, office, box, "161", "theirs")
    unlink(db, office.yoshida, sato.member_id)
    assert sessions(db, sato.member_id) == 0


def test_ones_own_link_undone_by_oneself_leaves_ones_sessions(db: Db, office: Office, box: SecretBox) -> None:
    sato: Viewer = office.cast.sato
    change_person(db, office.yoshida, sato.member_id, AccountChange(number="161"))
    come_in(db, office, box, "161", "own")
    unlink_own(db, sato)
    assert sessions(db, sato.member_id) == 1


def test_who_gets_powers_is_out_however_they_came_in(db: Db, office: Office, box: SecretBox) -> None:
    sato = office.cast.sato.member_id
    change_person(db, office.yoshida, sato, AccountChange(number="161"))
    come_in(db, office, box, "161", "theirs")
    give_role(db, office.yoshida, sato, "auditor")
    assert sessions(db, sato) == 0


def test_nobody_comes_in_by_terms_that_were_changed_while_the_provider_took_its_time(
    db: Db, office: Office, box: SecretBox
) -> None:
    """A provider that is switched off for what it does holds its answers back, and lets them come one by one."""
    sato = office.cast.sato
    change_person(db, office.yoshida, sato.member_id, AccountChange(number="161"))
    connection = connected(db, office, box)
    arrival = arrival_of(TERMS, {"sub": "theirs", "no": "161"}, "token")
    connected(db, office, box, enabled=False)
    with pytest.raises(JourneyOver):
        arrive(db, connection, box, "161", "theirs")
    with pytest.raises(NoProvider):
        link_own(db, sato, arrival)
    connected(db, office, box)
    with pytest.raises(JourneyOver):
        link_own(db, sato, msgspec.structs.replace(arrival, issuer="https://before.example"))
    arrive(db, connection, box, "161", "theirs")
    assert sessions(db, sato.member_id) == 1
