"""Small scripts that make a page easier where there are any; every page is complete without.

A page that has none admits none: the policy lets a script of ours run on the pages alone that name it.
"""

import base64
import hashlib
from collections.abc import Mapping

from kairan.applications.pages.rendering import FOLDER, POLICY
from kairan.forms.journey import PageOnPath
from kairan.forms.questions import Position

POSITION = (FOLDER / "position.js").read_text("utf-8")


def _named(name: str, text: str) -> str:
    digest = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:12].lower()
    return f"{name}.{digest}.js"


POSITION_NAME = _named("position", POSITION)
SCRIPTS: Mapping[str, str] = {POSITION_NAME: POSITION}
"""What is given out under /f/-/assets/, by name; the name changes with the text."""
SCRIPTED_POLICY = f"{POLICY}; script-src 'self'"


def scripts_for(page: PageOnPath) -> list[str]:
    """Return the addresses of the scripts that a page is easier with."""
    return [f"/f/-/assets/{POSITION_NAME}"] if any(isinstance(one, Position) for one in page.questions) else []


def policy_for(page: PageOnPath) -> str:
    """Return the policy of a page."""
    return SCRIPTED_POLICY if scripts_for(page) else POLICY
