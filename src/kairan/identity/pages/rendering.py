"""The pages of identity from templates, beside those of forms."""

from functools import cache, partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from litestar import Response

from kairan.applications.pages.rendering import FOLDER, as_page, environment
from kairan.core.kit.openid.flow import CameBack
from kairan.identity.model import JOURNEY_MS, IdentityView, Offer
from kairan.identity.pages.words import word

_FAULTS = {"away": "away", "mail_bad": "account_mail_bad", "letters_over": "account_letters_over"}


@cache
def _environment() -> Environment:
    folders = [FileSystemLoader(Path(__file__).parent / "templates"), FileSystemLoader(FOLDER / "templates")]
    return environment().overlay(loader=ChoiceLoader(folders))


def page(template: str, language: str, **given: object) -> Response[str]:
    """Return a page in a language."""
    around = {"home": "", "listed": False, "title": "", "organization": "", "scripts": [], "tongues": [], "back": ""}
    shown = "ja" if language in {"ja", "easy"} else "en"
    made = _environment().get_template(template)
    return as_page(made.render(language=shown, w=partial(_worded, language), **{**around, **given}))


def _worded(language: str, name: str, **detail: str | int) -> str:
    return word(name, language, **detail)


def asking(offer: Offer, address: str, language: str, why: str, *, is_mailed: bool) -> Response[str]:
    """Show how somebody may prove who they are, and the way of who cannot."""
    fault = word(_FAULTS[why], language) if why in _FAULTS else ""
    base = f"/f/{address}"
    return page(
        "identity.html",
        language,
        title=offer.title,
        organization=offer.organization,
        offer=offer,
        base=base,
        address=address,
        is_mailed=is_mailed,
        fault=fault,
    )


def leaving(address: str, label: str, url: str, number: str, language: str) -> Response[str]:
    """Show the link to the provider; no form leads away from here."""
    minutes = JOURNEY_MS // 60_000
    title = word("ready", language, label=label)
    return page(
        "identity_leave.html", language, title=title, label=label, url=url, number=number, minutes=minutes,
        base=f"/f/{address}",
    )  # fmt: skip


def leaving_to_sign(address: str, url: str, number: str, language: str) -> Response[str]:
    """Show the link to where it is signed."""
    return page(
        "identity_sign.html", language, title=word("sign_title", language), url=url, number=number,
        minutes=JOURNEY_MS // 60_000, base=f"/f/{address}",
    )  # fmt: skip


def back(came: CameBack, language: str) -> Response[str]:
    """Show the button by which what came back is taken in: a page that is only looked at changes nothing."""
    given = {"state": came.state, "code": came.code, "iss": came.iss, "error": came.error}
    fields = {name: value for name, value in given.items() if value is not None}
    return page("identity_back.html", language, title=word("back_title", language), fields=fields)


def elsewhere(language: str, *, is_wrong: bool) -> Response[str]:
    """Ask for the number of the draft."""
    return page("identity_elsewhere.html", language, title=word("elsewhere", language), is_wrong=is_wrong)


def lost(language: str, why: str, to: str = "") -> Response[str]:
    """Say that a way back does not count; `to` is where one tries again, where it is known of which form it was."""
    return page("identity_lost.html", language, title=word("own_title", language), why=why, to=to)


def own(view: IdentityView, labels: dict[str, str], case_path: str, language: str) -> Response[str]:
    """Show what was certified, and what was changed."""
    return page(
        "identity_own.html", language, title=word("own_title", language), view=view, labels=labels, base=case_path
    )
