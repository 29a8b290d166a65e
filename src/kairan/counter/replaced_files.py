"""Files that a correction took the place of (差し替え前の添付): kept until everything is erased, opened by the section.

Of a question that needs care they stay sealed with the answer that named them.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.applications.attachments import files_in
from kairan.applications.model import ApplicationId, FileShown
from kairan.applications.queries import file_shown
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.counter.model import case_correction_table
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.questions import AnyQuestion
from kairan.forms.questions.files import FILE_QUESTIONS

_k = case_correction_table.c
Answers = dict[str, Value]


def answers_before(box: SecretBox, correction: Record) -> Mapping[str, Value]:
    """Return what stood there before a correction; nothing while it is open."""
    if correction.before is None:
        return {}
    return msgspec.json.decode(box.open(correction.before, f"correction:{correction.id}"), type=Answers)


def replaced(
    document: FormDocument, before: Mapping[str, Value], now: Mapping[str, Value], states: Mapping[str, str]
) -> dict[str, list[FileShown]]:
    """Return the files that stood there before and do not any more, by question."""
    there = {one.id for one in files_in(_open_questions(document), now)}
    found = {
        asked.id: [file_shown(one, states.get(one.id)) for one in files_in([asked], before) if one.id not in there]
        for asked in _open_questions(document)
    }
    return {name: files for name, files in found.items() if files}


def replaced_names(db: Db, box: SecretBox, application: Record) -> dict[str, str]:
    """Return how each file is called that a correction of an application took the place of."""
    asked = _open_questions(decoded(application.document))
    rows = db.all(select(case_correction_table).where(_k.application_id == ApplicationId(application.id)))
    return {one.id: one.name for row in rows for one in files_in(asked, answers_before(box, row))}


def _open_questions(document: FormDocument) -> list[AnyQuestion]:
    return [one for one in document.questions() if isinstance(one, FILE_QUESTIONS) and not one.needs_care]
