"""Extension points (拡張点): what a lower concern asks of those above it, without knowing them.

The lower concern declares a point; the manifests of those above say what they give; `install` puts them together
once, from the one list of concerns. Importing a module changes nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class ExtensionPoint(Generic[T]):
    """A question that concerns above may answer, each in its turn."""

    def __init__(self, name: str) -> None:
        """Name the point for error messages: "people.post_followers"."""
        self.name = name

    def by(self, *given: T) -> "Extension":
        """Say what a concern gives; for its manifest."""
        return Extension(self, given)

    def given(self) -> tuple[T, ...]:
        """Return what was given, in the order of the concerns."""
        found: tuple[T, ...] = _installed.get(self, ())
        return found


class Extension(NamedTuple):
    """What one concern gives to one point."""

    point: ExtensionPoint[Any]
    given: tuple[Any, ...]


_installed: dict[ExtensionPoint[Any], tuple[Any, ...]] = {}


def install(extensions: Iterable[Extension]) -> None:
    """Put together what all concerns give, and forget what was given before."""
    together: dict[ExtensionPoint[Any], tuple[Any, ...]] = {}
    for extension in extensions:
        together[extension.point] = (*together.get(extension.point, ()), *extension.given)
    _installed.clear()
    _installed.update(together)


@contextmanager
def installed(extensions: Iterable[Extension]) -> Iterator[None]:
    """Install something for the length of a test, and put back what was there."""
    before = dict(_installed)
    install(extensions)
    try:
        yield
    finally:
        _installed.clear()
        _installed.update(before)
