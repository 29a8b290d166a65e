"""Agreements on mutual aid (災害時応援協定), requests (応援要請) and what bodies offer upon them (応諾).

Whether an agreement is in force is read from what its bodies said: by two of them at least, and by none not yet.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, false

from kairan.alliances.model import BODIES_MOST
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.text import CODE_POINTS_EACH
from kairan.core.viewer import OrganizationId
from kairan.people import Person
from kairan.talk.model import RoomId

TITLE_LIMIT = 80
TEXT_LIMIT = 10_000
CONTACT_LIMIT = 300
ITEM_LIMIT = 80
UNIT_LIMIT = 10
PLACE_LIMIT = 200
NOTE_LIMIT = 500
QUANTITY_MOST = 1_000_000
AGREEMENTS_MOST = bounded("alliances.agreements", 200, "refuse", "`alliance.too_many_agreements`")
REQUESTS_MOST = bounded("alliances.aid_requests", 200, "refuse", "`alliance.too_many_requests`")
OFFERS_MOST = bounded("alliances.aid_offers", 200, "refuse", "`alliance.too_many_offers`")
CLOSED_SHOWN = 50
LEAST_BODIES = 2

AgreementState = Literal["proposed", "in_force", "over"]
AidKind = Literal["supplies", "people", "equipment", "other"]
"""物資, 人員, 車両・資機材, その他."""
OfferState = Literal["offered", "withdrawn", "received"]

_Id = String(13)

agreement_table = Table(
    "alliance_agreement",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("alliance_id", _Id, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("body_id", _Id, nullable=False),  # whose administrator proposed it
    Column("at", BigInteger, nullable=False),
)

agreement_body_table = Table(
    "alliance_agreement_body",
    metadata,
    Column("agreement_id", _Id, primary_key=True),
    Column("body_id", _Id, primary_key=True),
    Column("contact", Text, nullable=False),  # whom to call at any hour
    Column("agreed_at", BigInteger),
    Column("left_at", BigInteger),  # declined, or left afterwards
    Index("ix_alliance_agreement_body_body_id", "body_id"),
)

aid_request_table = Table(
    "alliance_aid_request",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("alliance_id", _Id, nullable=False),
    Column("body_id", _Id, nullable=False),
    Column("agreement_id", _Id),  # told to its bodies only
    Column("kind", String(10), nullable=False),
    Column("item", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit", String(UNIT_LIMIT * CODE_POINTS_EACH), nullable=False),
    Column("needed_by", BigInteger),
    Column("place", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("is_drill", Boolean, nullable=False, server_default=false()),
    Column("by_id", _Id, nullable=False),
    Column("client_key", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Index("ix_alliance_aid_request_alliance_id", "alliance_id", "closed_at"),
    Index("uq_alliance_aid_request_once", "by_id", "client_key", unique=True),
)

aid_offer_table = Table(
    "alliance_aid_offer",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("request_id", _Id, nullable=False, index=True),
    Column("body_id", _Id, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("arrives_at", BigInteger),
    Column("note", Text, nullable=False),
    Column("by_id", _Id, nullable=False),
    Column("client_key", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("received_at", BigInteger),
    Index("uq_alliance_aid_offer_once", "by_id", "client_key", unique=True),
)

Title = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * TITLE_LIMIT)]
AgreementText = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * TEXT_LIMIT)]
AgreementContact = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * CONTACT_LIMIT)]
Item = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * ITEM_LIMIT)]
Unit = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * UNIT_LIMIT)]
AidPlace = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * PLACE_LIMIT)]
AidNote = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * NOTE_LIMIT)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=QUANTITY_MOST)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]
ClientKey = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class NewAgreement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agreement one's body proposes to others of the alliance; one's own agrees thereby."""

    title: Title
    text: AgreementText
    contact: AgreementContact
    body_ids: Annotated[list[OrganizationId], msgspec.Meta(min_length=1, max_length=BODIES_MOST)]


class AgreementAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a body says to an agreement: it agrees, with whom to call at any hour; or it does not, or not any more."""

    agreed: bool
    contact: AgreementContact = ""


class NewAidRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one's body needs of others. `room_id`: where it is told at once; the same `client_key` again asks once."""

    kind: AidKind
    item: Item
    quantity: Quantity
    unit: Unit = ""
    needed_by: Instant | None = None
    place: AidPlace = ""
    note: AidNote = ""
    is_drill: bool = False
    agreement_id: Id | None = None
    room_id: RoomId | None = None
    client_key: ClientKey


class NewAidOffer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one's body sends upon a request; the same `client_key` again offers once."""

    quantity: Quantity
    arrives_at: Instant | None = None
    note: AidNote = ""
    client_key: ClientKey


class AidOfferChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever offered takes it back; whoever asked says that it has come."""

    state: Literal["withdrawn", "received"]


class AgreementBody(msgspec.Struct, frozen=True, kw_only=True):
    """A body of an agreement, and whom to call there."""

    body_id: OrganizationId
    name: str
    contact: str
    agreed_at: int | None
    has_left: bool


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as its bodies see it. `own_agreed`: whether the viewer's body has agreed."""

    id: Id
    title: str
    text: str
    at: int
    state: AgreementState
    bodies: list[AgreementBody]
    own_agreed: bool


class Agreements(msgspec.Struct, frozen=True):
    """The agreements of the viewer's body in an alliance; `may_decide`: whether the viewer decides for it."""

    agreements: list[Agreement]
    may_decide: bool


class AidOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What a body offers."""

    id: Id
    body_id: OrganizationId
    body: str
    quantity: int
    arrives_at: int | None
    note: str
    by: Person | None
    at: int
    state: OfferState


class AidRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request as bodies see it; `offered` and `received` count what was not taken back."""

    id: Id
    body_id: OrganizationId
    body: str
    kind: AidKind
    item: str
    quantity: int
    unit: str
    needed_by: int | None
    place: str
    note: str
    is_drill: bool
    agreement: str  # its title; empty where all bodies are asked
    by: Person | None
    at: int
    closed_at: int | None
    offered: int
    received: int
    offers: list[AidOffer]


class AidRequests(msgspec.Struct, frozen=True):
    """What bodies of an alliance need: what is open by when it is needed, then what was closed lately."""

    requests: list[AidRequest]


class Said(NamedTuple):
    """What a body said to an agreement."""

    agreed_at: int | None
    has_left: bool


def state_of(bodies: Sequence[Said]) -> AgreementState:
    """Return how an agreement stands: in force once all its bodies that have not left have agreed, two at least."""
    there = [body for body in bodies if not body.has_left]
    if len(there) < LEAST_BODIES:
        return "over"
    return "in_force" if all(body.agreed_at is not None for body in there) else "proposed"
