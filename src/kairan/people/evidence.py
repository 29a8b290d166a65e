"""Evidence (証跡) of how a body's security is set: each concern adds a section that reads the real state."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.clock import JAPAN
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer


class Fact(msgspec.Struct, frozen=True):
    """One line: what it is, in both languages, and its value."""

    ja: str
    en: str
    value: str


class Section(msgspec.Struct, frozen=True):
    """The lines of one concern under a heading."""

    ja: str
    en: str
    facts: list[Fact]


Placed = tuple[int, Section]
SectionOf = Callable[[Db, Viewer], Section]

EVIDENCE: ExtensionPoint[tuple[int, SectionOf]] = ExtensionPoint("people.evidence")
"""Sections of the page, each with its place."""


def sections(db: Db, viewer: Viewer, more: Iterable[Placed] = ()) -> list[Section]:
    """Return every section in order, and `more` at their places; the caller has asked whether the viewer may."""
    made = [(place, section_of(db, viewer)) for place, section_of in EVIDENCE.given()]
    return [section for _, section in sorted([*made, *more], key=lambda one: one[0])]


def written(at: int | None) -> str:
    """Write an instant (ms) as it stands on paper, in Japan's time; a dash for none."""
    return "—" if at is None else f"{datetime.fromtimestamp(at / 1000, JAPAN):%Y-%m-%d %H:%M}"
