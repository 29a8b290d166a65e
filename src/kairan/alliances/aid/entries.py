"""What happens to agreements and requests, in the streams of the bodies they concern."""

from kairan.alliances.aid.model import AidKind
from kairan.core.journal import Body
from kairan.core.kit.ids import Id
from kairan.core.viewer import OrganizationId
from kairan.talk.model import AllianceId


class AgreementProposed(Body, frozen=True):
    """A body proposed an agreement on mutual aid to others, and agreed to it."""

    kind = "alliance.agreement_proposed"
    alliance_id: AllianceId
    agreement_id: Id
    title: str
    text: str
    organization: str
    bodies: list[OrganizationId]


class AgreementAnswered(Body, frozen=True):
    """A body agreed to an agreement on mutual aid, or declined or left it."""

    kind = "alliance.agreement_answered"
    alliance_id: AllianceId
    agreement_id: Id
    title: str
    organization: str
    agreed: bool


class AidAsked(Body, frozen=True):
    """A body asked others for aid."""

    kind = "alliance.aid_asked"
    alliance_id: AllianceId
    request_id: Id
    organization: str
    aid: AidKind
    item: str
    quantity: int
    unit: str
    is_drill: bool


class AidOffered(Body, frozen=True):
    """A body offered aid upon a request."""

    kind = "alliance.aid_offered"
    alliance_id: AllianceId
    request_id: Id
    offer_id: Id
    organization: str
    item: str
    quantity: int
    unit: str


class AidOfferWithdrawn(Body, frozen=True):
    """A body took back what it had offered."""

    kind = "alliance.aid_withdrawn"
    alliance_id: AllianceId
    request_id: Id
    offer_id: Id
    organization: str
    item: str


class AidReceived(Body, frozen=True):
    """What was offered has come."""

    kind = "alliance.aid_received"
    alliance_id: AllianceId
    request_id: Id
    offer_id: Id
    organization: str
    item: str
    quantity: int
    unit: str


class AidClosed(Body, frozen=True):
    """Whoever asked needs no more."""

    kind = "alliance.aid_closed"
    alliance_id: AllianceId
    request_id: Id
    organization: str
    item: str
