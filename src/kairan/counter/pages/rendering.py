"""The pages of a case from templates, beside those of forms."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import msgspec
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from litestar import Response

from kairan.applications.pages.fields import FieldsShown, anchor_of, answered_in
from kairan.applications.pages.places_told import seats_told
from kairan.applications.pages.rendering import FOLDER, POLICY, as_page, environment
from kairan.applications.pages.scripts import READ_NAME, READING_POLICY, policy_for, scripts_for
from kairan.applications.pressed_map import PressedMap
from kairan.counter.correcting import OpenCorrection
from kairan.counter.own_case import OwnCase
from kairan.counter.pages.words import word
from kairan.counter.states import State
from kairan.counter.thread_model import FILE_FIELD, TEXT
from kairan.forms.complaints import Complaint
from kairan.forms.questions.files import FILE_QUESTIONS

_TOLD = {
    "application.submitted": "told_submitted",
    "application.waits": "told_waits",
    "application.moved_up": "told_moved_up",
    "case.messaged": "told_messaged",
    "case.correction_asked": "told_correction_asked",
    "case.correction_withdrawn": "told_correction_withdrawn",
    "case.corrected": "told_corrected",
    "case.paper_asked": "told_paper_asked",
    "case.delivered": "told_delivered",
    "case.deliverable_fetched": "told_deliverable_fetched",
    "case.deliverable_withdrawn": "told_deliverable_withdrawn",
}


@cache
def _environment() -> Environment:
    folders = [FileSystemLoader(Path(__file__).parent / "templates"), FileSystemLoader(FOLDER / "templates")]
    return environment().overlay(loader=ChoiceLoader(folders))


def page(template: str, language: str, policy: str = POLICY, **given: object) -> Response[str]:
    """Return a page of the counter in a language."""
    around = {
        "home": "",
        "listed": False,
        "title": "",
        "organization": "",
        "scripts": [],
        "tongues": [],
        "back": "",
        "ground": None,
        **given,
    }
    page = "ja" if language in {"ja", "easy"} else "en"
    text = _environment().get_template(template).render(language=page, w=partial(_worded, language), **around)
    return as_page(text, policy)


def _worded(language: str, name: str, **detail: str | int) -> str:
    return word(name, language, **detail)


def finding(language: str, *, is_bad: bool) -> Response[str]:
    """Show the fields for number and code."""
    return page("case_find.html", language, title=word("case", language), is_bad=is_bad)


def case(own: OwnCase, language: str, notice: str, fault: str) -> Response[str]:
    """Show where a case stands."""
    return page(
        "case.html",
        language,
        title=own.document.title,
        organization=own.organization,
        own=own,
        document=own.document,
        base=f"/f/-/cases/{own.id}",
        current=own.steps.index(_as_told(own.state)),
        due=day_as_said(own.due_on) if own.due_on else "",
        pages=answered_in(own.document, own.answers) if own.answers else [],
        seats=[] if own.state == "withdrawn" else seats_told(own.seats, language),
        documents=[(one, day_as_said(one.until_on)) for one in own.documents],
        told=[(one.at, _sentence(one.kind, one.state, language), one.text) for one in own.history],
        notice=notice,
        fault=fault,
        message_text="".join(own.writing.get(TEXT, ())),
        message_files=_message_files(own, language),
        policy=READING_POLICY if own.has_unread else POLICY,
        scripts=[f"/f/-/assets/{READ_NAME}"] if own.has_unread else [],
    )


def _message_files(own: OwnCase, language: str) -> FieldsShown:
    """Return the field for files of a message, with what has come for it."""
    field = msgspec.structs.replace(FILE_FIELD, label=word("message_files", language))
    return FieldsShown(field, own.writing, own.writing_fault, language, {})


def _as_told(state: State) -> State:
    return "examining" if state == "deciding" else state


def _sentence(kind: str, state: State | None, language: str) -> str:
    return word(f"step_{state}", language) if state is not None else word(_TOLD[kind], language)


def correction(
    own: OwnCase,
    wanted: OpenCorrection,
    typed: Mapping[str, Sequence[str]],
    complaints: Mapping[str, Complaint],
    language: str,
    ground: PressedMap | None,
) -> Response[str]:
    """Show what is to be mended, with what stands there now."""
    faults = [
        (anchor_of(one, complaints[one.id].part), complaints[one.id].sentence(one.label, language))
        for one in wanted.questions
        if one.id in complaints
    ]
    return page(
        "case_correct.html",
        language,
        title=own.document.title,
        organization=own.organization,
        document=own.document,
        base=f"/f/-/cases/{own.id}",
        wanted=wanted,
        by=day_as_said(wanted.answer_by),
        fields=[FieldsShown(one, typed, complaints.get(one.id), language, {}) for one in wanted.questions],
        faults=faults,
        policy=policy_for(wanted.questions),
        scripts=scripts_for(wanted.questions),
        ground=ground,
        has_files=any(isinstance(one, FILE_QUESTIONS) for one in wanted.questions),
    )


def withdrawing(own: OwnCase, language: str) -> Response[str]:
    """Ask once more before a case is withdrawn."""
    return page(
        "case_withdraw.html",
        language,
        title=own.document.title,
        organization=own.organization,
        number=own.number,
        base=f"/f/-/cases/{own.id}",
    )


def day_as_said(day: str) -> str:
    """Return a day as people read it: 2026年4月1日."""
    year, month, date = day.split("-")
    return f"{int(year)}年{int(month)}月{int(date)}日"
