"""Where providers are asked, at the edge: between two short transactions, never within one."""

import asyncio
import base64
from typing import Any

import msgspec

from kairan.applications.model import Applicant
from kairan.core.kit.openid.flow import CameBack, asking_address, require_answer_of, signed
from kairan.core.kit.openid.id_tokens import Claims, Expected, require_id_token
from kairan.core.kit.openid.problems import ProviderUnreachable, TokenRefused
from kairan.core.kit.openid.provider import Metadata, Providers, Tokens
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.identity.facts import facts_in, facts_of_business, is_examined_business
from kairan.identity.hop import Leaving, Outcome, arrive, document_purpose, onward, set_out, settle
from kairan.identity.model import Journey, Proved, Provider
from kairan.identity.problems import BusinessNotExamined, IdentityNotProved, IdentityWayGone
from kairan.identity.providers import Allowed, client_at
from kairan.identity.setting_out_to_sign import set_out_to_sign, to_sign
from kairan.identity.signing.app import SCOPE, begin_signing, signing_result
from kairan.identity.signing.model import Signed, Verdict


class Landed(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody came back to."""

    path: str  # where one goes on
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

    async def leave_to_sign(self, applicant: Applicant, address: str, checked: str, back: str) -> tuple[str, str]:
        """Return the provider's address at which what was checked is signed, and the number of the draft.

        Problems: those of `to_sign`, and of asking a provider.
        """
        wanted = await self.store.read(to_sign, applicant, self.box, self.allowed, address, checked)
        terms = wanted.provider.terms
        metadata = await self._metadata(wanted.provider)
        client = client_at(wanted.provider, self.box)
        named = await begin_signing(self.providers, metadata, client, wanted.document)
        leaving = await self.store.write(set_out_to_sign, applicant, self.box, address, wanted, named, back)
        url = asking_address(
            metadata, terms.client_id, f"openid {SCOPE}", leaving.setout, back, sign_transaction_id=named
        )
        return url, leaving.number

    async def come_back(self, applicant: Applicant, came: CameBack) -> Landed:
        """Take in what a provider sent somebody back with.

        Problems: IdentityJourneyOver, IdentityWayGone, IdentityNotProved, OtherIssuer, ProviderSaidNo, TokenRefused,
        Problems: IdentityJourneyOver, IdentityWayGone, IdentityNotProved, BusinessNotExamined, OtherIssuer,
        ProviderSaidNo, TokenRefused,
        of `verify`.
        """
        journey, provider = await self.store.write(arrive, applicant, self.allowed, came.state)
        if provider is None:
            raise IdentityWayGone
        is_to_sign = journey.transaction_id is not None
        ask = self._signed if is_to_sign else self._proved
        outcome: Outcome = await ask(journey, provider, came)
        is_here = await self.store.write(settle, applicant, self.box, journey, outcome)
        return Landed(path=onward(journey.address, is_signed=is_to_sign), is_here=is_here)

    async def _proved(self, journey: Journey, provider: Provider, came: CameBack) -> Proved:
        terms = provider.terms
        metadata = await self._metadata(provider)
        tokens, claims = await self._claims(metadata, journey, provider, came)
        if terms.required_acr and claims.get("acr") not in terms.required_acr:
            raise IdentityNotProved
        said = await self._with_userinfo(metadata, tokens, claims)
        is_business = provider.profile == "gbiz"
        if is_business and not is_examined_business(said):
            raise BusinessNotExamined
        found = facts_of_business(said) if is_business else facts_in(said)
        facts: dict[str, str] = {name: fact for name, fact in found.items()}  # noqa: C416  (of wider names)
        who = {"profile": provider.profile, "issuer": terms.issuer, "subject": claims["sub"]}
        return Proved(level="card", **who, facts=facts)

    async def _signed(self, journey: Journey, provider: Provider, came: CameBack) -> Signed:
        """Fetch the signature, and verify it under what the operator laid down."""
        from kairan.identity.signing.verifying import trust_in, verify  # noqa: PLC0415  (a tenth of a cold start)

        metadata = await self._metadata(provider)
        tokens, claims = await self._claims(metadata, journey, provider, came)
        if tokens.access_token is None or journey.transaction_id is None:
            raise TokenRefused(what="access_token")
        client = client_at(provider, self.box)
        token, named = tokens.access_token, journey.transaction_id
        made = await signing_result(self.providers, metadata, client, token, named)
        document = self.box.open(journey.signed, document_purpose(journey.draft_id))

        def verified() -> Verdict:
            return verify(trust_in(self.allowed.trust), document.encode(), made.signature, made.certificate)

        return Signed(
            profile=provider.profile,
            issuer=provider.terms.issuer,
            subject=claims["sub"],
            checked=journey.checked,
            document=document,
            signature=base64.b64encode(made.signature).decode(),
            certificate=base64.b64encode(made.certificate).decode(),
            is_kept=provider.terms.keeps_signatures,
            verdict=await asyncio.to_thread(verified),
        )

    async def _claims(
        self, metadata: Metadata, journey: Journey, provider: Provider, came: CameBack
    ) -> tuple[Tokens, Claims]:
        """Return what a code is exchanged for, once it is known to be for this journey."""
        terms = provider.terms
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
        return tokens, claims

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
