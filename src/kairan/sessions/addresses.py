"""The addresses people open, as they stand on paper and in links: from the settings, one for each entrance.

Promise: what is printed is what is answered. Where the settings name no address there is only the one somebody
happens to use, and whoever prints it must be shown it first.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec


class FaceAddress(msgspec.Struct, frozen=True):
    """The address of an entrance; an empty face where there is one entrance only."""

    face: str
    url: str


def addresses_of(hosts: Iterable[tuple[str, str]], url: str, asked: str) -> list[FaceAddress]:
    """Return the address of each entrance, that of the setting `url` first; `asked` is the one this was asked under.

    `hosts`: names with their entrances. Other entrances are taken to be as secure as the one that is set.
    """
    main = (url or asked).rstrip("/")
    named = urlsplit(main)
    first: dict[str, str] = {}
    for host, face in hosts:
        own = main if host == (named.hostname or "") else f"{named.scheme}://{host}"
        if face not in first or own == main:
            first[face] = own
    if not first:
        return [FaceAddress("", main)]
    found = [FaceAddress(face, own) for face, own in first.items()]
    return sorted(found, key=lambda one: one.url != main)
