"""Where on earth something is: one value for answers, entries, reports and places."""

from typing import Annotated

import msgspec


class Coordinates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where on earth, in degrees (WGS84); from a device, typed, or pinned."""

    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]
