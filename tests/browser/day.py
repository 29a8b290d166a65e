"""A clerk at a room of a server that is a test's own."""

from typing import Any

from kairan.core.viewer import Viewer
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import Town

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def in_room(town: Town, meet: Meet, viewer: Viewer | None = None, **options: Any) -> Person:
    person = meet(viewer or town.cast.sato, **options)
    person.go(f"/rooms/{town.room_id}")
    person.feed.wait_for()
    return person
