"""Networks, and whether an address lies in one of them."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from kairan.core.kit.bounds import bounded

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks_of(named: Iterable[str]) -> Networks:
    """Return networks by their checked names."""
    return tuple(map(ip_network, named))


def is_inside(address: str, networks: Networks) -> bool:
    """Whether an address lies in one of these networks; what is no address lies in none."""
    return not networks or _is_inside(address, networks)


@lru_cache(bounded("networks.addresses", 4_096, "evict", "compared once more"))
def _is_inside(address: str, networks: Networks) -> bool:
    try:
        found = _plain(address.partition("%")[0])
    except ValueError:
        return False
    return any(found.version == network.version and found.overlaps(network) for network in networks)


def _plain(address: str) -> IPv4Network | IPv6Network:
    """Return an address, or the network that stands for one household's, with IPv4 inside IPv6 taken out."""
    if "/" not in address and (mapped := getattr(ip_address(address), "ipv4_mapped", None)) is not None:
        return ip_network(mapped)
    return ip_network(address, strict=False)
