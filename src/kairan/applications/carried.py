"""Values from the link (リンクから引き継ぐ値): from a form's address, by the page in front of it, into the draft."""

from collections.abc import Iterator, Mapping

from kairan.applications.filling import begin, keep
from kairan.applications.model import Applicant
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import FormDocument
from kairan.forms.questions import LinkValue, Typed

FIELD = "-link."
"""What the fields of the page in front begin with."""


def carried_in(document: FormDocument, query: Mapping[str, str]) -> dict[str, str]:
    """Return the values a form takes from its address, by field; others, and those that are no good, are left out."""
    good = ((one, query[one.parameter]) for one in _taking(document) if one.parameter and one.parameter in query)
    return {FIELD + one.id: text for one, text in good if one.good(text)}


def carry(db: Db, applicant: Applicant, box: SecretBox, address: str, sent: Typed) -> None:
    """Keep what came along, with the draft that was just begun or gone on with.

    Problems: FormNotOffered, FormNotOpen, DraftTooLarge.
    """
    document = begin(db, applicant, box, address).document
    given = {one.id: list(sent[FIELD + one.id])[:1] for one in _taking(document) if FIELD + one.id in sent}
    keep(db, applicant, box, address, list(given), given)


def is_carried(sent: Typed) -> bool:
    """Whether anything came along."""
    return any(name.startswith(FIELD) for name in sent)


def _taking(document: FormDocument) -> Iterator[LinkValue]:
    return (one for one in document.questions() if isinstance(one, LinkValue))
