"""Submitting (送信): exactly what was checked, once, with a number, and on disk before it is acknowledged.

Promises: a draft becomes one application, however often it is sent; no more places are given than there are, whoever
comes at the same moment; nothing off the path and nothing unread goes along.
"""

import msgspec
from sqlalchemy import insert, select, update

from kairan.applications.attachments import bind_files, files_in
from kairan.applications.entries import ApplicationSubmitted
from kairan.applications.filling import draft_row, opened, today
from kairan.applications.letters import receipt_letter
from kairan.applications.model import (
    ANY_PLACE,
    Applicant,
    ApplicationId,
    DraftId,
    OpenForm,
    application_draft_table,
    application_table,
    digest_of_answers,
    place_taken_table,
)
from kairan.applications.numbers import new_number
from kairan.applications.offering import offered_form
from kairan.applications.problems import FormNotOpen, NotAsChecked, NotComplete, PlaceFull
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import post_letter
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.journey import Journey, journey
from kairan.forms.questions import MailAddress, Places

_a, _d, _t = application_table.c, application_draft_table.c, place_taken_table.c


def application_stream(application_id: str) -> str:
    """Return the stream of an application: everything that happened with it."""
    return f"application:{application_id}"


def submit(
    db: Db, applicant: Applicant, box: SecretBox, address: str, draft_id: DraftId, checked: str, is_mailed: bool
) -> ApplicationId:
    """Submit a draft as it was checked; `checked` is the digest of what was shown. A second time gives the same.

    Problems: FormNotOffered, DraftGone, FormNotOpen, NotComplete, NotAsChecked, PlaceFull.
    """
    form = offered_form(db, applicant, address)
    application_id = ApplicationId(new_id())
    mine = (_d.id == draft_id) & (_d.applicant == applicant.key) & (_d.form_id == form.form_id)
    # Whoever writes this first submits; who comes at the same moment waits here, and finds it done.
    took = (
        update(application_draft_table).where(mine, _d.application_id.is_(None)).values(application_id=application_id)
    )
    if not db.execute(took).rowcount:
        return ApplicationId(_submitted_as(db, applicant, draft_id))
    if not form.is_open:
        raise FormNotOpen
    row = draft_row(db, applicant, draft_id)
    document = decoded(row.document)
    walked = journey(document, opened(box, row), today())
    if not walked.is_complete:
        raise NotComplete
    shown = digest_of_answers(form.form_id, row.version, walked.values)
    if shown != checked:
        raise NotAsChecked
    files = [one.id for one in files_in(walked.questions(), walked.values)]
    if not bind_files(db, draft_id, application_id, files):
        raise NotComplete
    _take_places(db, form, walked)
    number, now = new_number(), now_ms()
    plain, careful = _parted(document, walked.values)
    sealed = _sealed(box, application_id, careful)
    # With the key where something is sealed: else whoever knows the other answers would find it by trying.
    digest = shown if sealed is None else box.digest(shown, f"application:{application_id}").hex()
    values = {
        "organization_id": form.organization_id,
        "form_id": form.form_id,
        "version": row.version,
        "number": number,
        "draft_id": draft_id,
        "applicant": applicant.key,
        "member_id": applicant.member_id if form.audience == "staff" else None,  # else they come as a resident
        "submitted_at": now,
        "digest": digest,
        "answers": msgspec.json.encode(plain, order="deterministic").decode(),
        "sealed": sealed,
    }
    db.execute(insert(application_table).values(id=application_id, **values))
    submitted = ApplicationSubmitted(form=form.form_id, version=row.version, number=number, digest=digest)
    append(db, application_stream(application_id), submitted, None)
    _forget_typed(db, box, draft_id)
    if is_mailed and (to := _mailed_to(walked)):
        post_letter(db, form.organization_id, receipt_letter(form, document, number, now, to, application_id))
    return application_id


def _submitted_as(db: Db, applicant: Applicant, draft_id: DraftId) -> str:
    found: str | None = draft_row(db, applicant, draft_id).application_id
    if found is None:  # pragma: no cover  # the row was there for us, and nobody else takes it
        raise NotComplete
    return found


def _forget_typed(db: Db, box: SecretBox, draft_id: DraftId) -> None:
    """Keep nothing of a draft but that it was submitted."""
    empty = box.seal("{}", f"draft:{draft_id}")
    db.execute(update(application_draft_table).where(_d.id == draft_id).values(typed=empty, changed_at=now_ms()))


def _take_places(db: Db, form: OpenForm, walked: Journey) -> None:
    """Take what was chosen, in one order for everybody, so that nobody waits for each other. Problems: PlaceFull."""
    wanted: list[tuple[str, str, int | None, str]] = [(ANY_PLACE, ANY_PLACE, form.most, form.document.title)]
    for one in walked.questions():
        if isinstance(one, Places) and one.id in walked.values:
            place = _current_place(form.document, one, str(walked.values[one.id]))
            wanted.append(place)
    for question_id, place_id, capacity, label in sorted(wanted, key=lambda one: one[:2]):
        key = {"form_id": form.form_id, "question_id": question_id, "place_id": place_id}
        db.execute(upsert(db, place_taken_table).values(taken=0, **key).on_conflict_do_nothing())
        this = (_t.form_id == form.form_id) & (_t.question_id == question_id) & (_t.place_id == place_id)
        more = update(place_taken_table).where(this).values(taken=_t.taken + 1)
        if capacity is not None:
            more = more.where(_t.taken < capacity)
        if not db.execute(more).rowcount:
            if question_id == ANY_PLACE:
                raise FormNotOpen
            raise PlaceFull(place=label)


def _current_place(document: FormDocument, asked: Places, chosen: str) -> tuple[str, str, int | None, str]:
    """Return what is to be taken: as many as there are now, also for who began an earlier version."""
    now = document.question(asked.id)
    found = (now if isinstance(now, Places) else asked).place_of(chosen)
    return (asked.id, chosen, found.capacity if found else 0, asked.shown(chosen))


def _parted(document: FormDocument, values: object) -> tuple[dict[str, Value], dict[str, Value]]:
    """Part answers from those that need care."""
    answers: dict[str, Value] = dict(values)  # type: ignore[call-overload]
    careful = {one.id for one in document.questions() if one.needs_care}
    plain = {name: value for name, value in answers.items() if name not in careful}
    return plain, {name: value for name, value in answers.items() if name in careful}


def _sealed(box: SecretBox, application_id: str, answers: dict[str, Value]) -> str | None:
    if not answers:
        return None
    return box.seal(msgspec.json.encode(answers, order="deterministic").decode(), f"application:{application_id}")


def _mailed_to(walked: Journey) -> str:
    """Return where the receipt goes; empty for nowhere."""
    wanted = (one for one in walked.questions() if isinstance(one, MailAddress) and one.gets_receipt)
    return next((str(walked.values[one.id]) for one in wanted if one.id in walked.values), "")


def taken_of(db: Db, form_id: str) -> dict[tuple[str, str], int]:
    """Return how many of each place are taken, by question and place."""
    rows = db.all(select(_t.question_id, _t.place_id, _t.taken).where(_t.form_id == form_id))
    return {(row.question_id, row.place_id): row.taken for row in rows}
