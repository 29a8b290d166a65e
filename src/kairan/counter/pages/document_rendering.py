"""The page that confirms a document, from a template."""

from litestar import Response

from kairan.core.kit.days import day_of
from kairan.counter.deliverables.model import DeliverableConfirmation
from kairan.counter.pages.rendering import day_as_said, page
from kairan.counter.pages.words import word


def finding(language: str, *, is_bad: bool) -> Response[str]:
    """Show the field for a document's number."""
    shown = page("document_find.html", language, title=word("genuine_title", language), is_bad=is_bad)
    shown.status_code = 404 if is_bad else 200
    return shown


def confirmed(found: DeliverableConfirmation, language: str, is_same: bool | None) -> Response[str]:
    """Show that a document was issued; `is_same`: what came of comparing a file, if one was sent."""
    withdrawn_on = None if found.withdrawn_at is None else day_as_said(day_of(found.withdrawn_at))
    return page(
        "document.html",
        language,
        title=word("genuine_title", language),
        organization=found.organization,
        found=found,
        withdrawn_on=withdrawn_on,
        is_same=is_same,
    )
