"""Small scripts that make a page easier where there are any; every page is complete without.

A page that has none admits none: the policy lets a script of ours run on the pages alone that name it.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from kairan.applications.pages.rendering import FOLDER, POLICY
from kairan.forms.questions import AnyQuestion, Photo, Position

POSITION = (FOLDER / "position.js").read_text("utf-8")
PHOTOS = (FOLDER / "photos.js").read_text("utf-8")
READ = (FOLDER / "read.js").read_text("utf-8")


def _named(name: str, text: str) -> str:
    digest = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:12].lower()
    return f"{name}.{digest}.js"


POSITION_NAME, PHOTOS_NAME = _named("position", POSITION), _named("photos", PHOTOS)
READ_NAME = _named("read", READ)
SCRIPTS: Mapping[str, str] = {
    POSITION_NAME: POSITION,
    PHOTOS_NAME: PHOTOS,
    READ_NAME: READ,
}
"""What is given out under /f/-/assets/, by name; the name changes with the text."""
SCRIPTED_POLICY = f"{POLICY}; script-src 'self'"
READING_POLICY = f"{SCRIPTED_POLICY}; connect-src 'self'"
"""Of a page that says by itself that it was read."""


def scripts_for(questions: Sequence[AnyQuestion]) -> list[str]:
    """Return the addresses of the scripts that a page with these questions is easier with."""
    wanted = ((Position, POSITION_NAME), (Photo, PHOTOS_NAME))
    return [f"/f/-/assets/{name}" for kind, name in wanted if any(isinstance(one, kind) for one in questions)]


def policy_for(questions: Sequence[AnyQuestion]) -> str:
    """Return the policy of a page with these questions."""
    return SCRIPTED_POLICY if scripts_for(questions) else POLICY
