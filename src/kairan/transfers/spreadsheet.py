"""A table of moves as an office writes it: read by the same reader as a roster, looked at first, then taken over.

All or nothing: with a faulty line nothing is taken over, and every faulty line is told with its reason. What is read
otherwise than it stands there, what is not used, and who was in the list already, is told before.
"""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, day_of
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId
from kairan.roster.columns import HEADINGS as ROSTER_HEADINGS
from kairan.roster.days import day_of_words, told_day
from kairan.roster.model import Separators
from kairan.roster.notices import Notice, NoticeTold, told_notices
from kairan.roster.problems import RosterColumnMissing, RosterEmpty
from kairan.roster.tables import read_table
from kairan.transfers.actions import hold_list, prepare_list, put_moves, require_list
from kairan.transfers.current_state import Place, Somebody, somebodies
from kairan.transfers.model import MOVES_MOST, NAME_LIMIT, ListId, Move, MoveKind, TransferList
from kairan.transfers.naming import (
    Known,
    Wrong,
    anybody_named,
    known_to,
    person_named,
    post_named,
    posts_named,
)
from kairan.transfers.plan import moves_of, step_of
from kairan.transfers.problems import SheetUnreadable, TransferTooLong
from kairan.transfers.sheet_columns import PLAIN, Meaning, SheetLayout, kind_of, score
from kairan.transfers.wording import told


class SheetOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a table is to be read: whether ＞ and spaces divide, and whether other days get lists of their own."""

    separators: Separators = "read"
    split_days: bool = False


class SheetFault(msgspec.Struct, frozen=True):
    """A line that cannot be taken over, by the number a spreadsheet gives it; who it names, as far as it says."""

    line: int
    text: str
    value: str = ""


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a line would do: who, from where to where, on which day. `replaces`: what the list says of them so far."""

    line: int
    member_id: MemberId
    name: str
    key: str  # staff number, else login
    kind: MoveKind
    before: str
    after: str
    day: str  # 2027-04-01
    replaces: str | None


class SheetPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a table over would do; nothing is changed."""

    rows: list[SheetRow]
    faults: list[SheetFault]
    notices: list[NoticeTold]
    unknown_columns: list[str]


class SheetTaken(msgspec.Struct, frozen=True):
    """How many moves were taken over, or why none was; the lists that other days were put into."""

    moves: int
    faults: list[SheetFault]
    notices: list[NoticeTold] = []
    lists: list[ListId] = []


class _Line(msgspec.Struct, frozen=True):
    line: int
    member_id: MemberId
    move: Move
    day: str


class _Read(msgspec.Struct, frozen=True):
    lines: list[_Line]
    faults: list[SheetFault]
    notices: list[Notice]
    unused: list[str]
    tree: dict[DepartmentId, Place]


def plan_sheet(
    db: Db,
    viewer: Viewer,
    list_id: ListId,
    data: bytes,
    options: SheetOptions = SheetOptions(),  # noqa: B008
) -> SheetPlan:
    """Say what taking a table over would do.

    Problems: RoleNeeded, TransferNotFound, TransferTooLong, those of a whole file.
    """
    listed = require_list(db, viewer, list_id)
    read = _read(db, viewer, listed, data, options)
    people = somebodies(db, viewer.organization_id, {one.member_id for one in read.lines})
    earlier = moves_of(db, list_id)
    rows = [_row(one, people, read.tree, earlier) for one in read.lines]
    replaced = [row for row in rows if row.replaces is not None]
    notices = [*read.notices, *_replaced(replaced)]
    return SheetPlan(
        rows=rows,
        faults=read.faults,
        notices=told_notices(notices, viewer.language),
        unknown_columns=read.unused,
    )


def _replaced(rows: Sequence[SheetRow]) -> list[Notice]:
    if not rows:
        return []
    some = "、".join(f"{row.key} {row.name}" for row in rows[:3]) + ("…" if len(rows) > 3 else "")
    return [Notice("replaced", len(rows), some)]


def _row(
    one: _Line,
    people: Mapping[MemberId, Somebody],
    tree: Mapping[DepartmentId, Place],
    earlier: Mapping[MemberId, Move],
) -> SheetRow:
    person = people[one.member_id]
    was = earlier.get(one.member_id)
    return SheetRow(
        line=one.line,
        member_id=person.id,
        name=person.name,
        key=person.key,
        kind=one.move.kind,
        before=told(person.posts, tree),
        after=told(step_of(person, one.move, tree).posts, tree),
        day=one.day,
        replaces=None if was is None else told(step_of(person, was, tree).posts, tree),
    )


def take_sheet(
    db: Db,
    viewer: Viewer,
    list_id: ListId,
    data: bytes,
    options: SheetOptions = SheetOptions(),  # noqa: B008
) -> SheetTaken:
    """Put the moves of a table into a list. Problems: those of holding a list, TransferTooLong, the Roster ones."""
    listed = hold_list(db, viewer, list_id, "change")
    read = _read(db, viewer, listed, data, options)
    if read.faults:
        return SheetTaken(0, read.faults, told_notices(read.notices, viewer.language))
    own = day_of(listed.effective_at)
    by_day: dict[str, dict[MemberId, Move]] = {}
    for one in read.lines:
        by_day.setdefault(one.day, {})[one.member_id] = one.move
    put_moves(db, viewer, list_id, by_day.pop(own, {}))
    made = [_list_of_day(db, viewer, listed, day, moves) for day, moves in sorted(by_day.items())]
    return SheetTaken(len(read.lines), [], told_notices(read.notices, viewer.language), made)


def _list_of_day(db: Db, viewer: Viewer, listed: TransferList, day: str, moves: Mapping[MemberId, Move]) -> ListId:
    """Prepare a list for another day, at the same hour."""
    days = (date.fromisoformat(day) - date.fromisoformat(day_of(listed.effective_at))).days
    behind = f"（{told_day(date.fromisoformat(day))}）"
    name = listed.name[: NAME_LIMIT - len(behind)] + behind
    list_id = prepare_list(db, viewer, name, listed.effective_at + days * DAY_MS)
    put_moves(db, viewer, list_id, moves)
    return list_id


def file_of(base64: str) -> bytes:
    """Return the bytes of a file that was sent in base64. Problems: SheetUnreadable."""
    try:
        return b64decode(base64, validate=True)
    except ValueError as error:
        raise SheetUnreadable from error


def _read(db: Db, viewer: Viewer, listed: TransferList, data: bytes, options: SheetOptions) -> _Read:
    table = read_table(data, score)
    layout = SheetLayout.of(table.heading)
    if not {"number", "name"} & {*layout.meanings} and not layout.names:
        found = "、".join(cell.strip()[:20] for cell in table.heading if cell.strip())[:200] or "－"
        raise RosterColumnMissing(column=f"{ROSTER_HEADINGS['number']}」か「{ROSTER_HEADINGS['name']}", found=found)
    if not table.lines:
        raise RosterEmpty
    if len(table.lines) > MOVES_MOST:
        raise TransferTooLong(most=MOVES_MOST)
    known = known_to(db, viewer, listed.effective_at, divide=options.separators == "read")
    reading = _Reading(known, listed, options)
    for line, cells in table.lines:
        reading.read(line, cells, layout)
    notices = [*table.notices, *layout.notices, *known.noted.notices()]
    return _Read(reading.lines, reading.faults, notices, layout.unused, known.tree)


class _Reading:
    """Reads line after line; remembers who was named."""

    def __init__(self, known: Known, listed: TransferList, options: SheetOptions) -> None:
        self.known = known
        self.own_day = day_of(listed.effective_at)
        self.options = options
        self.lines: list[_Line] = []
        self.faults: list[SheetFault] = []
        self._named: dict[MemberId, int] = {}

    def read(self, line: int, cells: Sequence[str], layout: SheetLayout) -> None:
        """Read one line into a move, or into the reason why not."""
        row = layout.typed(cells, self.known.noted)
        try:
            if len(cells) > len(layout.heading) and any(cell.strip() for cell in cells[len(layout.heading) :]):
                raise Wrong('見出しより列が多くあります。値の中のコンマは、値ごと引用符（"）で囲んでください。')
            member_id, move = self._move(row)
            if (first := self._named.setdefault(member_id, line)) != line:
                raise Wrong(f"同じ職員が、上の行（{first}行目）にもあります。")
            self.lines.append(_Line(line, member_id, move, self._day(row)))
        except Wrong as wrong:
            who = " ".join(one for one in (row.get("number", ""), row.get("name", "")) if one)
            self.faults.append(SheetFault(line, str(wrong), who[:80]))

    def _move(self, row: Mapping[Meaning, str]) -> tuple[MemberId, Move]:
        department = row.get("department", "")
        kind, title = row.get("kind", ""), row.get("title", "")
        member_id = self._person(row)
        main = post_named(department, self.known) if department else None
        if main is not None and title:
            main = msgspec.structs.replace(main, title=title)
        if main is None and title:
            raise Wrong("新役職がありますが、新所属がありません。")
        predecessor = row.get("predecessor", "")
        return member_id, Move(
            kind=self._kind(kind, member_id),
            main=main,
            added=posts_named(row.get("added", ""), self.known),
            removed=[post.department_id for post in posts_named(row.get("removed", ""), self.known)],
            extension=row.get("extension") or None,
            predecessor_id=anybody_named(predecessor, self.known) if predecessor else None,
        )

    def _person(self, row: Mapping[Meaning, str]) -> MemberId:
        try:
            return person_named(row.get("number", ""), row.get("name", ""), self.known)
        except Wrong as wrong:
            if kind_of(row.get("kind", "")) == "hire" and "合いません" not in str(wrong):
                raise Wrong(
                    f"{wrong}採用の人のアカウントは、先に「名簿」の取り込みか「職員」で登録してください。"
                ) from wrong
            raise

    def _kind(self, typed: str, member_id: MemberId) -> MoveKind:
        kind = kind_of(typed)
        if kind is None:
            raise Wrong(
                f"区分「{typed[:20]}」が分かりません。異動・退職・復帰のいずれかにしてください。"
                "休職や休業は、「職員」の画面で利用を休止してください。"
            )
        if kind == "hire":
            kind = "return" if member_id in self.known.left else "move"
        if not typed.strip():
            self.known.noted.note("kind_empty", "")
        elif typed.strip() not in PLAIN and kind in ("move", "return"):
            self.known.noted.note("kinds" if kind == "move" else "returns", typed.strip()[:20], typed.strip())
        return kind

    def _day(self, row: Mapping[Meaning, str]) -> str:
        typed = row.get("day", "")
        if not typed:
            return self.own_day
        day = day_of_words(typed)
        if day is None:
            raise Wrong(
                f"発令日「{typed[:20]}」を日付として読めません。「2027/4/1」「令和9年4月1日」のように書いてください。"
            )
        if day.isoformat() != self.own_day:
            told_own = told_day(date.fromisoformat(self.own_day))
            if not self.options.split_days:
                raise Wrong(
                    f"発令日（{told_day(day)}）が、一覧の日（{told_own}）と違います。"
                    "発令日を直すか、「発令日ごとに一覧を分ける」を選んでください。"
                )
            self.known.noted.note("other_days", told_day(day), day.isoformat())
        return day.isoformat()
