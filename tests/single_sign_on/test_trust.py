"""What a provider says counts only as far as it says it, and who it is is where it stands."""

import asyncio
import socket
from typing import Any

import pytest

from kairan.core.kit.database import Db
from kairan.core.kit.openid.problems import ProviderUnreachable, ProviderWrong
from kairan.core.kit.openid.provider import Providers
from kairan.core.viewer import OrganizationId
from kairan.single_sign_on.accounts import member_for
from kairan.single_sign_on.model import Connection, Terms
from kairan.single_sign_on.problems import DomainRefused
from kairan.single_sign_on.tokens import arrival_of
from tests.cast import assemble

TERMS = Terms(issuer="https://idp.aoba.example", client_id="kairan", domains=["aoba.example"])
SATO: dict[str, object] = {"sub": "1", "preferred_username": "sato", "name": "佐藤 美咲", "email": "sato@aoba.example"}
VERIFIED: list[Any] = [True, "true"]
UNVERIFIED: list[Any] = [False, "false", None, "", 0, 1, "yes", "True", [], ["true"]]


@pytest.mark.parametrize("said", [*VERIFIED, *UNVERIFIED])
def test_a_mail_is_verified_only_where_the_provider_says_so(said: object) -> None:
    assert arrival_of(TERMS, {**SATO, "email_verified": said}, "").mail_is_verified == any(
        said is yes for yes in VERIFIED
    )
    assert not arrival_of(TERMS, SATO, "").mail_is_verified


def test_a_rule_of_domains_wants_a_verified_mail(db: Db) -> None:
    cast = assemble(db)
    connection = Connection(
        organization_id=OrganizationId(cast.city), enabled=True, terms=TERMS, secret=None, key=None, public_key=None
    )
    refused: list[dict[str, object]] = [
        {**SATO, "email_verified": "false"},
        SATO,
        {**SATO, "email_verified": True, "email": "sato@elsewhere.example"},
        {**SATO, "email_verified": True, "email": "sato@aoba.example.evil.example"},
        {"sub": "1", "preferred_username": "sato@aoba.example", "name": "佐藤 美咲", "email_verified": True},
    ]
    for claims in refused:
        with pytest.raises(DomainRefused):
            member_for(db, connection, arrival_of(TERMS, claims, ""))
    assert member_for(db, connection, arrival_of(TERMS, {**SATO, "email_verified": True}, "")) == cast.sato.member_id


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:169.254.169.254]", "169.254.169.254", "0.0.0.0", "[::]",
     "[fe80::1]", "224.0.0.1", "localhost"],
)  # fmt: skip
def test_an_address_of_this_machine_is_no_provider_however_it_is_written(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    async def ask() -> None:
        await Providers(loopback=False).metadata(f"https://{host}")

    with pytest.raises(ProviderWrong):
        asyncio.run(ask())


def test_a_name_that_leads_to_this_machine_is_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    async def ask() -> None:
        await Providers(loopback=False).metadata("https://idp.aoba.example")

    with pytest.raises((ProviderWrong, ProviderUnreachable)) as refused:
        asyncio.run(ask())
    assert refused.type is ProviderWrong
