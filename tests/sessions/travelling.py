"""Who travels to a provider and back: a server, a certified provider that knows it, and people with browsers."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.people import organization_stream, set_password
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble
from tests.support.identity import SECRET, Provider
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
CONNECTION = "/api/administration/sign-in/provider"


def person(login: str, name: str, **more: Any) -> dict[str, Any]:
    return {"claims": {"preferred_username": login, "name": name, "email": f"{login}@aoba.example", **more}}


PEOPLE = {
    "sato": person("sato", "佐藤 美咲"),
    "suzuki": person("suzuki", "鈴木 健"),
    "tanaka": {**person("tanaka", "田中 一郎"), "amr": ["pwd", "otp"]},
    "neighbour": person("neighbour", "隣 次郎"),
    "guest": person("guest", "介護 花子"),
    "unknown": person("unknown", "高橋 次郎"),
    "takahashi": person(
        "takahashi", "高橋 直子", department="福祉課", title="主任", employee_number="1234", kana="たかはし なおこ"
    ),
    "nameless": {"claims": {"email": "nameless@aoba.example"}},
    "outside": person("outside", "外 四郎", email="outside@elsewhere.example"),
    "impostor": person("sato", "佐藤 美咲"),
}


class World(msgspec.Struct, frozen=True):
    """A server, a provider that knows it, and the cast."""

    server: Server
    provider: Provider
    cast: Cast

    @contextmanager
    def db(self) -> Iterator[Db]:
        """Look, or change something, beside the server."""
        engine = open_engine(self.server.environment["KAIRAN_DATABASE"], pool_size=1)
        with transaction(engine) as db:
            yield db
        engine.dispose()

    def set_up(self, **more: Any) -> httpx.Response:
        """Save terms as the administrator does; what is given differs from the usual."""
        terms = {"issuer": self.provider.issuer, "client_id": "kairan", **more}
        return self.administer("PUT", CONNECTION, {"enabled": True, "terms": terms, "secret": SECRET})

    def administer(self, method: str, path: str, body: object = None) -> httpx.Response:
        with closing(self.server.sign_in("yoshida", PASSWORD, self.cast.city)) as yoshida:
            based = {"revision": yoshida.get(path).json()["revision"]} if method == "PUT" else None
            return yoshida.request(method, path, params=based, json=body)

    def entries(self, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
        with self.db() as db:
            found = entries_after(db, organization_stream(self.cast.city), 0, 10_000)
            return [(one.kind, json.loads(bytes(one.body or b"{}"))) for one in found if one.kind in kinds]


def world_at(folder: Path, database: str) -> World:
    """Begin a world; its server and provider are not started yet."""
    engine = open_engine(database, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        yoshida = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        for viewer in (cast.sato, cast.neighbour, cast.guest, yoshida):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(folder, database=database, oidc_loopback="true")
    provider = Provider(folder, PEOPLE)
    back = f"{server.url}/sign-in/callback"
    provider.knows(
        "kairan",
        back,
        backchannel_logout_uri=f"{server.url}/api/oidc/back-channel/{cast.city}",
        post_logout_redirect_uris=[f"{server.url}/"],
    )
    provider.knows("kairan-post", back, token_endpoint_auth_method="client_secret_post")
    provider.knows(
        "kairan-key",
        back,
        client_secret=None,
        token_endpoint_auth_method="private_key_jwt",
        jwks_uri=f"{server.url}/api/oidc/keys/{cast.city}",
    )
    provider.knows("elsewhere", "http://127.0.0.1:1/other")
    return World(server, provider, cast)


class Traveller:
    """A person with their browser: ours and the provider's cookies are in one jar each."""

    def __init__(self, world: World, organization: str | None = None) -> None:
        self.world = world
        self.organization = organization or world.cast.city
        self.kairan = httpx.Client(base_url=world.server.url, headers={"Origin": world.server.url}, timeout=30)
        self.there = httpx.Client(timeout=30)

    def set_out(self) -> httpx.Response:
        return self.kairan.post("/api/oidc/start", json={"organization": self.organization})

    def go(self, login: str, *, cancel: bool = False) -> dict[str, str]:
        """Set out, sign in there; give what the provider sends back."""
        address = self.set_out().raise_for_status().json()["url"]
        return self.world.provider.sign_in(address, login, self.there, cancel=cancel)

    def finish(self, came: dict[str, str]) -> httpx.Response:
        return self.kairan.post("/api/oidc/finish", json=came)

    def come(self, login: str) -> httpx.Response:
        return self.finish(self.go(login))

    def __enter__(self) -> "Traveller":
        return self

    def __exit__(self, *_: object) -> None:
        self.kairan.close()
        self.there.close()
