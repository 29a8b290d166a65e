"""A city with a published form, served by a real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from sqlalchemy import update

from kairan.core.kit.database import Db, open_engine, transaction
from kairan.forms.actions import change_terms, create_form, publish_form
from kairan.forms.document import FormDocument
from kairan.forms.model import FormId, FormTerms, NewForm, Publication
from kairan.people import organization_table, set_password
from tests.applications.resident import Resident
from tests.cast import Cast, assemble
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed
from tests.support.postbox import SENDER, Postbox
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
TILES = "/tiles/{z}/{x}/{y}.png"


class Offered(NamedTuple):
    """A form that is published: its id, and what stands behind /f/."""

    id: FormId
    address: str


class Town:
    """The city and its server; each test makes the forms it needs."""

    def __init__(self, url: str, folder: Path) -> None:
        self.database_url = url
        self.clients: list[httpx.Client] = []
        self._numbers = count(1)
        with self.database() as db:
            self.cast: Cast = assemble(db)
            for one in (self.cast.sato, self.cast.tanaka, self.cast.guest):
                set_password(db, one, quickly_hashed(PASSWORD))
        self.server = Server(folder, database=url)

    @contextmanager
    def database(self) -> Iterator[Db]:
        """One transaction beside the server."""
        engine = open_engine(self.database_url, pool_size=1)
        try:
            with transaction(engine) as db:
                yield db
        finally:
            engine.dispose()

    def form(self, document: FormDocument, **terms: Any) -> Offered:
        """Publish a form of the welfare section under an address of its own."""
        address = f"form-{next(self._numbers)}"
        with self.database() as db:
            new = NewForm(department_id=self.cast.welfare, document=document, address=address)
            made = create_form(db, self.cast.sato, new)
            publish_form(db, self.cast.sato, made.form.id, Publication(revision=1))
            change_terms(
                db, self.cast.sato, made.form.id, FormTerms(**{"address": address, "audience": "listed", **terms})
            )
        return Offered(made.form.id, address)

    def resident(self, **headers: str) -> Resident:
        """Return somebody with a browser of their own."""
        one = Resident(self.server.url, **headers)
        self.clients.append(one.client)
        return one

    def staff(self, login: str = "sato") -> httpx.Client:
        """Return somebody of the city who is signed in."""
        client = self.server.sign_in(login, PASSWORD, self.cast.city)
        self.clients.append(client)
        return client

    def close(self) -> None:
        """Let everybody leave, and stop."""
        for client in self.clients:
            client.close()
        self.server.stop()


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town that is served, for all tests of a file."""
    url = databases.fresh()
    one = Town(url, tmp_path_factory.mktemp("town"))
    one.server.start()
    yield one
    one.close()
    databases.drop(url)


class MailedTown(Town):
    """A town whose letters come to a box."""

    def __init__(self, url: str, folder: Path, box: Postbox) -> None:
        super().__init__(url, folder)
        self.box = box


@pytest.fixture(scope="module")
def mailed_town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailedTown]:
    """A town with a mail server."""
    box, url = Postbox(), databases.fresh()
    one = MailedTown(url, tmp_path_factory.mktemp("town"), box)
    mail = {"KAIRAN_MAIL_URL": f"smtp://127.0.0.1:{box.controller.port}", "KAIRAN_MAIL_FROM": SENDER}
    one.server.environment |= mail
    one.server.start()
    yield one
    one.close()
    box.controller.stop()
    databases.drop(url)


@pytest.fixture(scope="module")
def mapped_town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose residents may see its map, and which lies in 千代田区."""
    url = databases.fresh()
    one = Town(url, tmp_path_factory.mktemp("mapped"))
    with one.database() as db:
        db.execute(update(organization_table).where(organization_table.c.id == one.cast.city).values(code="131016"))
    one.server.environment |= {
        "KAIRAN_MAP_TILES": TILES,
        "KAIRAN_MAP_CREDIT": "国土地理院<b>",
        "KAIRAN_RESIDENT_MAP": "true",
    }
    one.server.start()
    yield one
    one.close()
    databases.drop(url)
