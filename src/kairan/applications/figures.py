"""Counting what came in (集計): per question, per day; charts, reports and tables are drawn from these numbers alone.

Read are sums, one for each version and day (`sums`), and no answer: it costs the same after a hundred thousand. Of
surveys small numbers are kept back here, for whoever asks (`small_numbers`), and they are counted as a whole only: what
is told of a part, taken from what is told of the whole, would tell of the rest.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.applications.counting_model import FEW, Sums, application_sum_table
from kairan.applications.model import AnswerCount, DayCount, FormFigures, QuestionFigures, application_draft_table
from kairan.applications.row_tallies import has_rows
from kairan.applications.rows_told import told_in_rows
from kairan.applications.small_numbers import hidden_among
from kairan.applications.sums import is_erased_sum, read_sums
from kairan.applications.tallies import Tally, added, counted_questions, is_choosable, is_exclusive
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.model import FormId, form_version_table
from kairan.forms.questions import AnyQuestion, LongText, ShortText
from kairan.forms.rights import require_form
from kairan.policy import require

_d, _s, _v = application_draft_table.c, application_sum_table.c, form_version_table.c


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Of which applications: days of Japan, both included, and a version; of a survey always all."""

    since: str = ""
    until: str = ""
    version: int | None = None

    def holds(self, period: str) -> bool:
        """Whether a day, or every day of a month, lies in it."""
        last = f"{period}-{monthrange(*map(int, period.split('-')))[1]}" if is_erased_sum(period) else period
        first = f"{period}-01" if is_erased_sum(period) else period
        return (not self.since or first >= self.since) and (not self.until or last <= self.until)

    def touches(self, period: str) -> bool:
        """Whether a month has a day in it."""
        return (not self.since or f"{period}-31" >= self.since) and (not self.until or f"{period}-01" <= self.until)


EVERYTHING = Selection()


def form_figures(
    db: Db, viewer: Viewer, form_id: FormId, of: Selection = EVERYTHING, *, hides_few: bool = False
) -> FormFigures:
    """Return everything that came in, counted; `hides_few`: small numbers are kept back as of a survey.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    documents = counted_documents(db, viewer, form_id)
    is_survey = any(one.is_survey for one in documents.values())
    of = EVERYTHING if is_survey else of
    rows = db.all(select(application_sum_table).where(_s.form_id == form_id).order_by(_s.period))
    chosen = [row for row in rows if of.version in {None, row.version}]
    days: Counter[str] = Counter()
    for row in chosen:
        if row.applications and not is_erased_sum(row.period) and of.holds(row.period):
            days[row.period] += row.applications
    sums, is_partial = _added(chosen, of)
    tallies = _tallies(documents, sums)
    total = days.total()
    questions = [tally.figures() for tally in tallies]
    if is_survey or hides_few:
        questions = [
            told_in_rows(one, total) if has_rows(tally.question) else _told(tally.question, one, total)
            for tally, one in zip(tallies, questions, strict=True)
        ]
    asked = [tally.question for tally in tallies]
    return FormFigures(
        total=total,
        begun=_begun(db, form_id, of.version),
        days=[DayCount(day, count) for day, count in sorted(days.items())],
        questions=questions,
        is_partial=is_partial,
        is_survey=is_survey,
        versions=sorted({row.version for row in rows}),
        crossable=[one.id for one in asked if is_choosable(one)],
        worded=[one.id for one in asked if isinstance(one, LongText | ShortText)],
    )


def tallies_of(db: Db, form_id: FormId, documents: dict[int, FormDocument]) -> list[Tally]:
    """Return every question that may be counted, with what was ever chosen; the caller has asked for the documents."""
    sums, _ = _added(db.all(select(application_sum_table).where(_s.form_id == form_id)), EVERYTHING)
    return _tallies(documents, sums)


def counted_documents(db: Db, viewer: Viewer, form_id: FormId) -> dict[int, FormDocument]:
    """Return every version of a form whose counts the viewer may see, the newest first.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "answers", "work", "statistics")
    rows = db.all(select(_v.number, _v.document).where(_v.form_id == form_id).order_by(_v.number.desc()))
    return {row.number: decoded_once(row.document) for row in rows}


def open_questions(documents: dict[int, FormDocument]) -> list[AnyQuestion]:
    """Return every question that was ever asked and may be counted, as it was asked last."""
    found: dict[str, AnyQuestion] = {}
    for document in documents.values():
        for one in counted_questions(document):
            found.setdefault(one.id, one)
    careful = {one.id for document in documents.values() for one in document.questions() if one.needs_care}
    return [one for one in found.values() if one.id not in careful]


def _added(rows: Sequence[Record], of: Selection) -> tuple[Sums, bool]:
    """Return sums added together, and whether something of the chosen days is not in them."""
    erased = [row for row in rows if is_erased_sum(row.period) and of.touches(row.period)]
    whole = [row for row in erased if of.holds(row.period)]
    is_enough = sum(row.applications for row in whole) >= FEW  # what fewer had said is gone with them
    kept = [row for row in rows if not is_erased_sum(row.period) and of.holds(row.period)]
    found: Sums = {}
    for row in [*kept, *(whole if is_enough else ())]:
        for question_id, more in read_sums(row.sums).items():
            found[question_id] = added(found[question_id], more) if question_id in found else more
    return found, len(whole) < len(erased) or (bool(whole) and not is_enough)


def _tallies(documents: dict[int, FormDocument], sums: Sums) -> list[Tally]:
    tallies = {one.id: Tally(one, sums.get(one.id)) for one in open_questions(documents)}
    for document in documents.values():
        for one in counted_questions(document):
            if one.id in tallies:
                tallies[one.id].know(one)
    return list(tallies.values())


def _begun(db: Db, form_id: FormId, version: int | None) -> int:
    begun = select(func.count()).where(_d.form_id == form_id, _d.application_id.is_(None))
    return db.scalar(begun if version is None else begun.where(_d.version == version)) or 0


def _told(question: AnyQuestion, figures: QuestionFigures, total: int) -> QuestionFigures:
    """Return what may be told of a question of a survey; the least and the most are what single people said."""
    counts = [one.count or 0 for one in figures.counts]
    answered = sum(counts) if is_exclusive(question) else figures.answered or 0
    silent = max(0, total - answered)  # of a group's members there may be more than applications
    if is_exclusive(question):
        hidden = hidden_among([*counts, silent])
        hides_silent = len(counts) in hidden
    else:  # each choice by itself: who chose it, who chose others, who did not answer
        each = [hidden_among([count, answered - count, silent]) for count in counts or [answered]]
        hidden = {at for at, found in enumerate(each) if 0 in found}
        hides_silent = any(2 in found for found in each)
    return msgspec.structs.replace(
        figures,
        answered=None if hides_silent else answered,
        counts=[AnswerCount(one.label, None if at in hidden else one.count) for at, one in enumerate(figures.counts)],
        mean=None if hidden or hides_silent else figures.mean,  # one more sum by which a count could be calculated
        least=None,
        most=None,
    )
