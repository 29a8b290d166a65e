"""Submitting (送信): exactly what was checked, once, with a number, and on disk before it is acknowledged.

Promises: a draft becomes one application, however often it is sent; no more places are given than there are, whoever
comes at the same moment; nothing off the path and nothing unread goes along.
"""

import msgspec
from sqlalchemy import bindparam, insert, select, update

from kairan.applications.arrivals import ARRIVED, Arrival
from kairan.applications.attachments import bind_files, files_in
from kairan.applications.entries import ApplicationSubmitted
from kairan.applications.filling import draft_row, opened, today
from kairan.applications.invitations.using import use_invitation
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
from kairan.applications.problems import EarlierVersionOver, FormNotOpen, NotAsChecked, NotComplete, PlaceFull
from kairan.applications.searching import make_findable
from kairan.applications.step_counts import count_submitted
from kairan.applications.sums import count_application
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Dialect
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import post_letter
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import insert_for
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.journey import Journey, journey
from kairan.forms.questions import MailAddress, Places, with_members
from kairan.forms.versions import earlier_until

_a, _d, _t = application_table.c, application_draft_table.c, place_taken_table.c


def application_stream(application_id: str) -> str:
    """Return the stream of an application: everything that happened with it."""
    return f"application:{application_id}"


def submit(
    db: Db, applicant: Applicant, box: SecretBox, address: str, draft_id: DraftId, checked: str, is_mailed: bool
) -> ApplicationId:
    """Submit a draft as it was checked; `checked` is the digest of what was shown. A second time gives the same.

    Problems: FormNotOffered, DraftGone, FormNotOpen, EarlierVersionOver, NotComplete, NotAsChecked, PlaceFull,
    InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    form = offered_form(db, applicant, address)
    application_id = ApplicationId(new_id())
    mine = {"this_id": draft_id, "of_applicant": applicant.key, "of_form": form.form_id, "as_this": application_id}
    # Whoever writes this first submits; who comes at the same moment waits here, and finds it done.
    if not _TAKE.run(db, mine):
        return ApplicationId(_submitted_as(db, applicant, draft_id))
    if not form.is_open:
        raise FormNotOpen
    row = draft_row(db, applicant, draft_id)
    _require_version(db, form, row.version)
    document = decoded_once(row.document)
    walked = journey(document, opened(box, row), today())
    if not walked.is_complete:
        raise NotComplete
    shown = digest_of_answers(form.form_id, row.version, walked.values)
    if shown != checked:
        raise NotAsChecked
    files = [one.id for one in files_in(walked.questions(), walked.values)]
    if not bind_files(db, draft_id, application_id, files):
        raise NotComplete
    use_invitation(db, form, row.invitation_id, application_id)
    _take_places(db, form, walked)
    number, now = new_number(), now_ms()
    plain, careful = parted(document, walked.values)
    count_application(db, form.form_id, row.version, document, plain, now)
    count_submitted(db, row)
    hidden = sealed(box, application_id, careful)
    # With the key where something is sealed: else whoever knows the other answers would find it by trying.
    digest = shown if hidden is None else box.digest(shown, f"application:{application_id}").hex()
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
        "sealed": hidden,
    }
    _INSERT.run(db, {"id": application_id, **values})
    make_findable(db, application_id, form.form_id, now, document, plain)
    submitted = ApplicationSubmitted(form=form.form_id, version=row.version, number=number, digest=digest)
    append(db, application_stream(application_id), submitted, None)
    _forget_typed(db, box, form, draft_id)
    arrival = Arrival(
        application_id=application_id,
        organization_id=form.organization_id,
        form_id=form.form_id,
        number=number,
        at=now,
        document=document,
        values=walked.values,
    )
    for follow in ARRIVED.given():
        follow(db, box, arrival)
    if is_mailed and (to := _mailed_to(walked)):
        post_letter(db, form.organization_id, receipt_letter(form, document, number, now, to, application_id))
    return application_id


_TAKE = Prepared(
    update(application_draft_table)
    .where(_d.id == bindparam("this_id"), _d.applicant == bindparam("of_applicant"))
    .where(_d.form_id == bindparam("of_form"), _d.application_id.is_(None))
    .values(application_id=bindparam("as_this"))
)
_INSERT = Prepared(
    insert(application_table),
    [one.name for one in application_table.columns if one.name != "erased_at"],
)
_FORGET = Prepared(
    update(application_draft_table)
    .where(_d.id == bindparam("this_id"))
    .values(typed=bindparam("no_words"), changed_at=bindparam("now"))
)


def _require_version(db: Db, form: OpenForm, version: int) -> None:
    """Refuse an earlier version after its last day. Problems: EarlierVersionOver."""
    until = earlier_until(db, form.form_id, version) if version < form.version else None
    if until is not None and until <= now_ms():
        raise EarlierVersionOver


def _submitted_as(db: Db, applicant: Applicant, draft_id: DraftId) -> str:
    found: str | None = draft_row(db, applicant, draft_id).application_id
    if found is None:  # pragma: no cover  # the row was there for us, and nobody else takes it
        raise NotComplete
    return found


def _forget_typed(db: Db, box: SecretBox, form: OpenForm, draft_id: DraftId) -> None:
    """Keep nothing of a draft but that it was submitted; of an anonymous one not by whom."""
    _FORGET.run(db, {"this_id": draft_id, "no_words": box.seal("{}", f"draft:{draft_id}"), "now": now_ms()})
    if form.is_anonymous:
        db.execute(update(application_draft_table).where(_d.id == draft_id).values(invitation_id=None))


def _take_places(db: Db, form: OpenForm, walked: Journey) -> None:
    """Take what was chosen, in one order for everybody, so that nobody waits for each other. Problems: PlaceFull."""
    wanted: list[tuple[str, str, int | None, str]] = [(ANY_PLACE, ANY_PLACE, form.most, form.document.title)]
    for one in walked.questions():
        if isinstance(one, Places) and one.id in walked.values:
            place = _current_place(form.document, one, str(walked.values[one.id]))
            wanted.append(place)
    for question_id, place_id, capacity, label in sorted(wanted, key=lambda one: one[:2]):
        key = {"form_id": form.form_id, "question_id": question_id, "place_id": place_id}
        at = {"at_form": form.form_id, "at_question": question_id, "at_place": place_id}
        _FIRST[db.dialect].run(db, {**key, "taken": 0})
        more = _ONE_MORE.run(db, at) if capacity is None else _ONE_MORE_OF.run(db, {**at, "most": capacity})
        if not more:
            if question_id == ANY_PLACE:
                raise FormNotOpen
            raise PlaceFull(place=label)


_THERE = (
    (_t.form_id == bindparam("at_form"))
    & (_t.question_id == bindparam("at_question"))
    & (_t.place_id == bindparam("at_place"))
)
_ONE_MORE = Prepared(update(place_taken_table).where(_THERE).values(taken=_t.taken + 1))
_ONE_MORE_OF = Prepared(
    update(place_taken_table).where(_THERE, _t.taken < bindparam("most")).values(taken=_t.taken + 1)
)
_KEY = ["form_id", "question_id", "place_id", "taken"]
_FIRST: dict[Dialect, Prepared] = {
    "sqlite": Prepared(insert_for("sqlite", place_taken_table).on_conflict_do_nothing(), _KEY),
    "postgresql": Prepared(insert_for("postgresql", place_taken_table).on_conflict_do_nothing(), _KEY),
}


def _current_place(document: FormDocument, asked: Places, chosen: str) -> tuple[str, str, int | None, str]:
    """Return what is to be taken: as many as there are now, also for who began an earlier version."""
    now = document.question(asked.id)
    found = (now if isinstance(now, Places) else asked).place_of(chosen)
    return (asked.id, chosen, found.capacity if found else 0, asked.shown(chosen))


def parted(document: FormDocument, values: object) -> tuple[dict[str, Value], dict[str, Value]]:
    """Part answers from those that need care."""
    answers: dict[str, Value] = dict(values)  # type: ignore[call-overload]
    careful = {one.id for one in with_members(document.questions(), answers) if one.needs_care}
    plain = {name: value for name, value in answers.items() if name not in careful}
    return plain, {name: value for name, value in answers.items() if name in careful}


def sealed(box: SecretBox, application_id: str, answers: dict[str, Value]) -> str | None:
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
