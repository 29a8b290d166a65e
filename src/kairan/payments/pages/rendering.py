"""The page of a payment from its template, beside those of forms."""

from functools import cache, partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from litestar import Response

from kairan.applications.pages.rendering import FOLDER, as_page, environment
from kairan.counter.pages.rendering import day_as_said
from kairan.counter.states import CLOSED
from kairan.payments.pages.words import word
from kairan.payments.paying import OwnCharge
from kairan.payments.states import PAYABLE


@cache
def _environment() -> Environment:
    folders = [FileSystemLoader(Path(__file__).parent / "templates"), FileSystemLoader(FOLDER / "templates")]
    return environment().overlay(loader=ChoiceLoader(folders))


def payment(own: OwnCharge, language: str, notice: str, fault: str) -> Response[str]:
    """Show what is owed, how it can be paid, and what came in."""
    page = "ja" if language in {"ja", "easy"} else "en"
    is_over = own.case_state in CLOSED and own.charged.state in PAYABLE
    text = (
        _environment()
        .get_template("payment.html")
        .render(
            language=page,
            w=partial(_worded, language),
            home="",
            listed=False,
            scripts=[],
            tongues=[],
            back="",
            title=own.title,
            organization="",
            own=own,
            base=f"/f/-/cases/{own.charged.case_id}",
            state=word("closed" if is_over else f"is_{own.charged.state}", language),
            due=day_as_said(own.charged.due_on) if own.charged.due_on else "",
            yen=partial(_yen, language),
            day=day_as_said,
            notice=notice,
            fault=fault,
        )
    )
    return as_page(text)


def _worded(language: str, name: str, **detail: str | int) -> str:
    return word(name, language, **detail)


def _yen(language: str, amount: int) -> str:
    return word("yen", language, amount=f"{amount:,}")
