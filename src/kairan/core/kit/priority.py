"""The emergency lane (緊急レーン): capacity kept free for what must stay fast while everything else is saturated.

In it: finding one's session, signing in, urgent notices, and whether the server is ready. What runs in the lane goes
before ordinary work at the writer, and has threads of its own for reading. A handler enters it by `urgent=True`;
what decides later that it is urgent (a notice by its importance) says `with urgently(): await errand.write(…)`.

The lane is small: what everybody does all day must stay outside, or it is no lane.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_in_lane: ContextVar[bool] = ContextVar("in_lane", default=False)


def is_urgent() -> bool:
    """Whether what runs here is in the lane."""
    return _in_lane.get()


def set_priority(urgent: object) -> None:
    """Say for the rest of this request whether it is in the lane; asked at the door for each request anew."""
    _in_lane.set(bool(urgent))


@contextmanager
def urgently() -> Iterator[None]:
    """Do what stands inside in the lane."""
    before = _in_lane.set(True)
    try:
        yield
    finally:
        _in_lane.reset(before)
