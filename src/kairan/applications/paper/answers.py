"""What was submitted, on paper (受付の控え・申請の内容)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kairan.applications.letters import said_at
from kairan.applications.model import AnswerShown, ApplicationView, OpenForm, Receipt
from kairan.applications.numbers import in_groups
from kairan.applications.pages.fields import RowShown, answered_in
from kairan.applications.paper.layout import Fact, around, inked
from kairan.applications.paper.words import said, words_of
from kairan.core.kit.typesetting.glyphs import Printable, Run
from kairan.core.kit.typesetting.qr import qr_svg
from kairan.core.viewer import Language

TEMPLATE = "answers.typ"
_WORDS = (
    "number",
    "received_at",
    "question",
    "answer",
    "next",
    "contact",
    "qr_alt",
    "qr_note",
    "replaced",
    "replaced_text",
)
_Row = dict[str, list[Run] | bool]
_Page = dict[str, list[Run] | list[_Row]]


def receipt_paper(form: OpenForm, receipt: Receipt, url: str, language: Language) -> Mapping[str, object]:
    """Return the receipt; its code leads to the page that says it came in."""
    ink = Printable()
    document, number = receipt.document, in_groups(receipt.number)
    pages = [
        _page(ink, page.title or said("answers", language), [_given(ink, row, language) for row in page.rows])
        for page in (answered_in(document, receipt.answers, receipt.withheld) if receipt.answers is not None else [])
    ]
    notices = [said("withheld", language)] if receipt.withheld else []
    notices += [said("erased", language)] if receipt.answers is None else []
    if receipt.refused_files:
        notices.append(said("refused_files", language, names="、".join(receipt.refused_files)))
    by = f"{form.organization}　{form.department}".strip()
    content = {
        **_head(ink, form.organization, document.title, number, said_at(receipt.submitted_at)),
        "facts": inked(ink, [(said("received_by", language), by)]),
        "notices": [ink(one) for one in notices],
        "pages": pages,
        "done": ink(document.done),
        "contact": ink(document.contact),
        "qr": qr_svg(url),
    }
    words = words_of(language, *_WORDS, kind="receipt")
    return content | around(ink, f"{document.title} {number}", form.organization, language, words)


class PaperPart(NamedTuple):
    """Something else that is told of an application, below its answers."""

    title: str
    lines: Sequence[Fact]


def application_paper(
    view: ApplicationView,
    organization: str,
    printed: str,
    language: Language,
    parts: Sequence[PaperPart] = (),
    notices: Sequence[str] = (),
) -> Mapping[str, object]:
    """Return an application for who works on it; `printed` says who printed it, and when."""
    ink = Printable()
    facts: list[Fact] = [(said("version", language), said("version_n", language, number=view.version))]
    facts += [(said("by", language), view.by)] if view.by else []
    pages = [
        _page(ink, page.title or said("answers", language), [_shown(ink, one, language) for one in page.answers])
        for page in view.pages
        if page.answers and not view.is_erased
    ]
    told = [_page(ink, part.title, [_line(ink, *line) for line in part.lines]) for part in parts]
    content = {
        **_head(ink, organization, view.title, view.number, said_at(view.submitted_at)),
        "facts": inked(ink, [*facts, (said("printed", language), printed)]),
        "notices": [ink(one) for one in (*notices, *([said("erased", language)] if view.is_erased else []))],
        "pages": pages + told,
        "done": [],
        "contact": [],
        "qr": None,
    }
    words = words_of(language, *_WORDS, kind="dossier" if parts else "application")
    return content | around(ink, f"{view.title} {view.number}", organization, language, words)


def _head(ink: Printable, organization: str, title: str, number: str, received_at: str) -> dict[str, object]:
    return {
        "organization": ink(organization),
        "heading": ink(title),
        "number": number,
        "received_at": received_at,
        "footer": ink(f"{title}　{number}"),
    }


def _page(ink: Printable, title: str, rows: Sequence[_Row]) -> _Page:
    return {"title": ink(title), "rows": list(rows)}


def _line(ink: Printable, name: str, value: str) -> _Row:
    return {"label": ink(name), "shown": ink(value), "is_answer": True}


def _given(ink: Printable, row: RowShown, language: Language) -> _Row:
    shown = said("left_out", language) if row.is_withheld else row.shown
    return {"label": ink(row.label), "shown": ink(shown), "is_answer": not row.is_withheld}


def _shown(ink: Printable, one: AnswerShown, language: Language) -> _Row:
    instead = said("sealed" if one.is_sealed else "unanswered", language)
    return {
        "label": ink(one.label),
        "shown": ink(instead if one.shown is None else one.shown),
        "is_answer": one.shown is not None,
    }
