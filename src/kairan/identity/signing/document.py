"""The document that is signed (署名する文書): the answers as they were checked, in words and as they are stored.

A file stands in it by its digest. Something random stands in it, too: its digest is kept when the answers are erased,
and must not tell whether somebody guesses them.
"""

from collections.abc import Mapping

import msgspec

from kairan.core.kit.randomness import random_bytes
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import with_members

FORMAT = "kairan.signed/1"


class SignedAnswer(msgspec.Struct, frozen=True):
    """An answer: which question, what it is called, what is said as people read it, and as it is stored."""

    id: str
    label: str
    said: str
    value: Value


class SignedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed."""

    format: str
    organization: str
    form_id: str
    version: int
    title: str
    checked: str  # the digest of these answers as they were shown
    salt: str
    answers: list[SignedAnswer]


def document_of(
    organization: str, form_id: str, version: int, document: FormDocument, values: Mapping[str, Value], checked: str
) -> str:
    """Return the text that is signed, in UTF-8."""
    asked = with_members(document.questions(), values)
    made = SignedDocument(
        format=FORMAT,
        organization=organization,
        form_id=form_id,
        version=version,
        title=document.title,
        checked=checked,
        salt=random_bytes(16).hex(),
        answers=[
            SignedAnswer(one.id, one.label, one.shown(values[one.id]), values[one.id])
            for one in asked
            if one.id in values
        ],
    )
    return msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1).decode()
