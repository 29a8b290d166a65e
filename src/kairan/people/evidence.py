"""Evidence (証跡) of how a body's security is set: each concern adds a section that reads the real state."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

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

_sections: list[tuple[int, SectionOf]] = []


def register_evidence(place: int, section_of: SectionOf) -> None:
    """Add a section at a place of the page; called once by the concern that owns it."""
    _sections.append((place, section_of))


def sections(db: Db, viewer: Viewer, more: Iterable[Placed] = ()) -> list[Section]:
    """Return every section in order, and `more` at their places; the caller has asked whether the viewer may."""
    made = [(place, section_of(db, viewer)) for place, section_of in _sections]
    return [section for _, section in sorted([*made, *more], key=lambda one: one[0])]


def written(at: int | None) -> str:
    """Write an instant (ms) as it stands on paper, in Japan's time; a dash for none."""
    return "—" if at is None else f"{datetime.fromtimestamp(at / 1000, JAPAN):%Y-%m-%d %H:%M}"
