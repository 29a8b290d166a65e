"""Requests for a second person's consent, as entries of the organisation's stream."""

from kairan.consents.model import ActName, Told
from kairan.core.journal import Body


class ConsentAsked(Body, frozen=True):
    """Somebody asked for another administrator's consent to an act on those who have powers."""

    kind = "consent.asked"
    consent_id: str
    act: ActName
    subject_ids: list[str]
    told: Told
    reason: str
    expires_at: int


class ConsentGiven(Body, frozen=True):
    """A second person consented; by whom it was asked stands beside."""

    kind = "consent.given"
    consent_id: str
    act: ActName
    asked_by: str


class ConsentRefused(Body, frozen=True):
    """A second person refused."""

    kind = "consent.refused"
    consent_id: str
    act: ActName
    asked_by: str


class ConsentWithdrawn(Body, frozen=True):
    """A request, or a consent not yet used, was withdrawn."""

    kind = "consent.withdrawn"
    consent_id: str
    act: ActName
    asked_by: str


class ConsentUsed(Body, frozen=True):
    """What was consented to was done: both names."""

    kind = "consent.used"
    consent_id: str
    act: ActName
    asked_by: str
    consented_by: str


class ConsentFailed(Body, frozen=True):
    """What was consented to could not be done; `why` is the code of the refusal."""

    kind = "consent.failed"
    consent_id: str
    act: ActName
    asked_by: str
    why: str
