"""Finding applications by words and choices: folded text beside the answers, put in and erased with them.

Answers that need care are never in it. Beyond 20,000 characters an application is not found by its words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select

from kairan.applications.listing_model import SEARCHED_MOST, application_search_table
from kairan.applications.model import application_table
from kairan.applications.receipts import plain_answers
from kairan.applications.tallies import counted_answers, keys_of
from kairan.core.kit.budget import QueryTooLong, is_spent
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.text import fold
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.model import form_version_table

AT_ONCE = 500
READ_AT_ONCE = 5_000
WORDS_MOST = 8  # that are looked for together

_a, _s, _v = application_table.c, application_search_table.c, form_version_table.c
_COLUMNS = ("application_id", "form_id", "submitted_at", "text", "chosen")
_ADD = Prepared(insert(application_search_table), _COLUMNS)


def make_findable(
    db: Db, application_id: str, form_id: str, at: int, document: FormDocument, answers: Mapping[str, Value]
) -> None:
    """Let an application be found by the answers that lie open."""
    shown = [one.shown(value) for one, value in counted_answers(document, answers)]
    words = {"text": fold(" ".join(shown)[:SEARCHED_MOST]), "chosen": _chosen(document, answers)}
    _ADD.run(db, {"application_id": application_id, "form_id": form_id, "submitted_at": at, **words})


def _chosen(document: FormDocument, answers: Mapping[str, Value]) -> str:
    pairs = [f"{one.id}={key}" for one, value in counted_answers(document, answers) for key in keys_of(one, value)]
    return f" {' '.join(pairs)} "


def forget_words(db: Db, application_ids: Sequence[str]) -> None:
    """Let applications be found no more by what they said."""
    db.execute(delete(application_search_table).where(_s.application_id.in_(application_ids)))


def make_all_findable(db: Db, form_id: str) -> None:
    """Let the applications of a form be found that came in before there was a search."""
    lacking = (
        select(_a.id, _a.submitted_at, _a.answers, _v.document)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .outerjoin(application_search_table, _s.application_id == _a.id)
        .where(_a.form_id == form_id, _a.answers.is_not(None), _s.application_id.is_(None))
        .order_by(_a.id)
        .limit(AT_ONCE)
    )
    while rows := db.all(lacking):
        for row in rows:
            answers = plain_answers(row) or {}
            make_findable(db, row.id, form_id, row.submitted_at, decoded_once(row.document), answers)


def holds_words(db: Db, words: str) -> ColumnElement[bool]:
    """Restrict to applications whose answers hold all these words, whatever their spelling."""
    find = func.instr if db.dialect == "sqlite" else func.strpos
    found = [find(_s.text, word) > 0 for word in fold(words).split()[:WORDS_MOST]]
    whole: ColumnElement[bool] = _s.application_id.is_not(None)
    for one in found:
        whole &= one
    return whole


def has_chosen(db: Db, question: str, choice: str) -> ColumnElement[bool]:
    """Restrict to applications in which this was chosen."""
    find = func.instr if db.dialect == "sqlite" else func.strpos
    return find(_s.chosen, f" {question}={choice} ") > 0


def withdrawn_of(db: Db, form_id: str) -> set[str]:
    """Return the applications of a form that were withdrawn."""
    return set(db.scalars(select(_a.id).where(_a.form_id == form_id, _a.withdrawn_at.is_not(None))))


def chosen_in(db: Db, form_id: str, questions: Sequence[str], most: int) -> Iterator[list[list[str]]]:
    """Yield what was chosen in some questions in each application that stands, the newest first, at most `most`.

    Those that were erased or withdrawn do not.

    Problems: QueryTooLong.
    """
    find = [re.compile(rf" {re.escape(one)}=([^ ]+)").findall for one in questions]
    newest = (
        select(_s.submitted_at, _s.application_id, _s.chosen)
        .where(_s.form_id == form_id)
        .order_by(_s.submitted_at.desc(), _s.application_id.desc())
        .limit(READ_AT_ONCE)
    )
    gone = withdrawn_of(db, form_id)
    left, rows = most, db.all(newest)
    while rows:
        if is_spent():
            raise QueryTooLong
        stand = [row for row in rows if row.application_id not in gone] if gone else rows
        for row in stand[:left]:
            yield [each(row.chosen) for each in find]
        left -= len(stand)
        if len(rows) < READ_AT_ONCE or left <= 0:
            return
        at, last_id = rows[-1].submitted_at, rows[-1].application_id
        older = (_s.submitted_at < at) | ((_s.submitted_at == at) & (_s.application_id < last_id))
        rows = db.all(newest.where(_s.submitted_at <= at, older))
