"""Pages from templates: everything is escaped unless a template says so, and none does."""

import base64
import hashlib
import re
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from markupsafe import Markup, escape

from kairan.applications.letters import said_at
from kairan.applications.pages.words import word
from kairan.forms.questions.dates import ERAS
from kairan.forms.translating import Said

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "public.css").read_text("utf-8")
STYLE_NAME = "public." + base64.b32encode(hashlib.sha256(STYLE.encode()).digest()).decode()[:12].lower() + ".css"
STYLE_PATH = f"/f/-/assets/{STYLE_NAME}"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_LINK = re.compile(
    r"(?<![\w@])https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+|(?P<tel>(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-]))", re.ASCII
)
"""Addresses, and numbers of Japan as offices write them."""


def lines(text: str) -> Markup:
    """Return text as paragraphs: an empty line parts them, a line end is kept; each says its language."""
    paragraph = Markup('<p lang="{}">{{}}</p>').format(text.lang) if isinstance(text, Said) else Markup("<p>{}</p>")
    paragraphs = [part.strip("\n") for part in text.split("\n\n") if part.strip()]
    parts = [Markup("<br>").join(_linked(line) for line in one.split("\n")) for one in paragraphs]
    return Markup("").join(paragraph.format(part) for part in parts)


def _linked(line: str) -> Markup:
    """Return a line with its web addresses and telephone numbers as links: a person who is stuck can call."""
    parts: list[Markup] = []
    end = 0
    for found in _LINK.finditer(line):
        shown = found[0] if found["tel"] else found[0].rstrip(".,:;!?)'\"")
        href = f"tel:{shown.replace('-', '')}" if found["tel"] else shown
        parts += [escape(line[end : found.start()]), Markup('<a href="{}" rel="noreferrer">{}</a>').format(href, shown)]
        end = found.start() + len(shown)
    return Markup("").join([*parts, escape(line[end:])])


def first_line(text: str) -> str:
    """Return the first line of a text."""
    first = text.strip().partition("\n")[0]
    return Said(first, text.lang) if isinstance(text, Said) else first


def plain(text: str) -> str:
    """Return a text without its language: for a title, a list to choose from, an attribute."""
    return "".join(text)


def lang(text: str) -> Markup:
    """Return the attribute that says in which language a text is."""
    return Markup(' lang="{}"').format(text.lang) if isinstance(text, Said) else Markup("")


def told(value: object) -> object:
    """Return what stands in a page for a value: a text of a form with its language around it."""
    return Markup('<span lang="{}">{}</span>').format(value.lang, plain(value)) if isinstance(value, Said) else value


@cache
def environment() -> Environment:
    """Return the templates; read once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        finalize=told,
    )
    made.filters.update(lines=lines, first_line=first_line, plain=plain)
    eras = ["西暦", *(name for name, _, _ in ERAS)]
    made.globals.update(at=said_at, style=STYLE_PATH, lang=lang, eras=eras)
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
    around = {
        "home": "",
        "listed": False,
        "title": "",
        "scripts": [],
        "tongues": [],
        "back": "",
        "ground": None,
        **given,
    }
    page = "ja" if language in {"ja", "easy"} else "en"  # of the words around the form; its texts say their own
    return environment().get_template(template).render(language=page, w=partial(_worded, language), **around)


def _worded(language: str, name: str, **detail: str | int) -> str:
    return word(name, language, **detail)
