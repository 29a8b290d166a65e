"""What is asked for, by whom it comes, and how far it is; what may follow on what is one table."""

from collections.abc import Mapping
from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import OrganizationId
from kairan.emergency.places.model import PlaceId
from kairan.talk.model import AllianceId

SupplyId = NewType("SupplyId", Id)
SupplyKind = Literal["goods", "people", "vehicle", "task"]
"""物資・人・車両・作業."""
SupplyState = Literal["asked", "accepted", "on_way", "arrived", "withdrawn"]
"""要請中・受付済み・輸送中・到着・取り下げ."""
MAY: Mapping[SupplyState, frozenset[SupplyState]] = {
    "asked": frozenset({"accepted", "on_way", "arrived", "withdrawn"}),
    "accepted": frozenset({"asked", "on_way", "arrived", "withdrawn"}),
    "on_way": frozenset({"accepted", "arrived", "withdrawn"}),
    "arrived": frozenset(),
    "withdrawn": frozenset(),
}
ORDER: tuple[SupplyState, ...] = ("accepted", "on_way", "arrived", "withdrawn", "asked")
"""As the acts stand beside each other: what follows next comes first."""
OPEN: tuple[SupplyState, ...] = ("asked", "accepted", "on_way")
AT_PLACE: frozenset[SupplyState] = frozenset({"arrived", "withdrawn"})
"""What those at a place say of what they asked for; the rest is the headquarters'."""

WHAT_LIMIT = 80
AMOUNT_LIMIT = 40
NOTE_LIMIT = 300
OFFER_LIMIT = 200
SHOWN_MOST = 200
OPEN_MOST = bounded("emergency.supplies", 1_000, "refuse", "`supply.too_many`; of what a body waits for")
OFFERS_MOST = 50

_Id = String(13)

supply_table = Table(
    "supply",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("is_drill", Boolean, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("what", String(WHAT_LIMIT * 4), nullable=False),
    Column("amount", String(AMOUNT_LIMIT * 4), nullable=False),
    Column("note", Text, nullable=False),
    Column("place_id", _Id),  # null: the headquarters itself
    Column("state", String(10), nullable=False),
    Column("alliance_id", _Id),  # whose bodies may see it and offer
    Column("helper_id", _Id),  # the body whose offer was accepted
    Column("asked_at", BigInteger, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_supply_organization_id", "organization_id", "is_drill", "state", "id"),
    Index("ix_supply_alliance_id", "alliance_id", "state"),
    Index("ix_supply_organization_id_client_key", "organization_id", "client_key", unique=True),
)

# By the names bodies had when they offered: an alliance may later reach to another installation.
supply_offer_table = Table(
    "supply_offer",
    metadata,
    Column("supply_id", _Id, ForeignKey("supply.id"), primary_key=True),
    Column("body_id", _Id, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by_id", _Id, nullable=False),
)


class NewSupply(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for. `key`: asked twice with the same, it is once."""

    key: Annotated[str, msgspec.Meta(min_length=8, max_length=40)]
    kind: SupplyKind
    what: Annotated[str, msgspec.Meta(min_length=1, max_length=WHAT_LIMIT * 4)]
    amount: Annotated[str, msgspec.Meta(max_length=AMOUNT_LIMIT * 4)] = ""
    note: Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)] = ""
    place_id: PlaceId | None = None
    is_drill: bool = False


class SupplyMove(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far it is now. `revision`: of what was seen."""

    state: SupplyState
    revision: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class SupplyOpening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To which alliance it is open; null: to none."""

    alliance_id: AllianceId | None


class SupplyAccepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose offer is accepted."""

    body_id: OrganizationId


class NewOffer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one's own body offers: how much, by when."""

    text: Annotated[str, msgspec.Meta(max_length=OFFER_LIMIT * 4)] = ""


class SupplyOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What another body offers."""

    body_id: OrganizationId
    name: str
    text: str
    at: int
    is_accepted: bool


class SupplyRow(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for, and how far it is; `may`: what one may say of it."""

    id: SupplyId
    kind: SupplyKind
    what: str
    amount: str
    note: str
    place: str
    body: str
    is_drill: bool
    state: SupplyState
    alliance_id: AllianceId | None
    offers: list[SupplyOffer]
    asked_at: int
    asked_by: str
    changed_at: int
    changed_by: str
    revision: int
    may: list[SupplyState]


class SupplyChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A place one may ask for, or an alliance one may ask."""

    id: Id
    name: str


class SupplyBoard(msgspec.Struct, frozen=True, kw_only=True):
    """What one's body asked for, what is open first; and what allies ask for, with one's own offer alone."""

    supplies: list[SupplyRow]
    elsewhere: list[SupplyRow]
    places: list[SupplyChoice]
    alliances: list[SupplyChoice]
    may_lead: bool


class SupplyMade(msgspec.Struct, frozen=True, kw_only=True):
    """What was just asked for."""

    id: SupplyId
