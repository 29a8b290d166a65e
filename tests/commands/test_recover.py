"""`kairan recover`: the only administrator is let in again, and it is on record."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select

from kairan.core.journal import entries_after
from kairan.core.kit.database import open_engine, transaction
from kairan.people import organization_stream, set_password
from kairan.sessions.factor_model import totp_table
from tests.cast import Cast, assemble
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"


@pytest.fixture
def place(database_kind: str, databases: Any, tmp_path: Path) -> Iterator[tuple[Server, Cast]]:
    """A server that is not running, with 佐藤, who has an authenticator app, and a neighbour of the same login."""
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        set_password(db, cast.sato, quickly_hashed(PASSWORD))
        app = {"secret": "sealed", "created_at": 1, "confirmed_at": 1, "last_step": 0}
        db.execute(insert(totp_table).values(member_id=cast.sato.member_id, **app))
    engine.dispose()
    yield Server(tmp_path, database=url), cast
    databases.drop(url)


def test_a_password_is_issued_every_factor_goes_and_it_is_on_record(place: tuple[Server, Cast]) -> None:
    server, cast = place
    done = server.run("recover", "sato", "--organization", "あおば市")
    assert done.returncode == 0, done.stderr
    password = next(word for word in done.stdout.replace(":", " ").split() if word.count("-") == 3)
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        assert db.all(select(totp_table)) == []
        kinds = [entry.kind for entry in entries_after(db, organization_stream(cast.city), 0, 100)]
        bodies = [entry.body for entry in entries_after(db, organization_stream(cast.city), 0, 100)]
    engine.dispose()
    assert kinds[-2:] == ["factor.reset", "person.password_reset"]
    assert "kairan recover" in msgspec.json.decode(bodies[-2])["reason"]
    server.start()
    with closing(server.sign_in("sato", password)) as client:
        assert client.get("/api/session").json()["at_gate"]["gates"] == ["new_password"]
    server.stop()


@pytest.mark.parametrize("asked", [("nobody",), ("sato", "--organization", "みどり町")])
def test_who_is_not_there_is_not_recovered(place: tuple[Server, Cast], asked: tuple[str, ...]) -> None:
    server, _ = place
    done = server.run("recover", *asked)
    assert done.returncode == 1
    assert "--organization" in done.stderr
