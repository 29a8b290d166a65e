"""Parts of a file, as browsers ask for them (RFC 9110, sections 13 and 14)."""

import re

import msgspec

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    """The bytes from `start` up to, not including, `end`."""

    start: int
    end: int


class Unsatisfiable(msgspec.Struct, frozen=True):
    """A range that lies outside of the file."""


def part_wanted(header: str | None, size: int) -> Part | Unsatisfiable | None:
    """Read a Range header; None for the whole file, also when it asks for several parts or cannot be read."""
    asked = _ONE_RANGE.fullmatch(header or "")
    if asked is None or asked[1] == asked[2] == "":
        return None
    if not asked[1]:
        length = min(int(asked[2]), size)
        return Part(size - length, size) if length else Unsatisfiable()
    start, end = int(asked[1]), min(int(asked[2]) + 1, size) if asked[2] else size
    if start >= size:
        return Unsatisfiable()
    return Part(start, end) if start < end else None


def names_version(header: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this version."""
    named = [one.strip().removeprefix("W/") for one in (header or "").split(",")]
    return etag in named or "*" in named
