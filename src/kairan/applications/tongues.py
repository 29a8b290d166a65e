"""In which language one reads (言語の選択): what was chosen at the top of a page, else what the browser says."""

from litestar.datastructures import Cookie

from kairan.core.edge.cookies import LANGUAGE_COOKIE, made_cookie
from kairan.forms.translating import TONGUES

LANGUAGE_S = 365 * 24 * 3600
BUTTON = "tongue-"
"""How the value of a button begins by which a page is kept and read in another language."""


def cookie_of_tongue(tongue: str, *, secure: bool) -> Cookie:
    """Return what keeps the choice."""
    return made_cookie(LANGUAGE_COOKIE, tongue, LANGUAGE_S, secure=secure)


def pressed_tongue(pressed: str) -> str:
    """Return which language a button is for; empty for none that there is."""
    wanted = pressed.removeprefix(BUTTON) if pressed.startswith(BUTTON) else ""
    return wanted if wanted in TONGUES else ""


def is_ours(back: str) -> bool:
    """Whether an address leads to a page of ours, and to nobody else's."""
    return back.startswith("/f/") and "//" not in back and "\\" not in back and back.isprintable()
