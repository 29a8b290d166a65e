"""Places, how each is now (in a drill apart from the real), and who besides the headquarters may say so."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.people import Person

PlaceId = NewType("PlaceId", Id)
PlaceState = Literal["open", "full", "closed"]
"""開設・満員・閉鎖."""
Danger = Literal["flood", "landslide", "surge", "earthquake", "tsunami", "fire", "inland_flood", "volcano"]
"""災害種別: 洪水・崖崩れ等・高潮・地震・津波・大規模な火事・内水氾濫・火山現象."""
Need = Literal[
    "water",
    "food",
    "milk",
    "bedding",
    "toilet",
    "hygiene",
    "medicine",
    "heating",
    "power",
    "people",
    "transport",
    "other",
]
"""水・食料・粉ミルクやおむつ・毛布や寝具・トイレ・衛生用品・薬・冷暖房・電源・人手・移送・その他."""

WhichPlaces = Literal["all", "open", "mine"]
"""All, those open or full, or those one was named for."""

NAME_LIMIT = 100
ADDRESS_LIMIT = 200
NOTE_LIMIT = 300
NEED_LIMIT = 60
CODE_LIMIT = 60
PEOPLE_MOST = 200_000
NEEDS_MOST = 12
KEEPERS_MOST = 50
PAGE = 100
HISTORY_PAGE = 50
PLACES_MOST = bounded("emergency.places", 3_000, "refuse", "`place.too_many`")

_Id = String(13)

place_table = Table(
    "place",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("code", String(CODE_LIMIT * 4), nullable=False),  # ID of the list; empty: added on the spot
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("address", String(ADDRESS_LIMIT * 4), nullable=False),
    Column("latitude", Float),  # WGS 84, degrees
    Column("longitude", Float),
    Column("capacity", Integer),  # indoors, where the list tells them apart
    Column("is_designated", Boolean, nullable=False),
    Column("listed", Text, nullable=False),  # JSON `Listed`: the whole row of the list
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", _Id, nullable=False),
    Column("retired_at", BigInteger),
    Index("ix_place_organization_id", "organization_id", "id"),
)

place_status_table = Table(
    "place_status",
    metadata,
    Column("place_id", _Id, ForeignKey("place.id"), primary_key=True),
    Column("is_drill", Boolean, primary_key=True),
    Column("state", String(10), nullable=False),
    Column("people", Integer),  # null: not counted
    Column("detail", Text, nullable=False),  # JSON `PlaceDetail`
    Column("opened_at", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("by_id", _Id, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_place_status_state", "is_drill", "state", "place_id"),
)

place_keeper_table = Table(
    "place_keeper",
    metadata,
    Column("place_id", _Id, ForeignKey("place.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("named_at", BigInteger, nullable=False),
    Column("named_by", _Id, nullable=False),
    Index("ix_place_keeper_member_id", "member_id", "place_id"),
)

Count = Annotated[int, msgspec.Meta(ge=0, le=PEOPLE_MOST)]
Latitude = Annotated[float, msgspec.Meta(ge=20, le=46)]
Longitude = Annotated[float, msgspec.Meta(ge=122, le=155)]
"""Degrees (WGS 84), within Japan: what lies elsewhere is a slip."""
PlaceName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
Address = Annotated[str, msgspec.Meta(max_length=ADDRESS_LIMIT * 4)]
PlaceNote = Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What a list says of a place besides what stands in columns of its own: the standard's columns by their names."""

    cells: dict[str, str] = {}
    dangers: list[Danger] = []
    """Against what it is designated."""
    capacity_text: str = ""


class PlaceGroups(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the people at a place, how many are …; null: not counted."""

    households: Count | None = None
    elderly: Count | None = None
    infants: Count | None = None
    expecting: Count | None = None
    disabled: Count | None = None
    foreign: Count | None = None
    outside: Count | None = None
    """In cars or tents on the ground."""


class PlaceNeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is lacking, with how much or what exactly."""

    need: Need
    note: Annotated[str, msgspec.Meta(max_length=NEED_LIMIT * 4)] = ""


class PlaceDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a place besides its state and how many are there."""

    groups: PlaceGroups
    needs: list[PlaceNeed]
    note: str


class PlaceReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a place is now, as who is there says. `revision`: of what it changes; 0 for the first."""

    state: PlaceState
    people: Count | None = None
    groups: PlaceGroups = msgspec.field(default_factory=PlaceGroups)
    needs: Annotated[list[PlaceNeed], msgspec.Meta(max_length=NEEDS_MOST)] = []
    note: PlaceNote = ""
    is_drill: bool = False
    revision: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class NewPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that was never designated, added on the spot. `key`: added twice with the same, it is once."""

    name: PlaceName
    address: Address = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    capacity: Count | None = None
    key: Annotated[str, msgspec.Meta(min_length=8, max_length=40)]


class PlaceKeepers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who besides the headquarters may say how a place is: all of them."""

    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=KEEPERS_MOST)]


class PlaceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a place is now, who said so and when."""

    state: PlaceState
    people: int | None
    groups: PlaceGroups
    needs: list[PlaceNeed]
    note: str
    opened_at: int | None
    at: int
    by: str
    revision: int


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the board; no status: nobody has said anything of it."""

    id: PlaceId
    name: str
    address: str
    latitude: float | None
    longitude: float | None
    capacity: int | None
    is_designated: bool
    status: PlaceStatus | None
    may_report: bool


class PlaceTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How many places there are, how many are open or full, and how many people are in them."""

    places: int
    open: int
    full: int
    people: int
    uncounted: int
    """Of those open or full: where nobody has counted."""


class PlaceBoard(msgspec.Struct, frozen=True, kw_only=True):
    """The places of the body, those with people first; a hundred a page."""

    totals: PlaceTotals
    places: list[PlaceRow]
    next: int | None
    may_lead: bool


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """A place with all that its list says, and who may report."""

    place: PlaceRow
    listed: Listed
    keepers: list[Person]
    may_lead: bool


class PlacePoint(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map."""

    id: PlaceId
    name: str
    latitude: float
    longitude: float
    state: PlaceState | None
    people: int | None
    capacity: int | None


class PlacePoints(msgspec.Struct, frozen=True, kw_only=True):
    """All places that have a position; `without`: how many have none."""

    points: list[PlacePoint]
    without: int


class MapTiles(msgspec.Struct, frozen=True, kw_only=True):
    """Where maps get tiles on this server, and who made them; an empty path: there are none."""

    path: str
    credit: str


class PlaceMoment(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a place at one time."""

    seq: int
    at: int
    by: str
    state: PlaceState
    people: int | None
    needs: list[str]
    note: str


class PlaceHistory(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a place, the newest first."""

    moments: list[PlaceMoment]
    next: int | None


class PlaceFault(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a list that was not taken as it stands, and why, in words."""

    line: int
    column: str
    value: str
    sentence: str


ListMode = Literal["designated", "open"]
"""A list of designated places (指定避難所一覧), or of those that are open now with the people in each (開設状況)."""


class PlacesListed(msgspec.Struct, frozen=True, kw_only=True):
    """What a list holds, and what taking it in does or did."""

    encoding: str
    rows: int
    added: int
    changed: int
    same: int
    reported: int
    """Of a list of open places: whose state or number changed."""
    closed: int
    """Of a list of open places: which were open and are not in it."""
    absent: int
    """Of a list of designated places: which are here and not in it; they stay."""
    unknown: list[str]
    """Headings that are kept as they are, and not understood."""
    faults: list[PlaceFault]
    faults_count: int
