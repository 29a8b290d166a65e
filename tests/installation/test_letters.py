"""Administrators are written to of limits, and those who may consent of what awaits them; each once."""

from sqlalchemy import select, update

from kairan.core.kit.database import Db
from kairan.core.kit.mail.model import letter_table
from kairan.core.viewer import Viewer
from kairan.installation.own import tell_notices
from kairan.people import member_table, organization_table
from tests.installation.conftest import Installation

URL = "https://kairan.example.lg.jp"


def with_mail(db: Db, *viewers: Viewer) -> None:
    for viewer in viewers:
        values = {"mail": f"{viewer.member_id}@example.lg.jp"}
        db.execute(update(member_table).where(member_table.c.id == viewer.member_id).values(values))


def letters(db: Db) -> list[tuple[str, str]]:
    rows = db.all(select(letter_table.c.recipient, letter_table.c.text).order_by(letter_table.c.id))
    return [(row.recipient.partition("@")[0], row.text) for row in rows]


def test_administrators_are_written_to_once_when_a_limit_is_reached(db: Db, installation: Installation) -> None:
    office = installation.office
    with_mail(db, office.yoshida, office.cast.sato, office.auditor, office.townsman)
    here = organization_table.c.id == office.cast.city
    db.execute(update(organization_table).where(here).values(accounts_most=6))
    tell_notices(db)
    assert letters(db) == []
    db.execute(update(organization_table).where(here).values(noticed="[]"))
    for _ in range(2):
        tell_notices(db, URL)
    ((to, text),) = letters(db)
    assert to == office.yoshida.member_id
    assert "上限に達しました" in text
    assert f"{URL}/console/organization" in text
