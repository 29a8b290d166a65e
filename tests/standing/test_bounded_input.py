"""Standing test: nothing from outside is unbounded. A new field, or a new column of text, fails here until it is."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.routes import HTTPRoute
from msgspec import inspect as kinds
from sqlalchemy import String, Text

import kairan
from kairan.alliances.aid import model as aid_model
from kairan.alliances.model import ABOUT_LIMIT as ALLIANCE_ABOUT
from kairan.alliances.model import PURPOSE_LIMIT as ALLIANCE_PURPOSE
from kairan.alliances.model import REASON_LIMIT as ALLIANCE_REASON
from kairan.alliances.model import TERMS_LIMIT, WELCOME_LIMIT
from kairan.announcements.model import TEXT_LIMIT as ANNOUNCED
from kairan.app import build_litestar
from kairan.attendance.model import NOTE_LIMIT as ATTENDANCE_NOTE
from kairan.circulars.model import COMMENT_LIMIT as COMMENT
from kairan.circulars.model import REASON_LIMIT as CHANGED_SINCE
from kairan.circulars.model import TEXT_LIMIT as CIRCULAR_TEXT
from kairan.consents.acts import ACTS
from kairan.core.kit.database import metadata
from kairan.core.kit.text import CODE_POINTS_EACH, bounded_text
from kairan.core.realtime.frames import ClientFrame
from kairan.core.settings import Settings
from kairan.counter.deliverables.model import REASON_LIMIT as WITHDRAWN_REASON
from kairan.counter.model import TEXT_LIMIT as CASE_TEXT
from kairan.counter.opinions.model import OPINION_LIMIT
from kairan.emergency.broadcasts.model import TEXT_LIMIT as BROADCAST_TEXT
from kairan.emergency.closing.model import REVIEW_LIMIT
from kairan.emergency.incidents.model import TEXT_LIMIT as CHRONOLOGY_TEXT
from kairan.emergency.supplies.model import NOTE_LIMIT as SUPPLY_NOTE
from kairan.emergency.supplies.model import OFFER_LIMIT
from kairan.emergency.towns.model import NOTE_LIMIT as TOWN_NOTE
from kairan.guests.model import PURPOSE_LIMIT as GUESTS_PURPOSE
from kairan.handovers.model import COMMENT_LIMIT, NOTE_LIMIT
from kairan.meetings.video import ADDRESS_LIMIT as VIDEO_ADDRESS
from kairan.notes.searching import SOUGHT_MOST
from kairan.notifications.model import URGENT_LIMIT
from kairan.payments.model import REASON_LIMIT as PAYMENT_REASON
from kairan.polls.model import NOTE_LIMIT as POLL_NOTE
from kairan.records.model import REASON_LIMIT
from kairan.talk.http import fast_routes
from kairan.talk.model import PURPOSE_LIMIT, TEXT_LIMIT
from kairan.tasks.model import NOTE_LIMIT as TASK_NOTE

SOURCE = Path(kairan.__file__).parent
TYPED_COLUMNS = {
    "shared_draft.text": TEXT_LIMIT,
    "video_address.address": VIDEO_ADDRESS,
    "alliance.purpose": ALLIANCE_PURPOSE,
    "alliance.welcome": WELCOME_LIMIT,
    "alliance_report.reason": ALLIANCE_REASON,
    "alliance_body.reason": ALLIANCE_REASON,
    "alliance_profile.about": ALLIANCE_ABOUT,
    "alliance_terms.text": TERMS_LIMIT,
    "alliance_agreement.text": aid_model.TEXT_LIMIT,
    "alliance_agreement.title": aid_model.TITLE_LIMIT,
    "alliance_agreement_body.contact": aid_model.CONTACT_LIMIT,
    "alliance_aid_offer.note": aid_model.NOTE_LIMIT,
    "alliance_aid_request.item": aid_model.ITEM_LIMIT,
    "alliance_aid_request.note": aid_model.NOTE_LIMIT,
    "alliance_aid_request.place": aid_model.PLACE_LIMIT,
    "announcement.text": ANNOUNCED,
    "attendance_report.note": ATTENDANCE_NOTE,
    "broadcast.text": BROADCAST_TEXT,
    "incident_review.text": REVIEW_LIMIT,
    "supply.note": SUPPLY_NOTE,
    "supply_offer.text": OFFER_LIMIT,
    "incident_town.note": TOWN_NOTE,
    "circular_person.comment": COMMENT,
    "incident_entry.text": CHRONOLOGY_TEXT,
    "circular_version.reason": CHANGED_SINCE,
    "circular_version.text": CIRCULAR_TEXT,
    "note.sought": SOUGHT_MOST,
    "poll.note": POLL_NOTE,
    "task.done_note": TASK_NOTE,
    "task.note": TASK_NOTE,
    "case_approval.note": CASE_TEXT,
    "charge.waiver": PAYMENT_REASON,
    "payment.note": PAYMENT_REASON,
    "payment_refund.reason": PAYMENT_REASON,
    "case_correction.text": CASE_TEXT,
    "case_deliverable.reason": WITHDRAWN_REASON,
    "case_message.text": CASE_TEXT,
    "case_opinion.answer": OPINION_LIMIT,
    "case_opinion.question": OPINION_LIMIT,
    "guest.purpose": GUESTS_PURPOSE,
    "guest_invitation.purpose": GUESTS_PURPOSE,
    "handover.note": NOTE_LIMIT,
    "handover_mark.comment": COMMENT_LIMIT,
    "message.text": TEXT_LIMIT,
    "planned_message.text": TEXT_LIMIT,
    "record_request.reason": REASON_LIMIT,
    "room.purpose": PURPOSE_LIMIT,
    "urgent_notice.reason": URGENT_LIMIT,
}
"""Columns without a length of their own that hold what somebody typed, and the limit of `bounded_text` for it."""
MADE_COLUMNS = {
    "shared_draft.mentions",
    "meeting.agenda",
    "planned_message.mentions",
    "planned_message.refusal",
    "stamp_choice.stamp_ids",
    "alliance_profile.sought",
    "application.answers",
    "application.sealed",
    "application_columns.columns",
    "application_draft.reached",
    "application_search.chosen",
    "application_search.text",
    "application_sum.sums",
    "application_draft.typed",
    "broadcast.questions",
    "broadcast.rounds",
    "broadcast.told_to",
    "broadcast_person.answer",
    "broadcast_template.draft",
    "emergency_contact.sealed",
    "incident.rooms",
    "incident_situation.document",
    "incident_entry.files",
    "incident_town.answers",
    "place.listed",
    "place_status.detail",
    "muster.places",
    "muster_stage.document",
    "circular_version.files",
    "case_correction.before",
    "case_annotation_fields.document",
    "case_correction.marks",
    "case_correction.typed",
    "case_deliverable.content",
    "case_message.files",
    "case_writing.typed",
    "webhook.kinds",
    "webhook.secret",
    "webhook_delivery.body",
    "case_filter.wanted",
    "case_opinion.shown",
    "form.draft",
    "form_template.document",
    "form_version.document",
    "hazard_refusal.detail",
    "hazard_act.audience",
    "hazard_rule.acts",
    "hazard_rule.conditions",
    "hazard_rule.places",
    "hazard_standing.grades",
    "hazard_telegram.value",
    "procedure.document",
    "note_version.writers",
    "payment.url",
    "payment_account.hook",
    "payment_account.key",
    "payment_terms.document",
    "applicant_account.mail",
    "applicant_account.secret",
    "applicant_sign_in.mail",
    "identity_journey.proved",
    "identity_journey.signed",
    "identity_signature.document",
    "identity_signature.signature",
    "identity_proof.facts",
    "identity_proof.places",
    "identity_provider.key",
    "identity_provider.public_key",
    "identity_provider.secret",
    "identity_provider.terms",
    "identity_terms.document",
    "anchor.note",
    "consent.failed",
    "consent.reason",
    "consent.subject_ids",
    "consent.told",
    "consent.wanted",
    "department_plan.told",
    "department.path",
    "entry.body",
    "redaction.body",
    "job.body",
    "job.error",
    "letter_template.document",
    "letter.subject",
    "letter.text",
    "message.files",
    "message.mentions",
    "message.edits",
    "message.repliers",
    "oidc_session.id_token",
    "organization.noticed",
    "record_request.room_ids",
    "record_request.person_ids",
    "transfer_effect.body",
    "transfer_list.told",
    "transfer_move.body",
    "device_rule.rules",
    "guest_invitation.rooms",
    "member.settings",
    "member.roles",
    "member.sought",
    "member.tasks",
    "notification_choice.choice",
    "notification_rule.rules",
    "oidc_connection.terms",
    "push_key.private",
    "push_subscription.endpoint",  # an address, bounded where it is read
    "oidc_connection.secret",
    "oidc_connection.key",
    "oidc_connection.public_key",
    "policy.networks",
    "policy.elsewhere",
    "policy_rule.upto",
    "policy_rule.screen",
    "sign_in_rule.rules",
    "passkey.public_key",
}
"""Written by the server itself, as JSON or sealed, of values that were bounded when they came."""
BY_THEMSELVES = {
    "core/kit/text.py",
    "emergency/incidents/chronology.py",  # counts what the kit bounded as a message
    "talk/mentions.py",  # places in a text that is bounded beside it
    "talk/reactions.py",  # one emoji of at most 32 bytes
    "sessions/passwords.py",  # counts
    "forms/questions/people.py",  # counts parts that the kit bounded before
    "forms/questions/positions.py",  # counts what the kit bounded before
    "forms/questions/texts.py",  # counts against the question's own limit what the kit bounded before
    "records/requests.py",  # counts
}
"""What may use the parts of which `bounded_text` and `bounded_name` are made."""


READ_BY_KIND = {"Asked.wanted"}
"""Bounded by the body around it, and read at once by the type of its act."""


def unbounded(kind: kinds.Type, path: str, seen: frozenset[object] = frozenset()) -> Iterator[str]:
    """Name what in a type has no bound."""
    if path in READ_BY_KIND:
        return
    if not _is_bounded(kind):
        yield f"{path}: {type(kind).__name__}"
    for name, part in _parts(kind, path):
        if getattr(part, "cls", None) not in seen:
            yield from unbounded(part, name, seen | {getattr(kind, "cls", path)})


def _is_bounded(kind: kinds.Type) -> bool:
    if isinstance(kind, kinds.AnyType | kinds.RawType):
        return False
    if not isinstance(kind, kinds.StrType | kinds.BytesType | kinds.CollectionType | kinds.DictType):
        return True
    return kind.max_length is not None or _is_fixed(getattr(kind, "pattern", None))


def _parts(kind: kinds.Type, path: str) -> Iterator[tuple[str, kinds.Type]]:
    """Yield what a type is made of."""
    if isinstance(kind, kinds.Metadata):
        yield path, kind.type
    elif isinstance(kind, kinds.StructType):
        yield from ((f"{kind.cls.__name__}.{field.name}", field.type) for field in kind.fields)
    elif isinstance(kind, kinds.CollectionType):
        yield f"{path}[]", kind.item_type
    elif isinstance(kind, kinds.DictType):
        yield from ((f"{path} (key)", kind.key_type), (f"{path}{{}}", kind.value_type))
    elif isinstance(kind, kinds.UnionType):
        yield from ((path, one) for one in kind.types)


def _is_fixed(pattern: str | None) -> bool:
    return pattern is not None and pattern.startswith("^") and pattern.endswith("$") and not set("*+") & set(pattern)


def bodies(folder: Path) -> Iterator[tuple[str, Any]]:
    """Yield what each route takes as its JSON body, and each frame of a live connection.

    What stands in an address is bounded with the head of the request.
    """
    for route in build_litestar(Settings(data=folder)).routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if (data := handler.parsed_fn_signature.parameters.get("data")) is not None:
                yield route.path, data.raw
    yield from ((one.path, one.body) for one in fast_routes if one.method == "POST")
    yield from ((act.name, act.wanted) for act in ACTS.given())  # what `Asked.wanted` is read as
    yield "frames", ClientFrame


def test_every_field_of_every_body_is_bounded(tmp_path: Path) -> None:
    found = {one for path, body in bodies(tmp_path) for one in unbounded(kinds.type_info(body), path)}
    assert found == set()


def test_a_field_without_a_bound_would_be_found() -> None:
    class Body(msgspec.Struct):
        name: str
        ids: list[int]

    assert set(unbounded(kinds.type_info(Body), "body")) == {"Body.name: StrType", "Body.ids: ListType"}


def test_every_column_of_text_has_a_limit() -> None:
    lengthless = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Text) and column.type.length is None
    }
    assert lengthless == set(TYPED_COLUMNS) | MADE_COLUMNS
    assert all(0 < limit * CODE_POINTS_EACH <= 1024 * 1024 for limit in TYPED_COLUMNS.values())


def test_nobody_bounds_a_text_by_other_means() -> None:
    parts = {"clean", "clean_name", "graphemes"}
    offenders = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "kairan.core.kit.text"
        if parts & {name.name for name in node.names}
    }
    assert offenders - BY_THEMSELVES == set()


@pytest.mark.parametrize("limit", sorted(set(TYPED_COLUMNS.values())))
def test_the_longest_honest_text_fits_into_a_body(limit: int) -> None:
    assert len(bounded_text("災" * limit, limit).encode()) < 1024 * 1024
