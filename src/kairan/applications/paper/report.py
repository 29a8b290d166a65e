"""The counts of a form as a report (集計の報告): what can go to the assembly."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from kairan.applications.letters import said_at
from kairan.applications.model import DayCount, FormFigures, QuestionFigures, RowFigures
from kairan.applications.paper.charts import HIDDEN, bars_svg
from kairan.applications.paper.layout import Fact, around, inked
from kairan.applications.paper.words import said, words_of
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.viewer import Language

TEMPLATE = "report.typ"
PART_ROWS = 15  # of a chart and its table: both on one page
SHORT = 600  # characters of names: with the chart surely less than a page, and kept on one
DAYS_MOST = 31  # a longer time is counted by month


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is about, and the counts."""

    title: str
    organization: str
    department: str
    figures: FormFigures
    hides_few: bool  # numbers below five, since they may point at somebody, are kept back in the figures
    made_at: int


def report_paper(reported: Reported, language: Language) -> Mapping[str, object]:
    """Return the report of a form."""
    ink, figures = Printable(), reported.figures
    notices = [said("few", language)] if reported.hides_few else []
    notices += [said("partial", language)] if figures.is_partial else []
    notices += [] if figures.total else [said("nothing", language)]
    counted = [data for one in figures.questions for data in _Question(one, figures.total, language).data(ink)]
    content = {
        "organization": ink(f"{reported.organization}　{reported.department}".strip()),
        "heading": ink(reported.title),
        "footer": ink(reported.title),
        "facts": inked(ink, _facts(reported, language)),
        "notices": notices,
        "questions": [*_over_time(ink, figures.days, language), *counted],
    }
    words = words_of(language, "sign", "times", "share", kind="report")
    return content | around(ink, reported.title, reported.organization, language, words)


def _facts(reported: Reported, language: Language) -> list[Fact]:
    days = reported.figures.days
    return [
        (said("period", language), f"{_day(days[0].day)} ～ {_day(days[-1].day)}" if days else "－"),
        (said("received", language), said("count_n", language, number=f"{reported.figures.total:,}")),
        (said("made_at", language), said_at(reported.made_at)),
    ]


def _day(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def _month(month: str) -> str:
    return f"{month[:4]}年{int(month[5:7])}月"


def _over_time(ink: Printable, days: Sequence[DayCount], language: Language) -> list[dict[str, object]]:
    """Return how many came in, by day; of a longer time by month."""
    if not days:
        return []
    months: Counter[str] = Counter()
    for one in days:
        months[one.day[:7]] += one.count
    is_long = len(days) > DAYS_MOST
    rows = [(_month(month), count) for month, count in sorted(months.items())]
    if not is_long:
        rows = [(_day(one.day), one.count) for one in days]
    label = said("by_month" if is_long else "by_day", language)
    total = sum(count for _, count in rows)
    laid_out = _laid_out(ink, label, "", [(name, count, _share(count, total)) for name, count in rows], language)
    return [laid_out | {"option": said("month" if is_long else "day", language)}]


class _Question:
    """One question of a report."""

    def __init__(self, figures: QuestionFigures, total: int, language: Language) -> None:
        self._figures = figures
        self._total = total
        self._language = language

    def data(self, ink: Printable) -> list[dict[str, object]]:
        """Return the question for the template; of a matrix or a ranking each row by itself."""
        one = self._figures
        if one.rows:
            return [self._row(ink, row) for row in one.rows]
        rows = [(each.label, each.count, _share(each.count, one.answered)) for each in one.counts]
        return [_laid_out(ink, one.label, self._about(), rows, self._language)]

    def _row(self, ink: Printable, row: RowFigures) -> dict[str, object]:
        language = self._language
        answered = HIDDEN if row.answered is None else f"{row.answered:,}"
        parts = [said("answered", language, answered=answered, total=f"{self._total:,}")]
        if row.mean is not None:
            parts.append(said("mean", language, mean=f"{row.mean:,.2f}"))
        rows = [(each.label, each.count, _share(each.count, row.answered)) for each in row.counts]
        return _laid_out(ink, f"{self._figures.label}：{row.label}", "　".join(parts), rows, language)

    def _about(self) -> str:
        one, language = self._figures, self._language
        answered = HIDDEN if one.answered is None else f"{one.answered:,}"
        parts = [said("answered", language, answered=answered, total=f"{self._total:,}")]
        if one.mean is not None:
            parts.append(said("mean", language, mean=f"{one.mean:,.2f}"))
        if one.least is not None and one.most is not None:
            parts.append(said("range", language, least=_number(one.least), most=_number(one.most)))
        if not one.counts and one.kind not in {"number", "amount"}:
            parts.append(said("free", language))
        return "　".join(parts)


def _number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def _share(count: int | None, of: int | None) -> str:
    if count is None or of is None:
        return HIDDEN
    return f"{100 * count / of:.1f}%" if of else "－"


_Row = tuple[str, int | None, str]


def _laid_out(ink: Printable, label: str, about: str, rows: Sequence[_Row], language: Language) -> dict[str, object]:
    """Return a chart with the table it is drawn from, in parts that each stand on a page."""
    signed = [(str(at), *row) for at, row in enumerate(rows, 1)]
    longest = max((count or 0 for _, count, _ in rows), default=0)
    parts = [signed[at : at + PART_ROWS] for at in range(0, len(signed), PART_ROWS)]
    return {
        "label": ink(label),
        "about": about,
        "option": said("option", language),
        "parts": [
            {
                "chart": bars_svg([(sign, count) for sign, _, count, _ in part], longest),
                "alt": said("chart_alt", language, label=label),
                "is_short": sum(len(name) for _, name, _, _ in part) < SHORT,
                "rows": [
                    {
                        "sign": sign,
                        "label": ink(name),
                        "count": HIDDEN if count is None else f"{count:,}",
                        "share": share,
                    }
                    for sign, name, count, share in part
                ],
            }
            for part in parts
        ],
    }
