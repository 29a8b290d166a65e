"""What each of the residents' pages shows: values for the templates."""

from collections.abc import Sequence

import msgspec
from litestar import Response

from kairan.applications.access_codes import in_halves
from kairan.applications.carrying import noticed
from kairan.applications.gates import Gate
from kairan.applications.letters import said_at
from kairan.applications.members import leads_back
from kairan.applications.model import DRAFT_DAYS, Confirmation, OpenForm, Receipt, digest_of_answers
from kairan.applications.numbers import in_groups
from kairan.applications.pages.fields import answered_in, answered_rows, faults_on, fields_of
from kairan.applications.pages.places_told import told_on_check, told_when_done
from kairan.applications.pages.reading import in_tongue, tongue_for, tongues_shown
from kairan.applications.pages.rendering import POLICY, as_page, rendered, text_of
from kairan.applications.pages.scripts import SCRIPTED_POLICY, WORK_PATH, policy_for, scripts_for
from kairan.applications.pages.topic_words import TOPIC_WORDS
from kairan.applications.pages.words import word
from kairan.applications.pressed_map import PressedMap
from kairan.applications.proof_of_work import NUMBERS, WAIT_MS, Challenge
from kairan.applications.steps import Step
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.journey import PageOnPath
from kairan.forms.questions import AnyQuestion
from kairan.forms.questions.files import FILE_QUESTIONS
from kairan.forms.translating import said_of, translated

Page = Response[str]
Typed = dict[str, list[str]]
_WHY_FRONT = {
    "gone": "gone",
    "cookie": "no_cookie",
    "needed": "invited_needed",
    "unknown": "invited_unknown",
    "used": "invited_used",
    "enough": "enough_proved",
}


def bodies(found: list[tuple[str, str, str]], language: str) -> Page:
    """Show the bodies that list forms."""
    shown = [(code, name) for _, code, name in found]
    language = tongue_for(None, language)
    around = _tongues(None, language, "/f")
    return rendered("bodies.html", language, **around, title=word("bodies", language), organization="", bodies=shown)


def _tongues(document: FormDocument | None, tongue: str, back: str) -> dict[str, object]:
    return {"tongues": tongues_shown(document, tongue), "back": back}


def listed(name: str, forms: list[OpenForm], words: str, language: str, path: str) -> Page:
    """Show a body's forms."""
    language = tongue_for(None, language)
    return rendered(
        "list.html",
        language,
        **_tongues(None, language, path),
        said=lambda one, place: said_of(one.document, place, getattr(one.document, place), language),
        title=f"{word('forms', language)} - {name}",
        organization=name,
        topics=_by_topic(forms) if not words else [("", forms)],
        words=words,
        standing=lambda one: standing(one, language),
        listed=True,
    )


def _by_topic(forms: list[OpenForm]) -> list[tuple[str, list[OpenForm]]]:
    """Return forms under the headings residents look for them, in the order of these; under one alone, without."""
    names = [name.removeprefix("topic_") for name in TOPIC_WORDS]
    found = [(topic, mine) for topic in names if (mine := [one for one in forms if one.topic == topic])]
    return found if len(found) > 1 else [("", forms)]


def standing(form: OpenForm, language: str) -> str:
    """Return why a form is not open, as a sentence; empty for one that is."""
    if form.status == "coming":
        return word("coming", language, at=said_at(form.opens_at or 0))
    if form.status in {"over", "closed"}:
        return word(form.status, language)
    if form.has_enough:
        return word("enough", language, most=form.most_each or 0)
    return word("full", language) if form.is_full else ""


def front(
    form: OpenForm, step: Step | None, language: str, why: str, carried: dict[str, str], gates: Sequence[Gate] = ()
) -> Page:
    """Show what stands before a form."""
    return as_page(front_text(form, step, language, why, carried, gates))


def front_text(
    form: OpenForm, step: Step | None, language: str, why: str, carried: dict[str, str], gates: Sequence[Gate] = ()
) -> str:
    """Return the page in front of a form; see `front`."""
    language = tongue_for(form.document, language)
    form = msgspec.structs.replace(form, document=translated(form.document, language))
    notices = [standing(form, language)]
    if why in _WHY_FRONT:
        notices.append(word(_WHY_FRONT[why], language))
    elif notices[0]:
        notices.append(word("ask", language))
    return text_of(
        "front.html",
        language,
        **_tongues(form.document, language, f"/f/{form.address}"),
        title=form.document.title,
        organization=form.organization,
        home=_home(form),
        form=form,
        draft=step is not None,
        carried=carried,
        gates=gates,
        base=f"/f/{form.address}",
        notice=" ".join(one for one in notices if one),
        listed=form.audience == "listed",
        number_wrong=why in {"needed", "unknown", "used"},
    )


def _home(form: OpenForm) -> str:
    return "/f" if form.audience == "listed" else ""


def page(step: Step, at: int, language: str, asked: set[str], ground: PressedMap | None = None) -> Page:
    """Show a page of a form; `asked` is what the address asks for: to tell what is to be mended, that it was saved."""
    return as_page(page_text(step, at, language, asked, ground), policy_for(step.pages[at].questions))


def page_text(step: Step, at: int, language: str, asked: set[str], ground: PressedMap | None = None) -> str:
    """Return a page of a form; see `page`."""
    language = tongue_for(step.draft.document, language)
    step = in_tongue(step, language)
    pages = step.pages
    shown = pages[at]
    is_told = "mend" in asked
    notice = next((word(words, language) for flag, words in _NOTICES if flag in asked), "")
    fault = next((word(words, language) for flag, words in _NOT_KEPT if flag in asked), "")
    total = len(pages) if step.walked.ended is None else max(len(pages), at + 2)
    return text_of(
        "page.html",
        language,
        **around(step, language, "") | ({"tongues": []} if "preview" in asked else {}),
        page=shown.page,
        fields=fields_of(shown, step.walked, step.draft.typed, language, step.counts, is_told=is_told),
        previewing="preview" in asked,
        faults=faults_on(shown, step.walked, language, is_told=is_told),
        has_files=any(isinstance(one, FILE_QUESTIONS) for one in shown.questions),
        notice=notice,
        fault=fault,
        number=at + 1,
        total=total,
        is_last=at == len(pages) - 1,
        checking="check" in asked,
        takes_focus="preview" not in asked,
        scripts=[] if "preview" in asked else scripts_for(shown.questions),
        ground=ground,
    )


_NOTICES = (
    ("more", "more_asked"),
    ("expired", "expired"),
    ("carried", "carried"),
    ("identified", "identified"),
)
_NOT_KEPT = (("not_kept", "not_kept"), ("too_large", "too_large"))


def around(step: Step, language: str, page: str) -> dict[str, object]:
    """Return what every page of a form shows; `page` is where it stands, to come back to in another language."""
    document = step.draft.document
    return {
        **_tongues(document, language, f"/f/{step.form.address}/{page}"),
        "title": document.title,
        "organization": step.form.organization,
        "document": document,
        "base": f"/f/{step.form.address}",
        "is_earlier": step.is_earlier,
        "invited_with": step.draft.number,
        "until": step.until,
    }


def where_next(step: Step, page_id: str, asked: list[str], typed: Typed) -> str:
    """Return where a button leads after a page was kept."""
    base = f"/f/{step.form.address}"
    at = step.place_of(page_id)
    pages = step.pages
    if at is None:
        return f"{base}/p/{step.to_go_on(at_end=True).page.id}"
    to, checking = typed.get("-to", ["next"])[0], "&check=1" if "-checking" in typed else ""
    here = f"{base}/p/{page_id}"
    if to in {"save", "back"}:
        before = f"{base}/p/{pages[at - 1].page.id}" if at else base
        return before if to == "back" else f"{base}/kept?page={page_id}"
    if anchor := leads_back(step.draft.document, step.draft.typed, to):
        return f"{here}{'?check=1' if checking else ''}#{anchor}"
    return _onward(step, at, asked, typed, checking)


def _onward(step: Step, at: int, asked: list[str], typed: Typed, checking: str) -> str:
    base, pages = f"/f/{step.form.address}", step.pages
    shown = pages[at]
    here = f"{base}/p/{shown.page.id}"
    if stays := stays_at(typed):
        return f"{here}?held=1{checking}#q-{stays}"
    if new := [one.id for one in shown.questions if one.ASKS and not one.GIVEN and one.id not in asked]:
        return f"{here}?more=1{checking}#q-{new[0]}"
    if step.walked.complaints_at(shown):
        return f"{here}?mend=1{checking}"
    return further(step, at, base, pages, checking)


def stays_at(typed: Typed) -> str:
    """Return at which question one stays: a file of it was sent or taken out; empty for none."""
    if removed := typed.get("-remove"):
        return removed[0].partition(".")[0]
    to = typed.get("-to", [""])[0]
    return to.removeprefix("attach.") if to.startswith("attach.") else ""


def further(step: Step, at: int, base: str, pages: list[PageOnPath], checking: str) -> str:
    """Return where one goes on from a page that is left."""
    if step.walked.ended is not None and at == len(pages) - 1:
        return f"{base}/end"
    if checking:
        to_mend = step.first_to_mend()
        return f"{base}/p/{to_mend.page.id}?check=1" if to_mend else f"{base}/check"
    return f"{base}/check" if at == len(pages) - 1 else f"{base}/p/{pages[at + 1].page.id}"


def changed(step: Step, language: str) -> Page:
    """Show what a new version of a form differs in from the one that was begun."""
    language = tongue_for(step.form.document, language)
    step = in_tongue(step, language)
    return rendered(
        "changed.html",
        language,
        **around(step, language, "changed"),
        told=noticed(step.draft.document, step.form.document),
        version=step.form.version,
        is_over=step.is_over,
    )


_WHY_CHECK = {
    "not_as_checked": "changed_since",
    "place_full": "place_gone",
    "place_waits": "place_waits",
    "places_drawn": "places_drawn",
    "not_complete": "changed_since",
    "full": "not_sent",  # the disk
    "unavailable": "not_sent",  # the database
    "work_needed": "work_needed",
    "work_wait": "work_wait",
    "address": "work_crowded",  # too much was waited for from it
}


def check(step: Step, language: str, why: str, challenge: Challenge | None = None) -> Page:
    """Show every answer before it is sent; with what is to be computed, where the form asks for it."""
    language = tongue_for(step.draft.document, language)
    step = in_tongue(step, language)
    draft = step.draft
    text = text_of(
        "check.html",
        language,
        **around(step, language, "check"),
        pages=answered_rows(step.pages, step.walked),
        draft_id=draft.id,
        last_gate=step.last_gate,
        digest=digest_of_answers(draft.form_id, draft.version, step.walked.values),
        last=step.pages[-1].page.id,
        fault=word(_WHY_CHECK[why], language, seconds=WAIT_MS // 1_000) if why in _WHY_CHECK else "",
        challenge=challenge,
        most=NUMBERS,
        seconds=WAIT_MS // 1_000,
        scripts=[WORK_PATH] if challenge else [],
        **told_on_check(step, language),
    )
    return as_page(text, SCRIPTED_POLICY if challenge else POLICY)


def ended(step: Step, language: str) -> Page:
    """Show what the form says to whom it does not concern."""
    language = tongue_for(step.draft.document, language)
    step = in_tongue(step, language)
    return rendered(
        "ended.html",
        language,
        **around(step, language, "end"),
        text=step.walked.ended or "",
        last=step.pages[-1].page.id,
    )


def done(form: OpenForm, receipt: Receipt, code: str, language: str, following: OpenForm | None = None) -> Page:
    """Show the number, what was sent, and the form that follows."""
    language = tongue_for(receipt.document, language)
    receipt = msgspec.structs.replace(receipt, document=translated(receipt.document, language))
    return rendered(
        "done.html",
        language,
        **_tongues(receipt.document, language, f"/f/{form.address}/done/{receipt.id}"),
        title=receipt.document.title,
        organization=form.organization,
        home=_home(form),
        document=receipt.document,
        number=in_groups(receipt.number),
        code=in_halves(code),
        case=f"/f/-/cases/{receipt.id}",
        submitted_at=receipt.submitted_at,
        pages=answered_in(receipt.document, receipt.answers, receipt.withheld) if receipt.answers is not None else [],
        refused_files=receipt.refused_files,
        seats=told_when_done(receipt, language),
        base=f"/f/{form.address}",
        id=receipt.id,
        following=following and (f"/f/{following.address}", translated(following.document, language).title),
        another=f"/f/{form.address}/again/{receipt.id}" if form.is_open and receipt.answers else "",
    )


def confirmed(found: Confirmation, language: str) -> Page:
    """Show that something came in."""
    return rendered(
        "confirmed.html", language, title=word("confirmed", language), organization=found.organization, found=found
    )


def again(form: OpenForm, answers: Sequence[tuple[AnyQuestion, Value]], application_id: str, language: str) -> Page:
    """Show what of an earlier application may be taken over."""
    return rendered(
        "again.html",
        language,
        title=form.document.title,
        organization=form.organization,
        home=_home(form),
        rows=[{"id": one.id, "label": one.label, "shown": one.shown(value)} for one, value in answers],
        application_id=application_id,
        base=f"/f/{form.address}",
    )


def kept(step: Step, code: str, here: str, language: str, why: str, *, is_mailed: bool) -> Page:
    """Show by which number a form is gone on with elsewhere."""
    language = tongue_for(step.draft.document, language)
    step = in_tongue(step, language)
    at = step.place_of(here)
    return rendered(
        "kept.html",
        language,
        **around(step, language, f"kept?page={here}"),
        code=code,
        days=DRAFT_DAYS,
        here=here if at is not None else step.to_go_on(at_end=True).page.id,
        notice=word("mail_sent", language) if why == "sent" else "",
        fault=word("mail_bad", language) if why == "mail" else "",
        is_mailed=is_mailed,
    )


def resuming(form: OpenForm, language: str, *, is_bad: bool) -> Page:
    """Show the field for the number."""
    language = tongue_for(form.document, language)
    document = translated(form.document, language)
    return rendered(
        "resume.html",
        language,
        **_tongues(document, language, f"/f/{form.address}/resume"),
        title=document.title,
        organization=form.organization,
        base=f"/f/{form.address}",
        fault=word("resume_bad", language) if is_bad else "",
    )
