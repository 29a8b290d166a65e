"""An unfinished form that was begun on an earlier version (前の版): finished as it is, or carried over (移す).

Promises: nobody's form becomes another one without their saying so, after having seen what differs; what was typed goes
along; what was agreed to is asked again where its text is another one; after the last day nothing is submitted on the
earlier version, and nothing is lost.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import update

from kairan.applications.filling import draft_to_change, sealed_typed
from kairan.applications.model import Applicant, TypedIn, application_draft_table
from kairan.applications.offering import offered_form
from kairan.applications.problems import DraftGone, OtherVersion
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.comparing import FieldDifference, FormDifference, differences
from kairan.forms.document import FormDocument
from kairan.forms.questions import Consent

_d = application_draft_table.c


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who fills in a form must know of its new version."""

    added: list[str]  # questions, as they are called
    gone: list[str]
    changed: list[FormDifference]  # questions whose words or choices are other ones
    texts: list[FormDifference]  # of the form and its pages
    is_reordered: bool  # the order, or when a question is asked

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.added or self.gone or self.changed or self.texts or self.is_reordered)


def noticed(before: FormDocument, after: FormDocument) -> Noticed:
    """Return what differs, for who fills it in."""
    found = differences(before, after)
    questions = [one for one in found if one.part == "question"]
    worded = [_worded(one) for one in found if one.change == "changed"]
    return Noticed(
        added=[one.label for one in questions if one.change == "added"],
        gone=[one.label for one in questions if one.change == "removed"],
        changed=[one for one in worded if one.fields and one.part == "question"],
        texts=[one for one in worded if one.fields and one.part != "question"],
        is_reordered=any(one.is_moved or any(_is_asked_otherwise(field) for field in one.fields) for one in found),
    )


def _is_asked_otherwise(field: FieldDifference) -> bool:
    return field.is_logic and field.field not in {"translations", "picture"}


_WORDED = frozenset(
    {
        "title",
        "summary",
        "needs",
        "contact",
        "privacy",
        "done",
        "text",
        "label",
        "help",
        "alt",
        "options",
        "places",
        "agree",
    }
)


def _worded(one: FormDifference) -> FormDifference:
    """Return a difference with the fields that an applicant reads."""
    fields = [field for field in one.fields if _is_read(field) and not field.is_logic]
    return msgspec.structs.replace(one, fields=fields)


def _is_read(field: FieldDifference) -> bool:
    """Whether an applicant reads a field; rows are those of a matrix, or only how high a field for text is."""
    is_height = all(one.isdecimal() for one in (*field.before, *field.after))
    return field.field in _WORDED or (field.field == "rows" and not is_height)


def carry_over(db: Db, applicant: Applicant, box: SecretBox, address: str, version: int) -> None:
    """Go on with the version that is published now, which is the one whose differences were shown.

    Problems: FormNotOffered, DraftGone, OtherVersion.
    """
    form = offered_form(db, applicant, address)
    draft = draft_to_change(db, applicant, box, form)
    if draft is None:
        raise DraftGone
    if draft.version == form.version:
        return
    if version != form.version:
        raise OtherVersion
    typed = _still_said(draft.typed, draft.document, form.document)
    values = {"version": form.version, "typed": sealed_typed(box, draft.id, typed), "changed_at": now_ms()}
    db.execute(update(application_draft_table).where(_d.id == draft.id).values(values))


def _still_said(typed: TypedIn, before: FormDocument, after: FormDocument) -> TypedIn:
    """Return what was typed without the agreement to texts that are other ones now."""
    is_other_purpose = before.privacy != after.privacy
    withdrawn = {
        field
        for one in _consents(after)
        if is_other_purpose or before.question(one.id) != one
        for field in one.fields()
    }
    return {name: values for name, values in typed.items() if name not in withdrawn}


def _consents(document: FormDocument) -> Iterator[Consent]:
    return (one for one in document.questions() if isinstance(one, Consent))
