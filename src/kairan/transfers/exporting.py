"""A list of moves as a table: before its hour what it would do, afterwards what it did, with what was before."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.days import JAPAN
from kairan.core.kit.spreadsheet import Cell, table_of
from kairan.core.viewer import MemberId, Viewer
from kairan.people import organization_stream
from kairan.transfers.actions import require_list
from kairan.transfers.entries import TransferExported
from kairan.transfers.model import ListId, MoveKind, Status, TransferList
from kairan.transfers.queries import ListPage, MoveRow, Preview, StepTold, page_of_list, preview

HEAD = (
    "職員番号", "ログインID", "氏名", "よみがな", "区分", "異動前の所属", "異動後の所属", "異動前の内線",
    "異動後の内線", "前任者の職員番号", "前任者", "入るルーム", "出るルーム", "確かめること", "発令日時", "一覧の状態",
)  # fmt: skip
KINDS: dict[MoveKind, str] = {"move": "異動", "leave": "退職・転出", "return": "復帰・再任用"}
STATES: dict[Status, str] = {
    "draft": "準備中", "set": "予約済み", "done": "実行済み", "failed": "実行できませんでした",
    "undone": "元に戻しました",
}  # fmt: skip


def export_list(db: Db, viewer: Viewer, list_id: ListId) -> str:
    """Return a list as CSV, and put on record that it was taken out. Problems: RoleNeeded, TransferNotFound."""
    listed = require_list(db, viewer, list_id)
    page = page_of_list(db, viewer, list_id)
    told = Preview([], [], []) if listed.status == "done" else preview(db, viewer, list_id)
    steps = {step.member_id: step for step in told.steps}
    faults: dict[MemberId | None, list[str]] = {}
    for fault in (*told.faults, *page.card.told):
        faults.setdefault(fault.member_id, []).append(fault.text)
    exported = TransferExported(id=list_id, name=listed.name, moves=len(page.moves))
    append(db, organization_stream(viewer.organization_id), exported, viewer)
    return table_of(HEAD, _lines(listed, page, steps, faults))


def _lines(
    listed: TransferList,
    page: ListPage,
    steps: Mapping[MemberId, StepTold],
    faults: Mapping[MemberId | None, Sequence[str]],
) -> list[list[Cell]]:
    hour = datetime.fromtimestamp(listed.effective_at / 1000, JAPAN).strftime("%Y-%m-%d %H:%M")
    ends = [hour, STATES[listed.status]]
    return [[*_cells(row, steps.get(row.member_id), faults.get(row.member_id, ())), *ends] for row in page.moves]


def _cells(row: MoveRow, step: StepTold | None, faults: Sequence[str]) -> list[Cell]:
    one, before = row.person, row.predecessor
    extension = None if step is None else step.extension_before
    return [
        "" if one is None else one.number,
        "" if one is None else one.login,
        row.member_id if one is None else one.name,
        "" if one is None else one.kana,
        KINDS[row.move.kind],
        row.before,
        row.after or ("退職・転出" if row.move.kind == "leave" else ""),
        extension if step is not None else row.extension_before,
        step.extension_after if step is not None else row.extension_after,
        "" if before is None else before.key,
        "" if before is None else before.name,
        "、".join(step.enters) if step is not None else "",
        "、".join(step.exits) if step is not None else "",
        "、".join(faults),
    ]
