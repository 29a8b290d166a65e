"""The page on which a mail address is proved: when it is led to, what it shows, and where it leads."""

from kairan.applications.pages.reading import in_tongue, tongue_for
from kairan.applications.pages.rendering import rendered
from kairan.applications.pages.words import word
from kairan.applications.showing import Page, Typed, around, further, stays_at
from kairan.applications.steps import Step


def proof_next(step: Step, page_id: str, asked: list[str], typed: Typed) -> str | None:
    """Return the question whose address is to be proved before a button leads on from a page; None for none."""
    at = step.place_of(page_id)
    if at is None or typed.get("-to", ["next"])[0] != "next" or stays_at(typed):
        return None
    shown = step.pages[at]
    seen = all(one.id in asked for one in shown.questions if one.ASKS and not one.GIVEN)
    is_left = seen and not step.walked.complaints_at(shown)
    return next((one.id for one in shown.questions if one.id in step.unproved), None) if is_left else None


def proof_path(step: Step, question_id: str, *, is_checking: bool) -> str:
    """Return where an address is proved."""
    return f"/f/{step.form.address}/prove/{question_id}{'?check=1' if is_checking else ''}"


def after_proof(step: Step, question_id: str, *, is_checking: bool) -> str:
    """Return where one goes on once an address is proved: to the next one to prove there, or as from its page."""
    base, pages = f"/f/{step.form.address}", step.pages
    at = _page_with(step, question_id)
    if at is None:
        return f"{base}/check"
    others = [one.id for one in pages[at].questions if one.id in step.unproved]
    if others:
        return proof_path(step, others[0], is_checking=is_checking)
    return further(step, at, base, pages, "&check=1" if is_checking else "")


def _page_with(step: Step, question_id: str) -> int | None:
    return next((at for at, page in enumerate(step.pages) if any(q.id == question_id for q in page.questions)), None)


def proving(
    step: Step, question_id: str, mail: str, language: str, *, is_sent: bool, why: str, is_mailed: bool, checking: bool
) -> Page:
    """Show the field for the code that proves an address."""
    language = tongue_for(step.draft.document, language)
    step = in_tongue(step, language)
    at = _page_with(step, question_id)
    return rendered(
        "prove.html",
        language,
        **around(step, language, f"prove/{question_id}"),
        question_id=question_id,
        page_id=step.pages[at or 0].page.id,
        mail=mail,
        is_sent=is_sent,
        is_mailed=is_mailed,
        checking=checking,
        notice=word("prove_sent", language) if why == "sent" else "",
        fault=word(f"prove_{why}", language) if why in {"wrong", "over", "letters"} else "",
    )
