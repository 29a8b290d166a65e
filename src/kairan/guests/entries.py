"""What happens to guests, as entries of the organisation's stream. What happens in rooms stands in the rooms' own."""

from kairan.core.journal import Body
from kairan.core.viewer import MemberId
from kairan.guests.model import Awaits, InvitationId, WhoMayInvite, WhyEnded
from kairan.talk.model import History


class GuestInvited(Body, frozen=True):
    """Somebody invited a guest; `awaits`: whose consent is needed first."""

    kind = "guest.invited"
    invitation_id: InvitationId
    name: str
    body: str
    mail: str
    purpose: str
    ends_on: str
    sponsor_id: MemberId
    rooms: list[str]
    awaits: Awaits | None
    history: History = "all"  # "since_joining": nothing that was written before they joined


class GuestInvitationSent(Body, frozen=True):
    """A link was made: mailed, or shown on the screen. Earlier ones are void."""

    kind = "guest.invitation_sent"
    invitation_id: InvitationId
    name: str
    mailed: bool


class GuestInvitationConsented(Body, frozen=True):
    """Whoever had to consent to an invitation did."""

    kind = "guest.invitation_consented"
    invitation_id: InvitationId
    name: str


class GuestInvitationDeclined(Body, frozen=True):
    """Whoever had to consent to an invitation did not."""

    kind = "guest.invitation_declined"
    invitation_id: InvitationId
    name: str


class GuestInvitationWithdrawn(Body, frozen=True):
    """An invitation was taken back; its link is void."""

    kind = "guest.invitation_withdrawn"
    invitation_id: InvitationId
    name: str


class GuestLinkRefused(Body, frozen=True):
    """Somebody opened a link that is good no longer; told once an hour for each link."""

    kind = "guest.link_refused"
    invitation_id: InvitationId
    name: str
    why: str
    address: str


class GuestAdmitted(Body, frozen=True):
    """A guest accepted and got their account, or somebody who was a guest already got more rooms."""

    kind = "guest.admitted"
    invitation_id: InvitationId
    member_id: MemberId
    name: str
    rooms: list[str]
    ends_on: str


class GuestReopened(Body, frozen=True):
    """The closed account of a former guest was opened by the link of an invitation: mailed to them, or shown.

    Their stay began anew: out of the rooms of before, in direct talks from then on, without the factors of before.
    """

    kind = "guest.reopened"
    invitation_id: InvitationId
    member_id: MemberId
    name: str
    body: str
    mailed: bool | None  # null: a link from before this was kept


class GuestRenewed(Body, frozen=True):
    """A guest's last day was moved."""

    kind = "guest.renewed"
    member_id: MemberId
    name: str
    before: str
    ends_on: str


class GuestSponsorChanged(Body, frozen=True):
    """Somebody else answers for a guest."""

    kind = "guest.sponsor_changed"
    member_id: MemberId
    name: str
    before: MemberId
    sponsor_id: MemberId


class GuestEndTold(Body, frozen=True):
    """The guest and whoever answers for them were told so many days before the end."""

    kind = "guest.end_told"
    member_id: MemberId
    name: str
    ends_on: str
    days: int


class GuestRoomless(Body, frozen=True):
    """A guest is in no room any more; their account closes on that day."""

    kind = "guest.roomless"
    member_id: MemberId
    name: str
    closes_on: str


class GuestEnded(Body, frozen=True):
    """A guest's account was closed and their sessions ended; what they wrote stays."""

    kind = "guest.ended"
    member_id: MemberId
    name: str
    why: WhyEnded
    sessions: int


class GuestRulesChanged(Body, frozen=True):
    """An administrator changed what the body decides about guests."""

    kind = "guest.rules_changed"
    may_invite: WhoMayInvite
    longest_days: int
    needs_consent: bool


class GuestsExported(Body, frozen=True):
    """Somebody took the list of guests out."""

    kind = "guests.exported"
    count: int


class GuestConcernsChanged(Body, frozen=True):
    """Something changed about the guests a member answers for; in their own stream, so that their screen looks anew."""

    kind = "guest.concerns_changed"
