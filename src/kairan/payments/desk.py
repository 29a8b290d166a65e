"""Where providers are asked, at the edge: what was written down first is then done, and its answer written down.

Whatever ends in between (a crash, a lost answer) is found by the jobs, and asked again under the same key.
"""

import msgspec

from kairan.applications.model import Applicant, ApplicationId
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.kit.store import Store
from kairan.core.viewer import OrganizationId
from kairan.payments.connecting import Providers, provider_of
from kairan.payments.hearing import hear
from kairan.payments.paying import CardBegun, begin_card, note_page
from kairan.payments.problems import CardProviderAway, HookRefused
from kairan.payments.provider import CardPayment, CardProvider


class PaymentDesk(msgspec.Struct, frozen=True):
    """Everything that asking a provider needs."""

    store: Store
    box: SecretBox
    providers: Providers
    url: str  # where residents come to; where it is not set, what a request says of its host

    async def begin(self, applicant: Applicant, case_id: ApplicationId, here: str) -> None:
        """Let the applicant pay by card: on the page that is open already, or on a new one.

        Problems: CaseNotShown, ChargeNotDue, WayNotOffered, CardProviderAway, CardProviderRefused.
        """
        begun: CardBegun = await self.store.write(begin_card, applicant, self.providers, case_id)
        if begun.has_page:
            return
        provider = await self.provider(begun.organization_id)
        wanted = CardPayment(
            payment_id=begun.payment_id,
            amount=begun.amount,
            what=begun.what,
            language="ja" if applicant.language in {"ja", "easy"} else "en",
            back=f"{self.url or here}/f/-/cases/{case_id}/payment",
            ends_at=begun.ends_at,
        )
        page = await provider.begin(wanted)
        await self.store.write(note_page, begun.payment_id, page)

    async def provider(self, organization_id: OrganizationId, *, also_off: bool = False) -> CardProvider:
        """Return a body's provider. Problems: CardProviderAway."""
        found = await self.found(organization_id, also_off=also_off)
        if found is None:
            raise CardProviderAway
        return found

    async def found(self, organization_id: OrganizationId, *, also_off: bool = False) -> CardProvider | None:
        """Return a body's provider, if it has one whose secrets can be opened."""

        def ask(db: Db) -> CardProvider | None:
            return provider_of(db, self.box, self.providers, organization_id, also_off=also_off)

        try:
            return await self.store.read(ask)
        except SealBroken:
            return None

    async def heard(self, organization_id: OrganizationId, body: bytes, signature: str) -> None:
        """Take in what a provider says of itself; it is answered when it is on disk. Problems: HookRefused.

        What was begun before an account was switched off is heard, too.
        """
        provider = await self.found(organization_id, also_off=True)
        if provider is None:
            raise HookRefused
        await self.store.write(hear, self.box, organization_id, provider.heard(body, signature, now_ms()))
