"""Submitting (送信): exactly what was checked, once, with a number, and on disk before it is acknowledged.

Promises: a draft becomes one application, however often it is sent; no more places are given than there are, whoever
comes at the same moment; nothing off the path and nothing unread goes along.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, insert, update

from kairan.applications.arrivals import ARRIVED, Arrival
from kairan.applications.attachments import bind_files, files_in
from kairan.applications.each import has_too_many
from kairan.applications.entries import ApplicationSubmitted
from kairan.applications.filling import draft_row, opened, today
from kairan.applications.gates import Begun, are_open
from kairan.applications.invitations.using import use_invitation
from kairan.applications.letters import receipt_letter
from kairan.applications.model import (
    Applicant,
    ApplicationId,
    DraftId,
    OpenForm,
    application_draft_table,
    application_table,
    digest_of_answers,
)
from kairan.applications.numbers import new_number
from kairan.applications.offering import offered_form
from kairan.applications.places import keep_seats, take_places
from kairan.applications.problems import EarlierVersionOver, EnoughApplications, FormNotOpen, NotAsChecked, NotComplete
from kairan.applications.proof_of_work import NO_WORK, Work, require_work
from kairan.applications.proving import is_proved
from kairan.applications.searching import make_findable
from kairan.applications.seats import said_when_submitted
from kairan.applications.step_counts import count_submitted
from kairan.applications.streams import application_stream
from kairan.applications.sums import count_application
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import post_letter
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.journey import journey
from kairan.forms.questions import MailAddress, with_members
from kairan.forms.versions import earlier_until

_a, _d = application_table.c, application_draft_table.c


def submit(
    db: Db,
    applicant: Applicant,
    box: SecretBox,
    address: str,
    draft_id: DraftId,
    checked: str,
    is_mailed: bool,
    waits: Collection[str] = (),
    work: Work = NO_WORK,
) -> ApplicationId:
    """Submit a draft as it was checked; `checked` is the digest of what was shown. A second time gives the same.

    `waits` are the questions of which the applicant was told that they will wait for the place.
    Problems: FormNotOffered, DraftGone, FormNotOpen, EarlierVersionOver, NotComplete, NotAsChecked, PlaceFull,
    PlaceWaits, PlacesDrawn, EnoughApplications, InvitationNeeded, InvitationUnknown, InvitationUsed,
    WorkNeeded, WorkTooSoon.
    """
    form = offered_form(db, applicant, address)
    application_id = ApplicationId(new_id())
    mine = {"this_id": draft_id, "of_applicant": applicant.key, "of_form": form.form_id, "as_this": application_id}
    # Whoever writes this first submits; who comes at the same moment waits here, and finds it done.
    if not _TAKE.run(db, mine):
        return ApplicationId(_submitted_as(db, applicant, draft_id))
    if not form.is_open:
        raise FormNotOpen
    if form.asks_work:
        require_work(box, draft_id, work)
    row = draft_row(db, applicant, draft_id)
    _require_version(db, form, row.version)
    document = decoded_once(row.document)
    walked = journey(document, opened(box, row), today())
    begun = Begun(draft_id=draft_id, version=row.version, document=document, values=walked.values)
    is_ready = walked.is_complete and is_proved(db, box, draft_id, walked)
    if not is_ready or not are_open(db, box, applicant, form, begun):
        raise NotComplete
    shown = digest_of_answers(form.form_id, row.version, walked.values)
    if shown != checked:
        raise NotAsChecked
    files = [one.id for one in files_in(walked.questions(), walked.values)]
    if not bind_files(db, draft_id, application_id, files):
        raise NotComplete
    use_invitation(db, form, row.invitation_id, application_id)
    seats = take_places(db, form, walked, waits)
    answered = Answered(row.version, document, walked.values, shown)
    arrival = enter(db, box, form, application_id, draft_id, applicant, answered)
    count_submitted(db, row)
    keep_seats(db, form.form_id, application_id, seats)
    _forget_typed(db, box, form, draft_id)
    for follow in ARRIVED.given():
        follow(db, box, arrival)
    if has_too_many(db, applicant, form, draft_id):
        raise EnoughApplications
    if is_mailed and (to := mailed_to(document, walked.values)):
        said = said_when_submitted(document, seats)
        letter = receipt_letter(form, document, arrival.number, arrival.at, to, application_id, said)
        post_letter(db, form.organization_id, letter)
    return application_id


class Answered(NamedTuple):
    """Answers to a version of a form, with the digest of them as they were shown."""

    version: int
    document: FormDocument
    values: Mapping[str, Value]
    shown: str


def enter(
    db: Db,
    box: SecretBox,
    form: OpenForm,
    application_id: ApplicationId,
    draft_id: str,
    applicant: Applicant,
    answered: Answered,
) -> Arrival:
    """Put an application on record under a number, counted and findable; the caller tells those who follow it."""
    number, now = new_number(), now_ms()
    version, document, values, shown = answered
    plain, careful = parted(document, values)
    count_application(db, form.form_id, version, document, plain, now)
    kept = kept_answers(box, application_id, shown, plain, careful)
    row = {
        "organization_id": form.organization_id,
        "form_id": form.form_id,
        "version": version,
        "number": number,
        "draft_id": draft_id,
        "applicant": applicant.key,
        "member_id": applicant.member_id if form.audience == "staff" else None,  # else they come as a resident
        "submitted_at": now,
        **kept._asdict(),
    }
    _INSERT.run(db, {"id": application_id, **row})
    make_findable(db, application_id, form.form_id, now, document, plain)
    submitted = ApplicationSubmitted(form=form.form_id, version=version, number=number, digest=kept.digest)
    append(db, application_stream(application_id), submitted, None)
    return Arrival(
        application_id=application_id,
        organization_id=form.organization_id,
        form_id=form.form_id,
        draft_id=draft_id,
        applicant=applicant,
        number=number,
        at=now,
        document=document,
        values=values,
        device=applicant.device,
    )


_TAKE = Prepared(
    update(application_draft_table)
    .where(_d.id == bindparam("this_id"), _d.applicant == bindparam("of_applicant"))
    .where(_d.form_id == bindparam("of_form"), _d.application_id.is_(None))
    .values(application_id=bindparam("as_this"))
)
_INSERT = Prepared(
    insert(application_table),
    [one.name for one in application_table.columns if one.name not in {"erased_at", "withdrawn_at"}],
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


def parted(document: FormDocument, values: object) -> tuple[dict[str, Value], dict[str, Value]]:
    """Part answers from those that need care."""
    answers: dict[str, Value] = dict(values)  # type: ignore[call-overload]
    careful = {one.id for one in with_members(document.questions(), answers) if one.needs_care}
    plain = {name: value for name, value in answers.items() if name not in careful}
    return plain, {name: value for name, value in answers.items() if name in careful}


class KeptAnswers(NamedTuple):
    """Answers as they are stored: what lies open, what needs care, and what stands for all of them."""

    answers: str
    sealed: str | None
    digest: str


def kept_answers(
    box: SecretBox, application_id: str, shown: str, plain: dict[str, Value], careful: dict[str, Value]
) -> KeptAnswers:
    """Return answers as they are stored; `shown` is the digest of what was shown."""
    text = msgspec.json.encode(plain, order="deterministic").decode()
    if not careful:
        return KeptAnswers(text, None, shown)
    purpose = f"application:{application_id}"
    hidden = box.seal(msgspec.json.encode(careful, order="deterministic").decode(), purpose)
    # With the key, since something is sealed: else whoever knows the other answers would find it by trying.
    return KeptAnswers(text, hidden, box.digest(shown, purpose).hex())


def mailed_to(document: FormDocument, answers: Mapping[str, Value]) -> str:
    """Return where letters about an application go; empty for nowhere."""
    asked = with_members(document.questions(), answers)
    wanted = (one for one in asked if isinstance(one, MailAddress) and one.gets_receipt)
    return next((str(answers[one.id]) for one in wanted if one.id in answers), "")
