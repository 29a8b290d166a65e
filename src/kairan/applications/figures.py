"""Counting what came in (集計): per question, per day; charts are drawn from these numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from kairan.applications.model import (
    AnswerCount,
    DayCount,
    FormFigures,
    QuestionFigures,
    application_draft_table,
    application_table,
)
from kairan.applications.receipts import plain_answers
from kairan.applications.row_tallies import tally_of
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, form_version_table
from kairan.forms.questions import AnyQuestion, MultipleChoice, Number, Places, Scale, SingleChoice, YesNo
from kairan.forms.rights import require_form
from kairan.policy import require

COUNTED_MOST = 20_000
BATCH = 2_000
COUNTS_MOST = 300
FEW = 5  # of surveys: what fewer said may point at somebody

_a, _d, _v = application_table.c, application_draft_table.c, form_version_table.c


def form_figures(db: Db, viewer: Viewer, form_id: FormId) -> FormFigures:
    """Return everything that came in, counted; of more than 20,000 the newest.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    form = require_form(db, viewer, form_id, "answers", "work", "statistics")
    came_in = (_a.form_id == form_id) & _a.withdrawn_at.is_(None)
    total = db.scalar(select(func.count()).select_from(application_table).where(came_in)) or 0
    begun = select(func.count()).where(_d.form_id == form_id, _d.application_id.is_(None))
    text = db.scalar(select(_v.document).where(_v.form_id == form_id, _v.number == form.version))
    document = FormDocument(title="") if text is None else decoded(text)
    days: Counter[str] = Counter()
    tallies = {one.id: tally_of(one) or Tally(one) for one in document.questions() if one.ASKS and not one.needs_care}
    for answers, at in _newest(db, form_id):
        days[day_of(at)] += 1
        for name, tally in tallies.items():
            if name in answers:
                tally.add(answers[name])
    return FormFigures(
        total=total,
        begun=db.scalar(begun) or 0,
        days=[DayCount(day, count) for day, count in sorted(days.items())],
        questions=[tally.figures() for tally in tallies.values()],
        is_partial=total > COUNTED_MOST,
    )


def _newest(db: Db, form_id: str) -> Sequence[tuple[Mapping[str, Value], int]]:
    found: list[tuple[Mapping[str, Value], int]] = []
    before: str | None = None
    while len(found) < COUNTED_MOST:
        older = (_a.form_id == form_id) & _a.withdrawn_at.is_(None)
        if before is not None:
            older &= _a.id < before
        rows = db.all(select(_a.id, _a.answers, _a.submitted_at).where(older).order_by(_a.id.desc()).limit(BATCH))
        found.extend((plain_answers(row) or {}, row.submitted_at) for row in rows)
        if len(rows) < BATCH:
            break
        before = rows[-1].id
    return found[:COUNTED_MOST]


class Tally:
    """The answers to one question, counted one by one."""

    def __init__(self, question: AnyQuestion) -> None:
        self.question = question
        self.answered = 0
        self._counts: Counter[str] = Counter()
        self._numbers: list[float] = []

    def add(self, value: Value) -> None:
        """Count an answer."""
        self.answered += 1
        if isinstance(value, bool):
            self._counts["yes" if value else "no"] += 1
        elif isinstance(value, int | float):
            self._numbers.append(value)
            self._counts[str(value)] += 1
        elif isinstance(value, list):
            self._counts.update(one.partition(":")[0] for one in value)
        elif isinstance(value, dict):
            self._counts.update(["other"] if "other" in value else [])
        else:
            self._counts[value] += 1

    def figures(self) -> QuestionFigures:
        """Return what was counted."""
        numbers = self._numbers
        return QuestionFigures(
            question_id=self.question.id,
            label=self.question.label,
            kind=str(self.question.__struct_config__.tag),
            answered=self.answered,
            counts=[AnswerCount(label, self._counts[key]) for key, label in self._labels()],
            mean=sum(numbers) / len(numbers) if numbers else None,
            least=min(numbers) if numbers else None,
            most=max(numbers) if numbers else None,
        )

    def _labels(self) -> list[tuple[str, str]]:
        """Return what may be counted, in the form's order; what only few wrote in their own words is not."""
        match self.question:
            case SingleChoice() | MultipleChoice() as asked:
                other = [("other", "その他")] if asked.has_other else []
                return [*((one.id, one.label) for one in asked.options), *other]
            case YesNo(yes=yes, no=no):
                return [("yes", yes), ("no", no)]
            case Scale(steps=steps) as scale:
                return [(str(step), scale.shown(step)) for step in range(1, steps + 1)]
            case Places(places=places):
                return [(one.id, one.label) for one in places]
            case Number():
                return []
            case _:
                return []
