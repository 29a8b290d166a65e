"""A table of moves as Excel writes it or as it is pasted: by headings, in any order, UTF-8 or Shift_JIS (CP932).

All or nothing: with a faulty line nothing is taken over, and every faulty line is told with its reason.
"""

import csv
import io
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import select

from kairan.administration.model import PostWanted
from kairan.core.kit.database import Db
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, department_table, member_table
from kairan.transfers.actions import hold_list, put_moves
from kairan.transfers.model import MOVES_MOST, ListId, Move, MoveKind
from kairan.transfers.problems import SheetUnreadable, TransferTooLong

_m, _d = member_table.c, department_table.c
FAULTS_SHOWN = 200

HEADINGS = {
    "number": ("職員番号",),
    "name": ("氏名", "職員氏名"),
    "kind": ("区分", "異動区分"),
    "department": ("新所属", "異動先", "所属"),
    "title": ("新役職", "新職", "新職名", "役職", "職"),
    "added": ("兼務", "兼務追加"),
    "removed": ("兼務解除",),
    "extension": ("内線", "新内線"),
    "predecessor": ("前任者", "前任者番号", "前任者職員番号"),
}
KINDS: dict[str, MoveKind] = {
    "": "move", "異動": "move", "転任": "move", "昇任": "move", "退職": "leave", "転出": "leave",
    "退職・転出": "leave", "復帰": "return", "再任用": "return", "採用": "return",
}  # fmt: skip


class SheetFault(msgspec.Struct, frozen=True):
    """A line that cannot be taken over; the heading is line 1."""

    line: int
    text: str


class SheetTaken(msgspec.Struct, frozen=True):
    """How many moves were taken over, or why none was."""

    moves: int
    faults: list[SheetFault]


class _Wrong(Exception):  # noqa: N818  (a line's fault, told to the administrator)
    pass


class _Known(NamedTuple):
    """Whom and what a line can name."""

    by_number: dict[str, MemberId]
    by_name: dict[str, list[MemberId]]
    names: dict[MemberId, str]
    departments: dict[str, list[DepartmentId]]


def take_sheet(db: Db, viewer: Viewer, list_id: ListId, data: bytes) -> SheetTaken:
    """Put the moves of a table into a list. Problems: those of holding a list, SheetUnreadable, TransferTooLong."""
    hold_list(db, viewer, list_id, "change")
    rows = rows_of(data)
    if len(rows) > MOVES_MOST:
        raise TransferTooLong(most=MOVES_MOST)
    known = _known(db, viewer)
    moves: dict[MemberId, Move] = {}
    faults: list[SheetFault] = []
    for line, row in enumerate(rows, 2):
        try:
            member_id, move = _move(row, known)
            if member_id in moves:
                raise _Wrong("同じ職員が、上の行にもあります。")
            moves[member_id] = move
        except _Wrong as wrong:
            faults.append(SheetFault(line, str(wrong)))
    if faults:
        return SheetTaken(0, faults[:FAULTS_SHOWN])
    put_moves(db, viewer, list_id, moves)
    return SheetTaken(len(moves), [])


def file_of(base64: str) -> bytes:
    """Return the bytes of a file that was sent in base64. Problems: SheetUnreadable."""
    try:
        return b64decode(base64, validate=True)
    except ValueError as error:
        raise SheetUnreadable from error


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return the lines by what their headings mean; empty lines are left out. Problems: SheetUnreadable."""
    text = _decoded(data)
    head = text.split("\n", 1)[0]
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in head else ","))
    columns = [_meaning(heading) for heading in lines[0]] if lines else []
    if "number" not in columns and "name" not in columns:
        raise SheetUnreadable
    return [
        {meaning: cell.strip() for meaning, cell in zip(columns, line, strict=False) if meaning}
        for line in lines[1:]
        if any(cell.strip() for cell in line)
    ]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise SheetUnreadable


def _meaning(heading: str) -> str:
    typed = heading.strip().replace(" ", "").replace("\u3000", "")
    return next((meaning for meaning, words in HEADINGS.items() if typed in words), "")


def _known(db: Db, viewer: Viewer) -> _Known:
    known = _Known({}, {}, {}, {})
    statement = select(_m.id, _m.number, _m.name).where(
        _m.organization_id == viewer.organization_id, _m.kind == "staff"
    )
    for member_id, number, name in db.execute(statement):
        known.names[member_id] = name
        known.by_name.setdefault(_plain(name), []).append(member_id)
        if number:
            known.by_number[number] = member_id
    for path, department_id in _paths(db, viewer):
        known.departments.setdefault(path, []).append(department_id)
    return known


def _plain(name: str) -> str:
    return fold(name).replace(" ", "")


def _paths(db: Db, viewer: Viewer) -> Iterator[tuple[str, DepartmentId]]:
    """Yield every way to name an open department: 福祉課, 健康福祉部/福祉課 …"""
    rows = db.all(
        select(_d.id, _d.name, _d.parent_id).where(_d.organization_id == viewer.organization_id, _d.closed_at.is_(None))
    )
    tree = {row[0]: (row[1], row[2]) for row in rows}
    for department_id, (name, parent_id) in tree.items():
        path, above = _plain(name), parent_id
        yield path, department_id
        while above in tree:  # the tree has no circles
            path = f"{_plain(tree[above][0])}/{path}"
            yield path, department_id
            above = tree[above][1]


def _move(row: Mapping[str, str], known: _Known) -> tuple[MemberId, Move]:
    kind = KINDS.get(row.get("kind", ""))
    if kind is None:
        raise _Wrong(f"区分「{row['kind'][:20]}」が分かりません。異動・退職・復帰のいずれかにしてください。")
    department = row.get("department", "")
    main = PostWanted(_department(department, known), row.get("title", "")) if department else None
    if main is None and row.get("title"):
        raise _Wrong("新役職がありますが、新所属がありません。")
    predecessor = row.get("predecessor", "")
    return _person(row, known), Move(
        kind=kind,
        main=main,
        added=[_post(one, known) for one in _several(row.get("added", ""))],
        removed=[_department(one, known) for one in _several(row.get("removed", ""))],
        extension=row.get("extension") or None,
        predecessor_id=_named(predecessor, known) if predecessor else None,
    )


def _several(cell: str) -> list[str]:
    """Split 「土木課 主査／防災課」."""
    return [one.strip() for one in cell.replace("／", ";").replace("；", ";").split(";") if one.strip()]


def _person(row: Mapping[str, str], known: _Known) -> MemberId:
    number, name = row.get("number", ""), row.get("name", "")
    if not number:
        return _named(name, known)
    member_id = known.by_number.get(number)
    if member_id is None:
        raise _Wrong(f"職員番号「{number[:40]}」の職員はいません。")
    if name and _plain(name) != _plain(known.names[member_id]):
        raise _Wrong(f"職員番号「{number[:40]}」は「{known.names[member_id]}」です。氏名が合いません。")
    return member_id


def _named(typed: str, known: _Known) -> MemberId:
    """Return who has a number, or a name that nobody else has."""
    if not typed:
        raise _Wrong("職員番号も氏名もありません。")
    if typed in known.by_number:
        return known.by_number[typed]
    found = known.by_name.get(_plain(typed), [])
    if not found:
        raise _Wrong(f"「{typed[:40]}」という職員は見つかりません。")
    if len(found) > 1:
        raise _Wrong(f"「{typed[:40]}」は{len(found)}人います。職員番号で指定してください。")
    return found[0]


def _department(typed: str, known: _Known) -> DepartmentId:
    path = "/".join(_plain(part) for part in typed.replace("／", "/").replace("＞", "/").replace(">", "/").split("/"))
    found = known.departments.get(path, [])
    if not found:
        raise _Wrong(f"部署「{typed[:60]}」は見つかりません。廃止された部署か、名称の違いを確かめてください。")
    if len(found) > 1:
        raise _Wrong(f"部署「{typed[:60]}」は{len(found)}件あります。「部/課」のように上の部署から書いてください。")
    return found[0]


def _post(typed: str, known: _Known) -> PostWanted:
    """Read 「土木課 主査」: the last word is the title when the rest is a department."""
    whole, _, title = typed.replace("\u3000", " ").rpartition(" ")
    try:
        return PostWanted(_department(typed, known))
    except _Wrong:
        if not whole:
            raise
        return PostWanted(_department(whole, known), title)
