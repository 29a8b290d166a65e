"""The manifest of identity: which level a form asks for, who vouches for applicants, and what was certified."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import kairan.identity.accounts.model
import kairan.identity.model
import kairan.identity.signing.model
from kairan.applications.arrivals import ARRIVED, ERASED
from kairan.applications.each import SAME_PERSON
from kairan.applications.gates import GATES
from kairan.applications.reusing import KNOWN_BY_MORE
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.openid.provider import Providers
from kairan.counter.extending import OWN_NOTICES
from kairan.forms.links import url_of_residents
from kairan.identity.account_http import router as account_router
from kairan.identity.accounts.keeping import has_account
from kairan.identity.accounts.model import applicant_sign_in_table
from kairan.identity.binding import bind_proof
from kairan.identity.desk import IdentityDesk
from kairan.identity.gate import identity_gate
from kairan.identity.http import console_router, router
from kairan.identity.jobs import register_jobs
from kairan.identity.model import (
    PRESETS,
    IdentityTerms,
    IdentityTermsChange,
    ProviderChange,
    identity_journey_table,
)
from kairan.identity.own import own_notice
from kairan.identity.proofs import forget_facts
from kairan.identity.providers import Allowed
from kairan.identity.public_http import router as public_router
from kairan.identity.same_person import standing_of_same
from kairan.identity.signatures import bind_signature, forget_signed, signature_gate


def provides(parts: Parts) -> dict[str, object]:
    """Give what asking a provider needs."""
    settings = parts.settings
    providers = Providers(loopback=settings.oidc_loopback)
    url = url_of_residents(settings.url, settings.faces)
    allowed = Allowed(settings.identity_providers, url, settings.signing_trust)
    return {"identity_desk": IdentityDesk(parts.store, parts.box, providers, allowed)}


@asynccontextmanager
async def lifespan(given: Mapping[str, object]) -> AsyncIterator[None]:
    """Close what was open to providers when the server stops."""
    try:
        yield
    finally:
        desk = given["identity_desk"]
        assert isinstance(desk, IdentityDesk)
        await desk.providers.close()


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Forget what is over."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.identity",
    tables=tables_in(kairan.identity.model, kairan.identity.accounts.model, kairan.identity.signing.model),
    passing=(identity_journey_table, applicant_sign_in_table),
    routers=(router, console_router),
    pages=(public_router, account_router),
    provides=provides,
    lifespan=lifespan,
    jobs=jobs,
    extensions=(
        ARRIVED.by(bind_proof),
        ARRIVED.by(bind_signature),
        ERASED.by(forget_facts),
        ERASED.by(forget_signed),
        GATES.by(identity_gate),
        GATES.by(signature_gate),
        KNOWN_BY_MORE.by(has_account),
        OWN_NOTICES.by(own_notice),
        SAME_PERSON.by(standing_of_same),
    ),
    examples=(
        IdentityTermsChange(
            revision=0,
            terms=IdentityTerms(
                level="card",
                ways=["digital_auth"],
                other_way="窓口で申請できます。本人確認書類をお持ちください。",
                places={"name": "name", "address": "address"},
            ),
        ),
        ProviderChange(revision=0, is_on=False, terms=PRESETS["digital_auth"]),
    ),
    tags={"Identity": "Who applies: what forms ask for, who vouches for applicants, and what was certified."},
    settings=("identity_providers", "signing_trust"),
)
