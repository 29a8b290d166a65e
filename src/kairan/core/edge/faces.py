"""Faces (LGWAN側 / インターネット側): through which entrance a request came, decided once, at the edge.

Promise: a face cannot be claimed. The host name asked for names it, and where proxies are named for a face only they
may speak for it; what is said of an address or a scheme in X-Forwarded headers is believed from named proxies alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from ipaddress import ip_address

from kairan.core.edge.networks import Networks, networks_of
from kairan.core.edge.problems import HostUnknown, ProxyUnknown
from kairan.core.kit.bounds import bounded
from kairan.core.viewer import DeviceClass

BEHIND = bounded("faces.peers", 1_024, "evict", "looked up among the proxies once more")
SINGLE = "single"  # the installation has one entrance
PUBLIC = "public"
"""The entrance of residents (住民の入口): it knows forms and applications, and no member; where no host has it, the
residents' pages are shown at every other."""
PUBLIC_HOME = "/f"
"""Where the address of that entrance alone leads."""


class Faces:
    """The entrances of an installation: host names, and the proxies that may speak for each."""

    def __init__(
        self,
        of_host: Mapping[str, str] | None = None,
        proxies: Mapping[str, Sequence[str]] | None = None,
        trusted: Iterable[str] = (),
        alone: Iterable[str] = (),
    ) -> None:
        """Take the settings; `alone` are the host names of an installation without faces, none: any.

        Raises ValueError for what is no network, or proxies of a face that has no host.
        """
        self._of_host = {host.lower(): face for host, face in (of_host or {}).items()}
        self._alone = frozenset(host.lower() for host in alone)
        named = dict.fromkeys(self._of_host.values())
        self.names: tuple[str, ...] = tuple(face for face in named if face != PUBLIC) or (SINGLE,)  # of members
        self.has_public = PUBLIC in named
        self._is_parted = any(face != PUBLIC for face in named)
        self._proxies: dict[str, Networks] = {face: networks_of(some) for face, some in (proxies or {}).items()}
        if unknown := set(self._proxies) - set(named):
            raise ValueError(f"face_proxies names faces without a host name: {', '.join(sorted(unknown))}")
        self._trusted: Networks = (*networks_of(trusted), *(one for some in self._proxies.values() for one in some))
        self.is_behind = lru_cache(BEHIND)(self._is_behind)

    @property
    def hosts(self) -> frozenset[str]:
        """Every host name of ours."""
        return frozenset(self._of_host)

    @property
    def of_hosts(self) -> tuple[tuple[str, str], ...]:
        """Every host name of ours with its face, in the order of the setting."""
        return tuple(self._of_host.items())

    @property
    def has_proxies(self) -> bool:
        """Whether any proxy is named."""
        return bool(self._trusted)

    def _is_behind(self, peer: str) -> bool:
        return _lies_in(peer, self._trusted)

    def face_of(self, host: str, peer: str) -> str:
        """Return the face of a host name asked for by a peer. Problems: HostUnknown, ProxyUnknown."""
        name = name_in(host)
        face = self._of_host.get(name)
        if face is None:
            if self._is_parted or (self._alone and name not in self._alone and not _is_loopback(name)):
                raise HostUnknown
            return SINGLE
        if face in self._proxies and not _lies_in(peer, self._proxies[face]):
            raise ProxyUnknown
        return face

    def asker_behind(self, peer: str, forwarded: str) -> str:
        """Return who asks, from a named proxy's X-Forwarded-For: the nearest address that is no proxy of ours."""
        hops = [hop.strip().strip("[]") for hop in forwarded.split(",") if hop.strip()]
        return next((hop for hop in reversed(hops) if not self.is_behind(hop)), hops[0] if hops else peer)


def name_in(host: str) -> str:
    """Return the name in a Host header, without its port."""
    name = host.strip().lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0].rstrip(".")


def _is_loopback(name: str) -> bool:
    """Whether a name is this machine's own for itself: who maintains it comes so, and no other site has it."""
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _lies_in(address: str, networks: Networks) -> bool:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in networks)


def device_class(agent: str) -> DeviceClass:
    """Guess the class of device from the browser's own word; policy must not rest on it alone."""
    return "phone" if any(word in agent for word in ("Mobile", "Android", "iPhone")) else "pc"
