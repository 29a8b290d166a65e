"""What is counted of applications: sums by version and day, and how far drafts came; nobody's name, nobody's words."""

import msgspec
from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from kairan.core.kit.database import metadata

FEW = 5  # of surveys: what fewer said may point at somebody

_Id = String(13)

application_sum_table = Table(
    "application_sum",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    # A day of Japan (2026-04-01): what came in, and the sums of answers that are kept. A month (2026-04): what was
    # erased of it, and what those answers had added up to.
    Column("period", String(10), primary_key=True),
    Column("applications", Integer, nullable=False),
    Column("sums", Text, nullable=False),  # JSON `Sums`
)

form_step_table = Table(
    "form_step",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("step", String(20), primary_key=True),  # a page, or one of those below
    Column("reached", Integer, nullable=False),  # drafts that came so far
    Column("passed", Integer, nullable=False),  # of these: came further
)

BEGUN, ENDED, CHECKED, SUBMITTED = "-begun", "-end", "-check", "-submitted"
"""Steps that are no page: begun, which is the first page; told that nothing can be submitted; checking; submitted."""


class QuestionSum(msgspec.Struct, array_like=True):
    """What the answers to one question add up to."""

    answered: int = 0
    counts: dict[str, int] = {}  # of what may be chosen, by its key
    total: str = ""  # of numbers, to the last digit
    least: float | None = None
    most: float | None = None


Sums = dict[str, QuestionSum]
"""By question."""


class FunnelStep(msgspec.Struct, frozen=True, kw_only=True):
    """How far drafts came: how many reached a step, and how many of these came no further, or not yet."""

    step: str
    title: str
    reached: int
    stopped: int


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """How far drafts came, step by step (途中でやめたところ): nothing is known of who began them."""

    begun: int
    submitted: int
    steps: list[FunnelStep]


class WordCount(msgspec.Struct, frozen=True):
    """In how many answers a word stands."""

    word: str
    answers: int


class FrequentWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words that stand in most answers to a question of free text."""

    question_id: str
    answers: int
    words: list[WordCount]
    is_partial: bool  # read were the newest only


class CrossedQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two: what it was answered with, in order; "" for no answer."""

    question_id: str
    label: str
    choices: list[str]


class CrossFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Two questions crossed (クロス集計); null: fewer than five, or what would tell it.

    The last row and the last column are who did not answer, so that the totals are those of the questions themselves.
    Of a question that lets choose several, a row or column counts who chose it among others: these do not add up.
    """

    rows: CrossedQuestion
    columns: CrossedQuestion
    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None
    is_partial: bool  # counted were the newest only, or some are erased
