"""A town hall with a published form to measure, and residents who fill it in over HTTP."""

import http.client
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from bench.serving import Server
from bench.town import data_folder, open_session_for
from kairan.applications.applicants import applicant_of_token
from kairan.applications.filling import begin, keep, today
from kairan.applications.model import digest_of_answers
from kairan.commands.server import prepare
from kairan.core.edge.cookies import APPLICANT_COOKIE, COOKIE
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.viewer import Viewer
from kairan.forms.actions import change_terms, create_form, publish_form
from kairan.forms.document import FormDocument
from kairan.forms.journey import journey
from kairan.forms.model import FormId, FormTerms, NewForm, Publication
from kairan.people import NewMember, create_department, create_member, create_organization

ADDRESS = "keisoku"
TIMEOUT_S = 60.0


class FormTown(NamedTuple):
    """What was made: where the server's data lie, the form, and the session of who reads the answers."""

    settings: Settings
    form_id: FormId
    token: str

    @contextmanager
    def database(self) -> Iterator[Db]:
        """One transaction beside the server."""
        engine = open_engine(self.settings.database_url, pool_size=1)
        try:
            with transaction(engine) as db:
                yield db
        finally:
            engine.dispose()


def build(folder: Path, database: str, document: FormDocument, most: int | None = None) -> FormTown:
    """Create a body whose one section has published a form."""
    settings = Settings(data=folder, database=database)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "計測市", "municipality")
        section = create_department(db, None, organization, "計測課")
        new = NewMember(login="kakari", name="計測 係", department_id=section, post="主事")
        clerk = Viewer(member_id=create_member(db, None, organization, new), organization_id=organization)
        made = create_form(db, clerk, NewForm(department_id=section, document=document, address=ADDRESS))
        publish_form(db, clerk, made.form.id, Publication(revision=1))
        change_terms(db, clerk, made.form.id, FormTerms(address=ADDRESS, audience="listed", most=most))
        token = open_session_for(db, clerk.member_id)
    engine.dispose()
    return FormTown(settings, made.form.id, token)


@contextmanager
def served(
    database: str, document: FormDocument, most: int | None = None
) -> Iterator[tuple[FormTown, Callable[[], Server]]]:
    """Give the town, and what starts its server; its data are removed afterwards."""
    with data_folder() as folder:
        yield build(folder, database, document, most), lambda: Server(folder, database, one_core=False)


class Ready(NamedTuple):
    """A draft that only has to be submitted."""

    cookie: str
    body: str


def ready_drafts(town: FormTown, typed: Mapping[str, Sequence[str]], count: int) -> list[Ready]:
    """Let so many people fill in the form, up to the last button."""
    box, found = SecretBox(town.settings.secret_key_path), list[Ready]()
    with town.database() as db:
        for _ in range(count):
            cookie = secrets.token_urlsafe(32)
            one = applicant_of_token(cookie)
            questions = [each.id for each in begin(db, one, box, ADDRESS).document.questions()]
            draft = keep(db, one, box, ADDRESS, questions, typed)
            walked = journey(draft.document, draft.typed, today())
            checked = digest_of_answers(draft.form_id, draft.version, walked.values)
            found.append(Ready(cookie, urlencode({"draft": draft.id, "checked": checked})))
    return found


class Browser:
    """One resident's browser, without scripts: keeps its connection and its cookie."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        self._origin = f"http://127.0.0.1:{port}"
        self.cookie = cookie or secrets.token_urlsafe(32)
        self.page = ""

    def get(self, path: str) -> int:
        """Open a page; returns the status."""
        self._connection.request("GET", path, headers={"Cookie": f"{APPLICANT_COOKIE}={self.cookie}"})
        answer = self._connection.getresponse()
        self.page = answer.read().decode()
        return answer.status

    def post(self, path: str, body: str) -> str:
        """Press a button; returns where it leads."""
        headers = {
            "Cookie": f"{APPLICANT_COOKIE}={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self._origin,
        }
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        self.page = answer.read().decode()
        return answer.headers.get("Location") or f"{answer.status}"

    def hidden(self, name: str) -> str:
        """Return a hidden field of the page."""
        found = re.search(f'name="{name}" value="([^"]*)"', self.page)
        return "" if found is None else found[1]

    def close(self) -> None:
        """Leave."""
        self._connection.close()


class Clerk:
    """Who reads the answers."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        self._headers = {"Cookie": f"{COOKIE}={token}"}
        self._origin = f"http://127.0.0.1:{port}"

    def get(self, path: str) -> bytes:
        """Ask; raises RuntimeError when it is refused."""
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")
        return content

    def post(self, path: str, body: object) -> None:
        """Act; raises RuntimeError when it is refused."""
        headers = {**self._headers, "Content-Type": "application/json", "Origin": self._origin}
        self._connection.request("POST", path, json.dumps(body), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in {200, 201, 204}:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")

    def close(self) -> None:
        """Leave."""
        self._connection.close()
