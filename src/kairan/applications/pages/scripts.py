"""Small scripts that make a page easier where there are any; every page is complete without.

A page that has none admits none: the policy lets a script of ours run on the pages alone that name it.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from kairan.applications.pages.rendering import FOLDER, POLICY
from kairan.forms.questions import Address, AnyQuestion, PersonName, Photo, Position

POSITION = (FOLDER / "position.js").read_text("utf-8")
MAP = (FOLDER / "map.js").read_text("utf-8")
PHOTOS = (FOLDER / "photos.js").read_text("utf-8")
READING = (FOLDER / "reading.js").read_text("utf-8")
POSTCODE = (FOLDER / "postcode.js").read_text("utf-8")
WORK = (FOLDER / "work.js").read_text("utf-8")
READ = (FOLDER / "read.js").read_text("utf-8")


def _named(name: str, text: str) -> str:
    digest = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:12].lower()
    return f"{name}.{digest}.js"


POSITION_NAME, PHOTOS_NAME = _named("position", POSITION), _named("photos", PHOTOS)
WORK_NAME, READING_NAME = _named("work", WORK), _named("reading", READING)
POSTCODE_NAME = _named("postcode", POSTCODE)
READ_NAME = _named("read", READ)
MAP_NAME = _named("map", MAP)
MAP_PATH = f"/f/-/assets/{MAP_NAME}"
"""Fetched by the script of positions, when somebody opens the map."""
WORK_PATH = f"/f/-/assets/{WORK_NAME}"
SCRIPTS: Mapping[str, str] = {
    POSITION_NAME: POSITION,
    MAP_NAME: MAP,
    PHOTOS_NAME: PHOTOS,
    WORK_NAME: WORK,
    READING_NAME: READING,
    POSTCODE_NAME: POSTCODE,
    READ_NAME: READ,
}
"""What is given out under /f/-/assets/, by name; the name changes with the text."""
SCRIPTED_POLICY = f"{POLICY}; script-src 'self'"
ASKING_POLICY = f"{SCRIPTED_POLICY}; connect-src 'self'"
READING_POLICY = f"{SCRIPTED_POLICY}; connect-src 'self'"
"""Of a page that says by itself that it was read."""


def scripts_for(questions: Sequence[AnyQuestion]) -> list[str]:
    """Return the addresses of the scripts that a page with these questions is easier with."""
    wanted = (
        (POSITION_NAME, any(isinstance(one, Position) for one in questions)),
        (PHOTOS_NAME, any(isinstance(one, Photo) for one in questions)),
        (POSTCODE_NAME, _asks_address(questions)),
        (READING_NAME, any(isinstance(one, PersonName) and one.with_reading for one in questions)),
    )
    return [f"/f/-/assets/{name}" for name, is_wanted in wanted if is_wanted]


def policy_for(questions: Sequence[AnyQuestion]) -> str:
    """Return the policy of a page with these questions."""
    if _asks_address(questions):
        return ASKING_POLICY
    return SCRIPTED_POLICY if scripts_for(questions) else POLICY


def _asks_address(questions: Sequence[AnyQuestion]) -> bool:
    return any(isinstance(one, Address) for one in questions)
