"""Sums (集計の元): counted as an application comes in, by version and day, and kept when its answers are erased.

Promises: sums and applications change in one transaction, so that they always agree; a sum holds how often each choice
was made and what numbers add up to, never anybody's words, and nothing of answers that need care; what an erased answer
counted goes from its day to its month: it can still be told when somebody applied, and no more what they said.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

import msgspec
from sqlalchemy import bindparam, exists, select, update

from kairan.applications.counting_model import Sums, application_sum_table
from kairan.applications.model import ANY_PLACE, application_table, place_taken_table
from kairan.applications.receipts import plain_answers
from kairan.applications.searching import make_all_findable
from kairan.applications.tallies import add_answer, counted_answers
from kairan.core.kit.database import Db, Dialect, Record
from kairan.core.kit.days import day_of
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.upsert import insert_for, upsert
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.model import form_version_table

RECOUNTED_AT_ONCE = 1_000

_a, _s, _t, _v = application_table.c, application_sum_table.c, place_taken_table.c, form_version_table.c
_encode = partial(msgspec.json.encode, order="deterministic")
_of_period = (
    (_s.form_id == bindparam("of_form"))
    & (_s.version == bindparam("of_version"))
    & (_s.period == bindparam("of_period"))
)
_LOOK = Prepared(select(_s.applications, _s.sums).where(_of_period))


def read_sums(text: str) -> Sums:
    """Read sums as they are stored."""
    return msgspec.json.decode(text, type=Sums)


def count_application(
    db: Db, form_id: str, version: int, document: FormDocument, answers: Mapping[str, Value], at: int
) -> None:
    """Count an application before it is put in; the caller holds the form's places, so that nobody else does."""
    held, sums = _sums_of(db, form_id, version, day_of(at))
    if not held and not _is_counted(db, form_id):
        _count_all(db, form_id)
        held, sums = _sums_of(db, form_id, version, day_of(at))
    _add(sums, document, answers, 1)
    _keep(db, (form_id, version, day_of(at)), held + 1, sums)


def count_corrected(db: Db, row: Record, document: FormDocument, answers: Mapping[str, Value]) -> None:
    """Count what an application says from now on instead of what it said; the row is as it was before."""
    hold_places(db, row.form_id)
    place = (row.form_id, row.version, day_of(row.submitted_at))
    came, sums = _sums_of(db, *place)
    _add(sums, document, plain_answers(row) or {}, -1)
    _add(sums, document, answers, 1)
    _keep(db, place, came, sums)


def count_withdrawn(db: Db, row: Record) -> None:
    """Take an application that is being withdrawn out of its day; the row is as it was before, with its document.

    What was erased before it was withdrawn stays counted: nobody knows any more what it said.
    """
    if row.erased_at is None:
        _count_otherwise(db, row, -1)


def count_reinstated(db: Db, row: Record) -> None:
    """Count an application again that was withdrawn; the row is as it was before, with its document."""
    if not is_left_out(row):
        return
    _count_otherwise(db, row, 1)
    if row.erased_at is not None:
        erased, gone = _sums_of(db, row.form_id, row.version, day_of(row.submitted_at)[:7])
        _keep(db, (row.form_id, row.version, day_of(row.submitted_at)[:7]), erased + 1, gone)


def _count_otherwise(db: Db, row: Record, times: int) -> None:
    hold_places(db, row.form_id)
    if not _is_counted(db, row.form_id):  # it will be, as it is then
        return
    place = (row.form_id, row.version, day_of(row.submitted_at))
    came, sums = _sums_of(db, *place)
    _add(sums, decoded_once(row.document), plain_answers(row) or {}, times)
    _keep(db, place, came + times, sums)  # also where none is left, so that it is not counted as new


def is_left_out(row: Record) -> bool:
    """Whether an application is counted nowhere: it was withdrawn, and its answers were known then."""
    return row.withdrawn_at is not None and (row.erased_at is None or row.withdrawn_at <= row.erased_at)


def count_erased(db: Db, rows: Sequence[Record]) -> None:
    """Take answers that are being erased from their days to their months; rows have the document they answered."""
    rows = [row for row in rows if not is_left_out(row)]
    for form_id in sorted({row.form_id for row in rows}):
        hold_places(db, form_id)
        for version in sorted({row.version for row in rows if row.form_id == form_id}):
            _erased_of(db, [row for row in rows if (row.form_id, row.version) == (form_id, version)])


def hold_places(db: Db, form_id: str) -> None:
    """Wait for whoever submits at this moment, and let others wait: the row every submission writes is locked."""
    db.execute(upsert(db, place_taken_table).values(**_key(form_id), taken=0).on_conflict_do_nothing())
    this = (_t.form_id == form_id) & (_t.question_id == ANY_PLACE) & (_t.place_id == ANY_PLACE)
    db.execute(update(place_taken_table).where(this).values(taken=_t.taken))


def _key(form_id: str) -> dict[str, str]:
    return {"form_id": form_id, "question_id": ANY_PLACE, "place_id": ANY_PLACE}


def _erased_of(db: Db, rows: Sequence[Record]) -> None:
    first = rows[0]
    document = decoded_once(first.document)
    for day in sorted({day_of(row.submitted_at) for row in rows}):
        of_day = [row for row in rows if day_of(row.submitted_at) == day]
        came, kept = _sums_of(db, first.form_id, first.version, day)
        erased, gone = _sums_of(db, first.form_id, first.version, day[:7])
        for row in of_day:
            answers = plain_answers(row) or {}
            _add(kept, document, answers, -1)
            _add(gone, document, answers, 1)
        _keep(db, (first.form_id, first.version, day), came, kept)
        _keep(db, (first.form_id, first.version, day[:7]), erased + len(of_day), gone)


def _add(sums: Sums, document: FormDocument, answers: Mapping[str, Value], times: int) -> None:
    for question, value in counted_answers(document, answers):
        add_answer(sums, question, value, times)


def _sums_of(db: Db, form_id: str, version: int, period: str) -> tuple[int, Sums]:
    found = _LOOK.first(db, {"of_form": form_id, "of_version": version, "of_period": period})
    return (0, {}) if found is None else (found[0], read_sums(found[1]))


def _keep(db: Db, place: tuple[str, int, str], applications: int, sums: Sums) -> None:
    form_id, version, period = place
    values = {"applications": applications, "sums": _encode(sums).decode()}
    _KEEP[db.dialect].run(db, {"form_id": form_id, "version": version, "period": period, **values})


def _upserting(dialect: Dialect) -> Prepared:
    made = insert_for(dialect, application_sum_table)
    changed = {"applications": made.excluded.applications, "sums": made.excluded.sums}
    keys = ["form_id", "version", "period"]
    return Prepared(made.on_conflict_do_update(index_elements=keys, set_=changed), [*keys, "applications", "sums"])


_KEEP: dict[Dialect, Prepared] = {"sqlite": _upserting("sqlite"), "postgresql": _upserting("postgresql")}


def recounted(db: Db, form_id: str) -> dict[tuple[int, str], tuple[int, Sums]]:
    """Return what the applications of a form add up to now, by version and period; of erased ones the number alone.

    Those that were withdrawn are left out; a day on which nobody else came stands there with nought.
    """
    documents = {
        row.number: decoded_once(row.document)
        for row in db.execute(select(_v.number, _v.document).where(_v.form_id == form_id))
    }
    found: dict[tuple[int, str], tuple[int, Sums]] = {}
    after = ""
    columns = (_a.id, _a.version, _a.submitted_at, _a.answers, _a.erased_at, _a.withdrawn_at)
    wanted = select(*columns).order_by(_a.id).limit(RECOUNTED_AT_ONCE)
    while rows := db.all(wanted.where(_a.form_id == form_id, _a.id > after)):
        for row in rows:
            day = day_of(row.submitted_at)
            came, sums = found.setdefault((row.version, day), (0, {}))
            if is_left_out(row):
                continue
            found[row.version, day] = (came + 1, sums)
            if row.erased_at is not None:
                erased, gone = found.get((row.version, day[:7]), (0, {}))
                found[row.version, day[:7]] = (erased + 1, gone)
            elif row.version in documents:
                _add(sums, documents[row.version], plain_answers(row) or {}, 1)
        after = rows[-1].id
    return found


def count_what_was_never_counted(db: Db) -> int:
    """Count the applications of a form that has no sums at all: they came in before there were any; return how many."""
    form_id = db.scalar(select(_a.form_id).where(~exists().where(_s.form_id == _a.form_id)).limit(1))
    if form_id is None:
        return 0
    hold_places(db, form_id)
    return 0 if _is_counted(db, form_id) else _count_all(db, form_id)  # somebody may have submitted while we waited


def _is_counted(db: Db, form_id: str) -> bool:
    return db.first(select(_s.form_id).where(_s.form_id == form_id).limit(1)) is not None


def _count_all(db: Db, form_id: str) -> int:
    """Count what came in before there were sums, and let it be found as well."""
    make_all_findable(db, form_id)
    counted = recounted(db, form_id)
    for (version, period), (applications, sums) in counted.items():
        _keep(db, (form_id, version, period), applications, sums)
    return sum(applications for (_, period), (applications, _) in counted.items() if not is_erased_sum(period))


def is_erased_sum(period: str) -> bool:
    """Whether a sum is of answers that were erased, so that it stands for a month."""
    return len(period) == len("2026-04")


def agrees(kept: Sums, counted: Sums) -> bool:
    """Whether two sums say the same; the least and the most stay as they were when an answer was taken back."""

    def plainly(sums: Sums) -> dict[str, object]:
        return {name: (one.answered, one.counts, Decimal(one.total or 0)) for name, one in sums.items()}

    return plainly(kept) == plainly(counted)
