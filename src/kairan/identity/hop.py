"""The hop to a provider and back (認証への行き来): who set out, for which draft, and who came back.

Promises: a way back is good once; what was proved is given to the browser that set out, or to one in which the number
of the draft is entered, and then the draft is there and no more where it was: whoever is lured to prove themselves for
another's application gives away nothing.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.applications.filling import draft_of
from kairan.applications.model import Applicant, application_draft_table
from kairan.applications.offering import offered_form
from kairan.applications.problems import DraftGone
from kairan.applications.resuming import give_resume_code, resume
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.openid.flow import Setout, digest, new_secrets
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import OrganizationId
from kairan.forms.model import form_table
from kairan.identity.gate import asked_of
from kairan.identity.model import (
    JOURNEY_MS,
    JOURNEYS_EVICTED,
    JOURNEYS_MOST,
    Journey,
    Offer,
    Proved,
    Provider,
    asked_first,
    identity_journey_table,
)
from kairan.identity.problems import IdentityJourneyOver, IdentityNumberWrong, IdentityWayGone
from kairan.identity.proofs import keep_proof
from kairan.identity.providers import Allowed, usable_providers
from kairan.identity.signatures import keep_signature
from kairan.identity.signing.model import Signed

_j, _f, _d = identity_journey_table.c, form_table.c, application_draft_table.c


Outcome = Proved | Signed
"""What somebody comes back with."""


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody about to leave for a provider."""

    provider: Provider
    setout: Setout
    number: str  # by which the draft is found again in another browser


def offer_of(db: Db, applicant: Applicant, box: SecretBox, allowed: Allowed, address: str) -> Offer | None:
    """Return what a form asks of the applicant's draft; None for nothing. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    draft_of(db, applicant, box, form)
    terms = asked_of(db, applicant, form)
    if terms is None:
        return None
    usable = usable_providers(db, form.organization_id, allowed)
    return Offer(
        title=form.document.title,
        organization=form.organization,
        contact=form.document.contact,
        terms=terms,
        ways={profile: usable[profile].terms.label for profile in terms.ways if profile in usable},
    )


def set_out(
    db: Db, applicant: Applicant, box: SecretBox, allowed: Allowed, address: str, profile: str, redirect_uri: str
) -> Leaving:
    """Remember who leaves for which draft. Problems: FormNotOffered, DraftGone, IdentityWayGone."""
    form = offered_form(db, applicant, address)
    draft = draft_of(db, applicant, box, form)
    terms = asked_of(db, applicant, form)
    found = {**usable_providers(db, form.organization_id, allowed)}
    provider = next((one for name, one in found.items() if name == profile), None)
    is_asked = terms is not None and asked_first(terms.level) == "card"
    if terms is None or not is_asked or provider is None or provider.profile not in terms.ways:
        raise IdentityWayGone
    return begin_journey(db, applicant, box, address, draft.id, provider, redirect_uri, {})


def begin_journey(
    db: Db,
    applicant: Applicant,
    box: SecretBox,
    address: str,
    draft_id: str,
    provider: Provider,
    redirect_uri: str,
    signing: Mapping[str, str],
) -> Leaving:
    """Remember who leaves for where, and for what; `signing` is what they are to sign, where that is it.

    Problems: FormNotOffered, DraftGone.
    """
    form = offered_form(db, applicant, address)
    _make_room(db, form.organization_id)
    made = new_secrets()
    db.execute(
        insert(identity_journey_table).values(
            state_digest=digest(made.state),
            applicant=applicant.key,
            organization_id=form.organization_id,
            form_id=form.form_id,
            draft_id=draft_id,
            profile=provider.profile,
            nonce=made.nonce,
            verifier=made.verifier,
            redirect_uri=redirect_uri,
            started_at=now_ms(),
            **signing,
        )
    )
    number = give_resume_code(db, applicant, box, address)
    return Leaving(provider=provider, setout=made.setout, number=number)


def _make_room(db: Db, organization_id: str) -> None:
    """Forget some journeys of a body that has too many: those that were used, then the oldest."""
    of_body = _j.organization_id == organization_id
    if (db.scalar(select(func.count()).where(of_body)) or 0) < JOURNEYS_MOST:
        return
    first = select(_j.state_digest).where(of_body).order_by(_j.used_at.is_(None), _j.started_at, _j.state_digest)
    some = list(db.scalars(first.limit(JOURNEYS_EVICTED).with_for_update(skip_locked=True)))
    db.execute(delete(identity_journey_table).where(_j.state_digest.in_(some)))


def arrive(db: Db, applicant: Applicant, allowed: Allowed, state: str) -> tuple[Journey, Provider | None]:
    """Mark a way back as used, and return whose it was; the provider as it is now. Problems: IdentityJourneyOver."""
    now = now_ms()
    this = _j.state_digest == digest(state)
    fresh = this & _j.used_at.is_(None) & (_j.started_at > now - JOURNEY_MS)
    used = update(identity_journey_table).where(fresh).values(used_at=now, arrived=applicant.key)
    if not db.execute(used).rowcount:
        raise IdentityJourneyOver
    row = db.first(select(identity_journey_table, _f.address).join(form_table, _f.id == _j.form_id).where(this))
    assert row is not None
    journey = Journey(
        state_digest=row.state_digest,
        organization_id=OrganizationId(row.organization_id),
        form_id=row.form_id,
        address=row.address,
        draft_id=row.draft_id,
        profile=row.profile,
        nonce=row.nonce,
        verifier=row.verifier,
        redirect_uri=row.redirect_uri,
        is_here=row.applicant == applicant.key,
        transaction_id=row.transaction_id,
        checked=row.checked or "",
        signed=row.signed or "",
    )
    return journey, usable_providers(db, row.organization_id, allowed).get(row.profile)


def settle(db: Db, applicant: Applicant, box: SecretBox, journey: Journey, proved: Outcome) -> bool:
    """Keep what was proved: with the draft where it is here, else until its number is entered; true: it is done.

    Problems: FormNotOffered, DraftGone, IdentityWayGone.
    """
    if journey.is_here:
        _keep(db, applicant, box, journey.address, journey.draft_id, proved)
        return True
    sealed = box.seal(msgspec.json.encode(proved).decode(), _purpose(journey.state_digest))
    this = _j.state_digest == journey.state_digest
    db.execute(update(identity_journey_table).where(this).values(proved=sealed))
    return False


def take_over(db: Db, applicant: Applicant, box: SecretBox, number: str) -> str:
    """Let the draft that set out be here, by its number, with what was proved; return where one goes on.

    The number is another one afterwards: where it set out, it opens nothing any more.
    Problems: IdentityNumberWrong, FormNotOffered, IdentityWayGone.
    """
    waiting = (_j.arrived == applicant.key) & _j.proved.is_not(None) & (_j.started_at > now_ms() - JOURNEY_MS)
    newest = select(identity_journey_table, _f.address).join(form_table, _f.id == _j.form_id).where(waiting)
    row = db.first(newest.order_by(_j.used_at.desc()).limit(1))
    if row is None:
        raise IdentityNumberWrong
    try:
        resume(db, applicant, row.address, number)
        held = db.scalar(select(_d.applicant).where(_d.id == row.draft_id))
        if held != applicant.key:
            raise DraftGone
    except DraftGone:
        raise IdentityNumberWrong from None
    proved = msgspec.json.decode(box.open(row.proved, _purpose(row.state_digest)), type=Outcome)
    db.execute(update(application_draft_table).where(_d.id == row.draft_id).values(resume=None, resume_digest=None))
    db.execute(delete(identity_journey_table).where(_j.state_digest == row.state_digest))
    _keep(db, applicant, box, row.address, row.draft_id, proved)
    return onward(row.address, is_signed=isinstance(proved, Signed))


def onward(address: str, *, is_signed: bool) -> str:
    """Return where one goes on: with what was filled in, or to send what was signed."""
    return f"/f/{address}/check" if is_signed else f"/f/{address}/p/-?identified=1"


def _keep(db: Db, applicant: Applicant, box: SecretBox, address: str, draft_id: str, proved: Outcome) -> None:
    terms = asked_of(db, applicant, offered_form(db, applicant, address))
    if terms is None or proved.profile not in terms.ways:
        raise IdentityWayGone
    if isinstance(proved, Signed):
        keep_signature(db, applicant, box, draft_id, proved)
        return
    if asked_first(terms.level) != proved.level:
        raise IdentityWayGone
    keep_proof(db, applicant, box, terms, draft_id, proved)


def sweep_journeys(db: Db) -> None:
    """Forget journeys that are over, with what was proved and never fetched."""
    db.execute(delete(identity_journey_table).where(_j.started_at <= now_ms() - 2 * JOURNEY_MS))


def document_purpose(draft_id: str) -> str:
    """Return as what the document lies sealed while somebody is away to sign it."""
    return f"identity to sign:{draft_id}"


def _purpose(state_digest: str) -> str:
    return f"identity proved:{state_digest}"
