"""Faces (LGWAN側 / インターネット側): through which entrance a request came, decided once, at the edge."""

from collections.abc import Mapping

from kairan.entry.model import Entrance
from kairan.viewer import DeviceClass

SINGLE = "single"  # the installation has one entrance


def entrance_of(host: str, agent: str, faces: Mapping[str, str]) -> Entrance:
    """Decide the entrance from the host name asked for; `faces` maps host names to faces."""
    name = host.partition(":")[0].lower()
    return Entrance(face=faces.get(name, SINGLE), device=device_class(agent), agent=agent[:300])


def device_class(agent: str) -> DeviceClass:
    """Guess the class of device from the browser's own word; policy must not rest on it alone."""
    return "phone" if any(word in agent for word in ("Mobile", "Android", "iPhone")) else "pc"
