"""Where webhooks may go: to hosts the operator named; to private addresses only where a host is named as it stands.

Promise: what is asked is the very address that was looked at: a name may lead elsewhere a moment later.
"""

import asyncio
import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import msgspec

ANY = "*"


class AddressRefused(Exception):  # noqa: N818  (a refusal, not an error)
    """A name leads to an address that webhooks do not go to."""


class Hosts(msgspec.Struct, frozen=True):
    """The hosts of `webhook_hosts`: names, `*.` with a domain, `*` for any public one; none: nothing leaves here."""

    named: tuple[str, ...]

    def allows(self, url: str) -> bool:
        """Whether a webhook may have this address."""
        parts = _parts(url)
        if parts is None or not parts.hostname or parts.username or parts.password or parts.fragment:
            return False
        if parts.scheme == "http":
            return self.names(parts.hostname)  # a system inside, which the operator knows
        return parts.scheme == "https" and (self.names(parts.hostname) or self._covers(parts.hostname))

    def names(self, host: str) -> bool:
        """Whether the operator wrote this very host: then it may be private."""
        return host.lower() in self.named

    def _covers(self, host: str) -> bool:
        domains = [one[1:] for one in self.named if one.startswith("*.")]
        return ANY in self.named or any(host.lower().endswith(one) for one in domains)


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if all("!" <= one <= "~" for one in url) else None


class Pinned(msgspec.Struct, frozen=True):
    """How to ask the address that was looked at, under its name."""

    url: str
    host: str  # for the header
    sni: str | None


async def pinned(hosts: Hosts, url: str) -> Pinned:
    """Look a name up, and return how to ask what was found. Raises AddressRefused, OSError.

    Where a proxy asks for us, it looks names up, and keeps to what is behind it.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not hosts.allows(url):
        raise AddressRefused(host)
    if getproxies().get(parts.scheme) and not proxy_bypass(host):
        return Pinned(url, parts.netloc, None)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(place[0]) for *_, place in found]
    if not hosts.names(host) and not all(is_public(one) for one in places):
        raise AddressRefused(host)
    ip = places[0]
    netloc = f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"
    return Pinned(urlunsplit(parts._replace(netloc=netloc)), parts.netloc, host)


def is_public(address: str) -> bool:
    """Whether an address is anybody's on the Internet, and not of this machine, its neighbours or a private network."""
    one = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(one, "ipv4_mapped", None) or getattr(one, "sixtofour", None) or one
    return one.is_global and inner.is_global and not inner.is_multicast
