"""The page of a link from templates; everything is escaped, the style stands in it by its digest."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from markupsafe import Markup

from kairan.core.kit.clock import JAPAN
from kairan.emergency.broadcasts.answering import Opened
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.broadcasts.links import path_of
from kairan.emergency.broadcasts.watching import COMING_WORDS, FAMILY_WORDS, HOUSE_WORDS, NEAR_WORDS

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "link.css").read_text("utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # Every page of ours says `Referrer-Policy: same-origin`, so that no other site learns the link.
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
FIELDS = ("family", "house", "coming", "near", "place", "comment")


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(FOLDER / "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)
    made.globals["style"] = Markup(STYLE)  # noqa: S704  (our own file)
    return made


def asking(one: Opened, token: str, typed: Mapping[str, str], fault: str = "") -> Response[str]:
    """Show what is asked, with what was typed."""
    words = {name: typed.get(name, "") for name in FIELDS}
    page = _environment().get_template("link.html")
    text = page.render(
        one=one,
        title=marked(one.title, is_drill=one.is_drill),
        is_drill=one.is_drill,
        lines=one.text.split("\n") if one.text else [],
        sent_at=f"{datetime.fromtimestamp(one.sent_at / 1000, JAPAN):%-m月%-d日 %H:%M}",
        action=path_of(token),
        typed=words,
        is_open=any(words.values()),
        fault=fault,
        families=_choices(FAMILY_WORDS),
        houses=_choices(HOUSE_WORDS),
        comings=[one for one in _choices(COMING_WORDS) if one[0] != "later"],
        nears=_choices(NEAR_WORDS),
    )
    return Response(text, media_type="text/html", headers=HEADERS, status_code=422 if fault else 200)


def _choices(words: Mapping[str | None, str]) -> list[tuple[str, str]]:
    return [(value, word) for value, word in words.items() if value is not None]


def done(one: Opened) -> Response[str]:
    """Say that the answer has come in."""
    said = "回答を受け付けました。" if one.asked in {"question", "safety"} else "確認を受け付けました。"
    then = "状況が変わったときは、アプリを開いて回答し直すか、所属に電話してください。"
    return _said(marked(one.title, is_drill=one.is_drill), said, then, is_drill=one.is_drill)


def over(one: Opened) -> Response[str]:
    """Say that the link answers nothing any more."""
    title = marked(one.title, is_drill=one.is_drill)
    said = "この一斉連絡は終了したか、リンクの期限が過ぎています。"
    return _said(title, said, "伝えることがあるときは、所属に電話してください。", is_drill=one.is_drill)


def unknown() -> Response[str]:
    """Say that there is no such link."""
    said = "このリンクは使えません。アドレスが途中で切れているか、期限が過ぎています。"
    then = "メールのリンクをもう一度開くか、アプリを開いて回答してください。"
    return _said("一斉連絡", said, then, is_drill=False, status_code=404)


def too_many(wait_s: int) -> Response[str]:
    """Say that too many wrong links were opened from the same address."""
    said = f"使えないリンクが続けて開かれました。{wait_s}秒ほど待ってから開いてください。"
    return _said("一斉連絡", said, "", is_drill=False, status_code=429)


def _said(title: str, said: str, then: str, *, is_drill: bool, status_code: int = 200) -> Response[str]:
    page = _environment().get_template("link_done.html")
    text = page.render(title=title, said=said, then=then, is_drill=is_drill)
    return Response(text, media_type="text/html", headers=HEADERS, status_code=status_code)
