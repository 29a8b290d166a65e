"""Pages from templates: everything is escaped unless a template says so, and none does."""

import base64
import hashlib
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from markupsafe import Markup, escape

from kairan.applications.letters import said_at
from kairan.applications.pages.words import word
from kairan.forms.questions.dates import ERAS

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "public.css").read_text("utf-8")
STYLE_NAME = "public." + base64.b32encode(hashlib.sha256(STYLE.encode()).digest()).decode()[:12].lower() + ".css"
STYLE_PATH = f"/f/-/assets/{STYLE_NAME}"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def lines(text: str) -> Markup:
    """Return text as paragraphs: an empty line parts them, a line end is kept."""
    paragraphs = [part.strip("\n") for part in text.split("\n\n") if part.strip()]
    parts = [Markup("<br>").join(escape(line) for line in one.split("\n")) for one in paragraphs]
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in parts)


def first_line(text: str) -> str:
    """Return the first line of a text."""
    return text.strip().partition("\n")[0]


@cache
def environment() -> Environment:
    """Return the templates; read once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    made.filters.update(lines=lines, first_line=first_line)
    made.globals.update(at=said_at, style=STYLE_PATH, eras=["西暦", *(name for name, _, _ in ERAS)])
    return made


def rendered(template: str, language: str, **given: object) -> Response[str]:
    """Return a page in a language."""
    return as_page(text_of(template, language, **given))


def as_page(text: str, policy: str = POLICY) -> Response[str]:
    """Return a page with the policy that lets nothing of elsewhere into it."""
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Response(text, media_type="text/html", headers=headers)


def text_of(template: str, language: str, **given: object) -> str:
    """Return the text of a page."""
    around = {"home": "", "listed": False, "title": "", "scripts": [], **given}
    return environment().get_template(template).render(language=language, w=partial(_worded, language), **around)


def _worded(language: str, name: str, **detail: str | int) -> str:
    return word(name, language, **detail)
