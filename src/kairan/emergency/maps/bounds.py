"""Where a body lies, from the outline of municipalities: a map for its residents opens there. Pure."""

from functools import lru_cache

from kairan.applications.pressed_map import Bounds
from kairan.core.kit.bounds import bounded
from kairan.emergency.maps.picture import extent
from kairan.people.municipalities import municipalities


@lru_cache(bounded("maps.bodies", 256, "evict", "worked out once more"))
def bounds_of(code: str) -> Bounds | None:
    """Return the extent of a body; of a prefecture all its municipalities together. None for a code nobody has."""
    if code not in municipalities():
        return None
    if code[2:5] == "000":
        found = extent(code[:2], f"{code[:2]}~")
    else:  # a designated city has the number before those of its wards, and the outline knows the wards alone
        found = extent(code[:5], min((one[:5] for one in municipalities() if one > code), default="~"))
    return Bounds(*found) if found else None
