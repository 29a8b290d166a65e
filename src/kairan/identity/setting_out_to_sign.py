"""Setting out to sign (署名への出発): exactly what was checked, by who was identified."""

import msgspec

from kairan.applications.model import Applicant, digest_of_answers
from kairan.applications.problems import NotAsChecked, NotComplete
from kairan.applications.steps import look_at
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.identity.gate import asked_of
from kairan.identity.hop import Leaving, begin_journey, document_purpose
from kairan.identity.model import Provider
from kairan.identity.problems import IdentityWayGone
from kairan.identity.providers import Allowed, usable_providers
from kairan.identity.signing.app import PROFILE
from kairan.identity.signing.document import document_of
from kairan.identity.signing.model import checked_as


class ToSign(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be signed, and where."""

    provider: Provider
    draft_id: str
    checked: str
    document: str


def to_sign(db: Db, applicant: Applicant, box: SecretBox, allowed: Allowed, address: str, checked: str) -> ToSign:
    """Return what is signed of the applicant's draft.

    Problems: FormNotOffered, DraftGone, NotComplete, NotAsChecked, IdentityWayGone.
    """
    step = look_at(db, applicant, box, address)
    walked, draft = step.walked, step.draft
    if step.leads_away or not walked.is_complete or step.unproved or walked.ended is not None:
        raise NotComplete
    if digest_of_answers(draft.form_id, draft.version, walked.values) != checked:
        raise NotAsChecked
    terms = asked_of(db, applicant, step.form)
    provider = usable_providers(db, step.form.organization_id, allowed).get(PROFILE)
    if terms is None or terms.level != "signed" or provider is None or PROFILE not in terms.ways or not allowed.signs:
        raise IdentityWayGone
    document = document_of(step.form.organization, draft.form_id, draft.version, draft.document, walked.values, checked)
    return ToSign(provider=provider, draft_id=draft.id, checked=checked, document=document)


def set_out_to_sign(
    db: Db,
    applicant: Applicant,
    box: SecretBox,
    address: str,
    wanted: ToSign,
    transaction_id: str,
    redirect_uri: str,
) -> Leaving:
    """Remember who leaves to sign what. Problems: FormNotOffered, DraftGone."""
    sealed = box.seal(wanted.document, document_purpose(wanted.draft_id))
    signing = {"transaction_id": transaction_id, "checked": checked_as(box, wanted.checked), "signed": sealed}
    return begin_journey(db, applicant, box, address, wanted.draft_id, wanted.provider, redirect_uri, signing)
