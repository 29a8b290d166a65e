"""Where providers are asked, at the edge: between two short transactions, never within one."""

from typing import Any

import msgspec

from kairan.applications.model import Applicant
from kairan.core.kit.openid.flow import CameBack, asking_address, require_answer_of, signed
from kairan.core.kit.openid.id_tokens import Claims, Expected, require_id_token
from kairan.core.kit.openid.problems import ProviderUnreachable, TokenRefused
from kairan.core.kit.openid.provider import Metadata, Providers, Tokens
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.identity.facts import facts_in
from kairan.identity.hop import Leaving, arrive, set_out, settle
from kairan.identity.model import Journey, Proved, Provider
from kairan.identity.problems import IdentityNotProved, IdentityWayGone
from kairan.identity.providers import Allowed, client_at


class Landed(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody came back to."""

    address: str  # of the form
    is_here: bool  # false: in another browser than they set out in, where the number is asked


class IdentityDesk(msgspec.Struct, frozen=True):
    """Everything that asking a provider needs."""

    store: Store
    box: SecretBox
    providers: Providers
    allowed: Allowed

    def base(self, here: str) -> str:
        """Return where residents come to; where it is not set, what a request says of its host."""
        return self.allowed.url or here.rstrip("/")

    async def leave(self, applicant: Applicant, address: str, profile: str, back: str) -> tuple[str, str]:
        """Return the provider's address to go to, and the number by which the draft is found again elsewhere.

        Problems: FormNotOffered, DraftGone, IdentityWayGone, ProviderUnreachable, ProviderWrong.
        """
        leaving: Leaving = await self.store.write(set_out, applicant, self.box, self.allowed, address, profile, back)
        terms = leaving.provider.terms
        metadata = await self._metadata(leaving.provider)
        url = asking_address(metadata, terms.client_id, terms.scopes, leaving.setout, back, acr_values=terms.acr_values)
        return url, leaving.number

    async def come_back(self, applicant: Applicant, came: CameBack) -> Landed:
        """Take in what a provider sent somebody back with.

        Problems: IdentityJourneyOver, IdentityWayGone, IdentityNotProved, OtherIssuer, ProviderSaidNo, TokenRefused,
        ProviderUnreachable, ProviderWrong, ProviderRefusedClient, FormNotOffered, DraftGone.
        """
        journey, provider = await self.store.write(arrive, applicant, self.allowed, came.state)
        if provider is None:
            raise IdentityWayGone
        proved = await self._proved(journey, provider, came)
        is_here = await self.store.write(settle, applicant, self.box, journey, proved)
        return Landed(address=journey.address, is_here=is_here)

    async def _proved(self, journey: Journey, provider: Provider, came: CameBack) -> Proved:
        terms = provider.terms
        metadata = await self._metadata(provider)
        require_answer_of(metadata, came)
        form = {
            "grant_type": "authorization_code",
            "code": came.code or "",
            "redirect_uri": journey.redirect_uri,
            "code_verifier": journey.verifier,
        }
        tokens = await self.providers.exchange(metadata, client_at(provider, self.box), form)
        expected = Expected(
            issuer=terms.issuer, client_id=terms.client_id, nonce=journey.nonce, access_token=tokens.access_token
        )
        header, claims = await signed(self.providers, metadata, tokens.id_token)
        require_id_token(header, claims, expected)
        if terms.required_acr and claims.get("acr") not in terms.required_acr:
            raise IdentityNotProved
        said = await self._with_userinfo(metadata, tokens, claims)
        facts: dict[str, str] = {name: fact for name, fact in facts_in(said).items()}  # noqa: C416  (of wider names)
        who = {"profile": provider.profile, "issuer": terms.issuer, "subject": claims["sub"]}
        return Proved(level="card", **who, facts=facts)

    async def _metadata(self, provider: Provider) -> Metadata:
        """Return what a provider says of itself; of the app that reads cards, where it is silent, what is published.

        Problems: ProviderUnreachable, ProviderWrong.
        """
        issuer = provider.terms.issuer
        try:
            return await self.providers.metadata(issuer)
        except ProviderUnreachable:
            if provider.profile != "digital_auth":
                raise
        base = f"{issuer}/protocol/openid-connect"  # developers.digital.go.jp, APIリファレンス of デジタル認証アプリ
        return Metadata(
            issuer=issuer,
            authorization_endpoint=f"{base}/auth",
            token_endpoint=f"{base}/token",
            userinfo_endpoint=f"{base}/userinfo",
            jwks_uri=f"{base}/certs",
        )

    async def _with_userinfo(self, metadata: Metadata, tokens: Tokens, claims: Claims) -> dict[str, Any]:
        """Add what the ID token leaves open; what it says stands. Problems: TokenRefused."""
        if metadata.userinfo_endpoint is None or tokens.access_token is None:
            return dict(claims)
        more = await self.providers.userinfo(metadata, tokens.access_token)
        if more.get("sub") != claims["sub"]:
            raise TokenRefused(what="userinfo sub")
        return {**more, **claims}
