"""A town whose forms ask for the card, and a certified provider that stands for the app that reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import httpx
import msgspec
import pytest

from kairan.core.kit.openid.jose import new_client_key
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import Address, Day, LongText, Option, PersonName, SingleChoice
from kairan.identity.facts import suggested_places
from kairan.identity.model import PRESETS, IdentityTerms, IdentityTermsChange, ProviderChange
from kairan.identity.providers import Allowed, change_provider, keep_provider_key, providers_view
from kairan.identity.setting_up import change_identity_terms
from tests.administration.conftest import with_role
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.support.authority import Authority
from tests.support.databases import Databases
from tests.support.identity import Provider

OTHER_WAY = "福祉課の窓口で申請できます。"
MOVING = FormDocument(
    title="転出届",
    contact="市民課 電話 0100-00-0000",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                PersonName(id="name", label="氏名", with_reading=False),
                Address(id="home", label="住所"),
                Day(id="born", label="生年月日", is_birth=True),
                SingleChoice(
                    id="sex", label="性別", options=[Option(id="m", label="男性"), Option(id="f", label="女性")]
                ),
            ],
        ),
        QuestionPage(id="p2", questions=[LongText(id="why", label="転出の理由", required=False)]),
    ],
)
HANAKO = {
    "name": "山田　花子",
    "address": {"formatted": "青葉県みどり市川沿町１丁目２番３号"},
    "birthdate": "1990-04-01",
    "gender": "female",
}
PEOPLE: dict[str, dict[str, Any]] = {
    "hanako": {"claims": HANAKO, "acr": "aal3"},
    "jiro": {"claims": {"name": "海野　次郎", "birthdate": "1980-01-02"}, "acr": "aal3"},
    "weak": {"claims": HANAKO},
}


class CardTown(Town):
    """A town with a provider for applicants."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__(url, folder)
        people = {login: dict(person) for login, person in PEOPLE.items()}
        self.provider = Provider(folder, people, is_card=True)
        self.authority = Authority(folder / "trust")
        self.server.environment |= {
            "KAIRAN_SIGNING_TRUST": str(self.authority.folder),
            "KAIRAN_OIDC_LOOPBACK": "true",
            "KAIRAN_IDENTITY_PROVIDERS": f'["{self.provider.issuer}"]',
        }
        self.box = SecretBox(Settings(data=folder / "data").secret_key_path)
        self.back = f"{self.server.url}/f/-/identity/back"
        with self.database() as db:
            self.yoshida = with_role(db, self.cast.city, "yoshida", "吉田 恵", "administrator")
        self.provider.knows(
            "kairan",
            self.back,
            client_secret=None,
            token_endpoint_auth_method="private_key_jwt",
            jwks_uri=f"{self.server.url}/f/-/identity/keys/{self.cast.city}/digital_auth",
            scope="openid name address birthdate gender sign",
            grant_types=["authorization_code", "client_credentials"],
        )
        for login in ("hanako", "jiro"):
            people[login]["signs"] = self.authority.card(login)
        people["moved"] = {"claims": HANAKO, "acr": "aal3", "signs": self.authority.card("moved", revoked=True)}
        forged = {**self.authority.card("forger"), "digest": "Zm9yZ2Vk"}
        people["forger"] = {"claims": HANAKO, "acr": "aal3", "signs": forged}
        self.set_up()

    @property
    def allowed(self) -> Allowed:
        return Allowed((self.provider.issuer,), trust=str(self.authority.folder))

    def set_up(self, **more: Any) -> None:
        """Switch the app on as the administrator does."""
        terms = {"issuer": self.provider.issuer, "client_id": "kairan", "acr_values": "aal3", **more}
        with self.database() as db:
            made = providers_view(db, self.yoshida, self.allowed)
            if not next(one.has_key for one in made.providers if one.profile == "digital_auth"):
                made = keep_provider_key(db, self.yoshida, self.box, self.allowed, "digital_auth", new_client_key())
            change = ProviderChange(
                revision=next(one.revision for one in made.providers if one.profile == "digital_auth"),
                is_on=True,
                terms=msgspec.structs.replace(PRESETS["digital_auth"], **terms),
            )
            change_provider(db, self.yoshida, self.box, self.allowed, "digital_auth", change)

    def card_form(self, document: FormDocument = MOVING, level: Literal["card", "signed"] = "card") -> Offered:
        """Publish a form that asks for the card."""
        form = self.form(document)
        terms = IdentityTerms(
            level=level, ways=["digital_auth"], other_way=OTHER_WAY, places=suggested_places(document)
        )
        with self.database() as db:
            change_identity_terms(
                db, self.cast.sato, self.allowed, form.id, IdentityTermsChange(revision=0, terms=terms)
            )
        return form


class Holder(Resident):
    """Somebody with a card: their browser, and the app."""

    def __init__(self, town: CardTown) -> None:
        super().__init__(town.server.url)
        self.town = town
        town.clients.append(self.client)

    def leave(self, address: str) -> str:
        """Begin a form and set out; return the provider's address."""
        self.begin(address)
        assert self.path == f"/f/{address}/identity"
        self.press()
        found = self.page.text.partition('rel="noreferrer" href="')[2].partition('"')[0]
        return found.replace("&amp;", "&")

    @property
    def number(self) -> str:
        """The number to go on that the page shows."""
        return self.page.text.partition('<p class="number">')[2].partition("<")[0]

    def prove(self, url: str, login: str = "hanako", *, cancel: bool = False) -> dict[str, str]:
        """Do there what a person does; give what they come back with."""
        with httpx.Client(timeout=30) as there:
            return self.town.provider.sign_in(url, login, there, cancel=cancel)

    def come_back(self, came: dict[str, str]) -> str:
        """Open the way back, and press the button on it."""
        self.open(f"/f/-/identity/back?{httpx.QueryParams(came)}")
        return self.press()

    def identify(self, address: str, login: str = "hanako") -> str:
        """All of it."""
        return self.come_back(self.prove(self.leave(address), login))


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardTown]:
    """A town that is served, and its provider."""
    url = databases.fresh()
    one = CardTown(url, tmp_path_factory.mktemp("town"))
    one.server.start()
    one.provider.start()
    yield one
    one.close()
    one.provider.stop()
    databases.drop(url)
