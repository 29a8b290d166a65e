"""What each of the residents' pages shows: values for the templates."""

from litestar import Response

from kairan.applications.letters import said_at
from kairan.applications.model import DRAFT_DAYS, OpenForm, Receipt, digest_of_answers
from kairan.applications.numbers import in_groups
from kairan.applications.pages.fields import answered_in, answered_rows, faults_on, fields_of
from kairan.applications.pages.places_told import told_on_check, told_when_done
from kairan.applications.pages.rendering import as_page, rendered, text_of
from kairan.applications.pages.scripts import policy_for, scripts_for
from kairan.applications.pages.words import word
from kairan.applications.steps import Step
from kairan.forms.journey import PageOnPath

Page = Response[str]
Typed = dict[str, list[str]]
_WHY_FRONT = {"gone": "gone", "cookie": "no_cookie"}


def bodies(found: list[tuple[str, str, str]], language: str) -> Page:
    """Show the bodies that list forms."""
    shown = [(code, name) for _, code, name in found]
    return rendered("bodies.html", language, title=word("bodies", language), organization="", bodies=shown)


def listed(name: str, forms: list[OpenForm], words: str, language: str) -> Page:
    """Show a body's forms."""
    return rendered(
        "list.html",
        language,
        title=f"{word('forms', language)} - {name}",
        organization=name,
        forms=forms,
        words=words,
        standing=lambda one: standing(one, language),
        listed=True,
    )


def standing(form: OpenForm, language: str) -> str:
    """Return why a form is not open, as a sentence; empty for one that is."""
    if form.status == "coming":
        return word("coming", language, at=said_at(form.opens_at or 0))
    if form.status in {"over", "closed"}:
        return word(form.status, language)
    return word("full", language) if form.is_full else ""


def front(form: OpenForm, step: Step | None, language: str, why: str) -> Page:
    """Show what stands before a form."""
    notices = [standing(form, language)]
    if why in _WHY_FRONT:
        notices.append(word(_WHY_FRONT[why], language))
    elif notices[0]:
        notices.append(word("ask", language))
    return rendered(
        "front.html",
        language,
        title=form.document.title,
        organization=form.organization,
        home=_home(form),
        form=form,
        draft=step is not None,
        base=f"/f/{form.address}",
        notice=" ".join(one for one in notices if one),
        listed=form.audience == "listed",
    )


def _home(form: OpenForm) -> str:
    return "/f" if form.audience == "listed" else ""


def page(step: Step, at: int, language: str, asked: set[str]) -> Page:
    """Show a page of a form; `asked` is what the address asks for: to tell what is to be mended, that it was saved."""
    return as_page(page_text(step, at, language, asked), policy_for(step.pages[at]))


def page_text(step: Step, at: int, language: str, asked: set[str]) -> str:
    """Return a page of a form; see `page`."""
    pages = step.pages
    shown = pages[at]
    is_told = "mend" in asked
    notice = next((word(words, language) for flag, words in _NOTICES if flag in asked), "")
    total = len(pages) if step.walked.ended is None else max(len(pages), at + 2)
    return text_of(
        "page.html",
        language,
        **_around(step),
        page=shown.page,
        fields=fields_of(shown, step.walked, step.draft.typed, language, step.counts, is_told=is_told),
        faults=faults_on(shown, step.walked, language) if is_told else [],
        notice=notice,
        number=at + 1,
        total=total,
        is_last=at == len(pages) - 1,
        checking="check" in asked,
        takes_focus="preview" not in asked,
        scripts=[] if "preview" in asked else scripts_for(shown),
    )


_NOTICES = (("more", "more_asked"), ("expired", "expired"))


def _around(step: Step) -> dict[str, object]:
    document = step.draft.document
    return {
        "title": document.title,
        "organization": step.form.organization,
        "document": document,
        "base": f"/f/{step.form.address}",
    }


def where_next(step: Step, page_id: str, asked: list[str], typed: Typed) -> str:
    """Return where a button leads after a page was kept."""
    base = f"/f/{step.form.address}"
    at = step.place_of(page_id)
    pages = step.pages
    if at is None:
        return f"{base}/p/{(step.first_to_mend() or pages[-1]).page.id}"
    to, checking = typed.get("to", ["next"])[0], "&check=1" if "-checking" in typed else ""
    here = f"{base}/p/{page_id}"
    if to == "save":
        return f"{base}/kept?page={page_id}"
    if to == "back":
        return f"{base}/p/{pages[at - 1].page.id}" if at else base
    shown = pages[at]
    if new := [one.id for one in shown.questions if one.ASKS and one.id not in asked]:
        return f"{here}?more=1{checking}#q-{new[0]}"
    if step.walked.complaints_at(shown):
        return f"{here}?mend=1{checking}"
    return _further(step, at, base, pages, checking)


def _further(step: Step, at: int, base: str, pages: list[PageOnPath], checking: str) -> str:
    if step.walked.ended is not None and at == len(pages) - 1:
        return f"{base}/end"
    if checking:
        to_mend = step.first_to_mend()
        return f"{base}/p/{to_mend.page.id}?check=1" if to_mend else f"{base}/check"
    return f"{base}/check" if at == len(pages) - 1 else f"{base}/p/{pages[at + 1].page.id}"


def proof_next(step: Step, page_id: str, asked: list[str], typed: Typed) -> str | None:
    """Return the question whose address is to be proved before a button leads on from a page; None for none."""
    at = step.place_of(page_id)
    if at is None or typed.get("to", ["next"])[0] != "next":
        return None
    shown = step.pages[at]
    is_left = not step.walked.complaints_at(shown) and all(one.id in asked for one in shown.questions if one.ASKS)
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
    return _further(step, at, base, pages, "&check=1" if is_checking else "")


def _page_with(step: Step, question_id: str) -> int | None:
    return next((at for at, page in enumerate(step.pages) if any(q.id == question_id for q in page.questions)), None)


def proving(
    step: Step, question_id: str, mail: str, language: str, *, is_sent: bool, why: str, is_mailed: bool, checking: bool
) -> Page:
    """Show the field for the code that proves an address."""
    at = _page_with(step, question_id)
    return rendered(
        "prove.html",
        language,
        **_around(step),
        question_id=question_id,
        page_id=step.pages[at or 0].page.id,
        mail=mail,
        is_sent=is_sent,
        is_mailed=is_mailed,
        checking=checking,
        notice=word("prove_sent", language) if why == "sent" else "",
        fault=word(f"prove_{why}", language) if why in {"wrong", "over", "letters"} else "",
    )


_WHY_CHECK = {
    "not_as_checked": "changed_since",
    "place_full": "place_gone",
    "place_waits": "place_waits",
    "places_drawn": "places_drawn",
    "not_complete": "changed_since",
}


def check(step: Step, language: str, why: str) -> Page:
    """Show every answer before it is sent."""
    draft = step.draft
    return rendered(
        "check.html",
        language,
        **_around(step),
        pages=answered_rows(step.pages, step.walked),
        draft_id=draft.id,
        digest=digest_of_answers(draft.form_id, draft.version, step.walked.values),
        last=step.pages[-1].page.id,
        fault=word(_WHY_CHECK[why], language) if why in _WHY_CHECK else "",
        **told_on_check(step, language),
    )


def ended(step: Step, language: str) -> Page:
    """Show what the form says to whom it does not concern."""
    return rendered("ended.html", language, **_around(step), text=step.walked.ended or "", last=step.pages[-1].page.id)


def done(form: OpenForm, receipt: Receipt, language: str) -> Page:
    """Show the number, and what was sent."""
    return rendered(
        "done.html",
        language,
        title=receipt.document.title,
        organization=form.organization,
        home=_home(form),
        document=receipt.document,
        number=in_groups(receipt.number),
        submitted_at=receipt.submitted_at,
        pages=answered_in(receipt.document, receipt.answers) if receipt.answers else [],
        seats=told_when_done(receipt, language),
        base=f"/f/{form.address}",
    )


def kept(step: Step, code: str, here: str, language: str, why: str, *, is_mailed: bool) -> Page:
    """Show by which number a form is gone on with elsewhere."""
    at = step.place_of(here)
    return rendered(
        "kept.html",
        language,
        **_around(step),
        code=code,
        days=DRAFT_DAYS,
        here=here if at is not None else (step.first_to_mend() or step.pages[-1]).page.id,
        notice=word("mail_sent", language) if why == "sent" else "",
        fault=word("mail_bad", language) if why == "mail" else "",
        is_mailed=is_mailed,
    )


def resuming(form: OpenForm, language: str, *, is_bad: bool) -> Page:
    """Show the field for the number."""
    return rendered(
        "resume.html",
        language,
        title=form.document.title,
        organization=form.organization,
        base=f"/f/{form.address}",
        fault=word("resume_bad", language) if is_bad else "",
    )
