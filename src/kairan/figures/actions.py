"""What changes figures: the body's own estimate; taking figures out; counting now."""

from collections.abc import Iterator, Sequence

from sqlalchemy import delete, insert

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.spreadsheet import encoded
from kairan.core.viewer import Viewer
from kairan.figures.entries import EstimateChanged, FiguresExported
from kairan.figures.model import LEAST, Estimate, Figures, Sheet, estimate_table
from kairan.figures.queries import Period, estimate_of, figures
from kairan.people import DepartmentId, organization_stream, require_base, require_task
from kairan.roster.decoding import Encoding

Cell = str | int | float
FEW = f"{LEAST}人未満"


def change_estimate(db: Db, viewer: Viewer, estimate: Estimate, base: str | None = None) -> Estimate:
    """Keep what the body supposes a message and a reading save. Problems: RoleNeeded, ChangedMeanwhile."""
    require_task(viewer, "figures")
    hold(db, organization_stream(viewer.organization_id))
    before = estimate_of(db, viewer.organization_id)
    require_base(db, viewer, base, revision_of(before), (EstimateChanged.kind,))
    if before == estimate:
        return estimate
    here = estimate_table.c.organization_id == viewer.organization_id
    values = {"message_seconds": estimate.message_seconds, "reading_seconds": estimate.reading_seconds}
    db.execute(delete(estimate_table).where(here))
    db.execute(insert(estimate_table).values(organization_id=viewer.organization_id, **values))
    append(db, organization_stream(viewer.organization_id), EstimateChanged(**values), viewer)
    return estimate


def export_figures(
    db: Db, viewer: Viewer, sheet: Sheet, period: Period, department_id: DepartmentId | None, encoding: Encoding
) -> bytes:
    """Take one of the tables out as CSV, and put on record that it was. Problems: RoleNeeded, TooFewPeople.

    UTF-8 begins with the mark by which Excel knows it; what CP932 cannot carry becomes 〓.
    """
    shown = figures(db, viewer, period, department_id)
    head, *rows = _SHEETS[sheet](shown)
    exported = FiguresExported(sheet=sheet, first_on=period.first_on, last_on=period.last_on, encoding=encoding)
    append(db, organization_stream(viewer.organization_id), exported, viewer)
    told = [[FEW if cell is None else cell for cell in row] for row in rows]
    return encoded([str(name) for name in head], told, encoding)


def _days(shown: Figures) -> Iterator[Sequence[Cell | None]]:
    yield (
        "日",
        "利用できるアカウント",
        "利用した職員",
        "うちスマートフォン",
        "うちPC",
        "発言",
        "添付",
        "添付の大きさ（バイト）",
    )
    for one in shown.days:
        yield one.day, one.accounts, one.active, one.phones, one.pcs, one.messages, one.files, one.bytes


def _months(shown: Figures) -> Iterator[Sequence[Cell | None]]:
    yield "月", "利用した職員", "うちスマートフォン", "うちPC", "発言", "添付"
    for one in shown.months:
        yield one.month, one.active, one.phones, one.pcs, one.messages, one.files


def _departments(shown: Figures) -> Iterator[Sequence[Cell | None]]:
    yield (
        "階層", "部署", "利用できるアカウント", "月に利用した職員", "うちスマートフォン", "発言", "添付",
        "読まれるはずの数", "読まれた数", "翌日までの対象", "翌日までに読まれた数",
    )  # fmt: skip
    for one in shown.departments:
        names = "・".join(name or "直属" for name in one.names) or "ゲスト"
        reading = one.reading
        yield (
            one.depth + 1, f"{names}（まとめ）" if one.kind == "rest" else names, one.accounts, one.active,
            one.phones, one.messages, one.files,
            reading.to_read, reading.read, reading.soon_to_read, reading.soon_read,
        )  # fmt: skip


_SHEETS = {"days": _days, "months": _months, "departments": _departments}
