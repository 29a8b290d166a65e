"""People with phones, a push service that speaks the real protocol, and what a job of the server does."""

import asyncio
from collections.abc import Iterator

import pytest

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Entrance, Viewer
from kairan.notifications.actions import subscribe
from kairan.notifications.keys import ensure_push_key
from kairan.notifications.sending import Pauses, send_all
from kairan.notifications.telling import Told, look, put_away
from kairan.notifications.web_push import Answer, PushSender
from kairan.sessions.actions import digest_of_token, open_session
from kairan.sessions.model import session_table
from kairan.sessions.queries import viewer_of
from tests.cast import Cast, assemble
from tests.notifications.push_service import Browser, PushService, push_service

FACES = ("single", "internet")
SERVICES = ("127.0.0.1",)
RULES = SessionRules()
PHONE = Entrance(face="single", device="phone", agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)")


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as one:
        yield one


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


class Phones:
    """Lets people have phones, and does what the job of the server does."""

    def __init__(self, db: Db, service: PushService, box: SecretBox) -> None:
        self.db, self.service, self.box = db, service, box
        self.pauses = Pauses()
        ensure_push_key(db, box)

    def give(self, who: Viewer, name: str = "", entrance: Entrance = PHONE) -> tuple[Viewer, Browser]:
        """Sign somebody in on a phone that may be told; returns them as they are there, and the browser."""
        token = open_session(self.db, who.member_id, entrance)
        found = viewer_of(self.db, token, entrance.face, RULES)
        assert found is not None
        assert digest_of_token(token)
        browser = self.service.browser(name or who.member_id)
        subscribe(self.db, found.viewer, browser.subscription, FACES, SERVICES)
        return found.viewer, browser

    def tell(self) -> list[str]:
        """Tell what is due now; returns what the services said."""
        found = look(self.db, RULES)
        key = ensure_push_key(self.db, self.box)

        async def send() -> list[Answer]:
            async with PushSender("https://kairan.example.lg.jp") as sender:
                return await send_all(sender, key, found.pushes, self.pauses)

        answers = asyncio.run(send())
        put_away(self.db, Told(round=found, answers=answers))
        return [one.outcome for one in answers]

    def sessions(self) -> int:
        """Count sessions."""
        return len(self.db.all(session_table.select()))


@pytest.fixture
def phones(db: Db, service: PushService, tmp_path_factory: pytest.TempPathFactory) -> Phones:
    return Phones(db, service, SecretBox(tmp_path_factory.mktemp("keys") / "secret.key"))
