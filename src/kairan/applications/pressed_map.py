"""The map that residents press to say where something is (地図で選ぶ): whose tiles it has, and where it opens.

Nobody outside is asked: the tiles come from this very server, and only where the operator lets residents see them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from kairan.applications.model import Applicant, MapTiles, PublicPages
from kairan.applications.pages.scripts import MAP_PATH
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.forms.questions import AnyQuestion, Position
from kairan.forms.questions.positions import JAPAN
from kairan.people import organization_table


class Bounds(NamedTuple):
    """A part of the earth, in degrees (WGS84)."""

    west: float
    south: float
    east: float
    north: float


BODY_BOUNDS: ExtensionPoint[Callable[[str], Bounds | None]] = ExtensionPoint("applications.body_bounds")
"""Where a body lies, by its code (全国地方公共団体コード); None for what nobody knows."""
_ALL = Bounds(127.5, 30.5, 146.5, 45.7)
"""The main islands: where the map opens of a body without a code."""


class PressedMap(NamedTuple):
    """What a page must know of its map."""

    path: str
    credit: str
    script: str
    bounds: str  # where it opens: west, south, east, north
    limits: str  # what it never leaves


async def map_on_page(
    store: Store, applicant: Applicant, pages: PublicPages, organization_id: str, questions: Sequence[AnyQuestion]
) -> PressedMap | None:
    """Return the map of a page; None where none is shown to residents, or no question asks for a position."""
    if pages.map is None or not any(isinstance(one, Position) for one in questions):
        return None
    return await store.read(pressed_map, applicant, pages.map, organization_id)


def pressed_map(db: Db, _applicant: Applicant, tiles: MapTiles, organization_id: str) -> PressedMap:
    """Return the map of a body, opened where the body lies; which code it has is known to everybody."""
    code = db.scalar(select(organization_table.c.code).where(organization_table.c.id == organization_id))
    (south, north), (west, east) = JAPAN
    limits = Bounds(float(west), float(south), float(east), float(north))
    return PressedMap(tiles.path, tiles.credit, MAP_PATH, _written(_bounds(code)), _written(limits))


def _bounds(code: str | None) -> Bounds:
    if not code:
        return _ALL
    found = (bounds_of(code) for bounds_of in BODY_BOUNDS.given())
    return next((one for one in found if one is not None), _ALL)


def _written(bounds: Bounds) -> str:
    return ",".join(f"{one:.4f}" for one in bounds)
