"""From a table to rows: what each line wants, and everything in it that cannot be taken."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from kairan.administration.model import EXTENSION_LIMIT, POSTS_MOST
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.people.founding import checked_login, checked_name
from kairan.people.model import MemberStatus
from kairan.people.typed_fields import TITLE_LIMIT, checked_mail, checked_number, checked_optional
from kairan.roster.cells import key_of, require_seen
from kairan.roster.columns import HEADINGS, Column, Path, hiragana, path_of, posts_of, status_of
from kairan.roster.decoding import Encoding
from kairan.roster.faults import (
    KeyMissing,
    LoginTwice,
    NumberTwice,
    PathBroken,
    PathTooDeep,
    PostTwice,
    PostWithoutDepartment,
    StatusUnknown,
    TooManyCells,
    TooManyPosts,
)
from kairan.roster.headings import Layout, score
from kairan.roster.notices import Noted, Notice
from kairan.roster.problems import RosterColumnMissing, RosterColumnTwice, RosterEmpty, RosterTooLong
from kairan.roster.tables import read_table

ROWS_MOST = bounded("roster.rows", 10_000, "refuse", "`roster.too_long`")
DEPTH_MOST = 10
CELL_MOST = 20_000  # characters

Posts = tuple[tuple[Path, str], ...]
Checked = str | None


class Fault(msgspec.Struct, frozen=True):
    """A cell that cannot be taken: which, what stands there, and why."""

    line: int
    column: Column | None
    value: str
    problem: Problem


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a line wants, as it would be stored. Only columns that the file has are in `given`."""

    line: int
    given: frozenset[Column]
    number: str | None = None
    login: str | None = None
    name: str = ""
    kana: str = ""
    main: Path = ()
    title: str = ""
    others: Posts = ()
    mail: str | None = None
    extension: str | None = None
    status: MemberStatus | None = None


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read. Lines with faults are not among the rows."""

    encoding: Encoding
    digest: str  # SHA-256 of the file
    lines: int
    unknown: list[str]
    missing: list[Column]
    rows: list[Row]
    faults: list[Fault]
    notices: list[Notice] = []


def read_roster(data: bytes) -> Roster:
    """Read a file; takes about a second for 10,000 people, so never on the event loop. Problems: the Roster ones."""
    table = read_table(data, score)
    layout = Layout.of(table.heading)
    _require_columns(layout)
    _require_count(table.lines)
    reader = _Reader(layout)
    for line, cells in table.lines:
        reader.read(line, cells)
    return Roster(
        encoding=table.encoding,
        digest=table.digest,
        lines=len(table.lines),
        unknown=layout.unused,
        missing=[column for column in HEADINGS if column not in layout.given],
        rows=reader.rows,
        faults=reader.faults,
        notices=[*table.notices, *layout.notices, *reader.noted.notices()],
    )


def _require_columns(layout: Layout) -> None:
    """Refuse a table that lacks what nobody can be told apart without. Problems: RosterColumnTwice, …Missing."""
    if layout.twice is not None:
        raise RosterColumnTwice(column=HEADINGS[layout.twice])
    found = "、".join(cell.strip()[:20] for cell in layout.heading if cell.strip())[:200] or "－"
    if "name" not in layout.given:
        raise RosterColumnMissing(column=HEADINGS["name"], found=found)
    if not {"number", "login"} & layout.given:
        raise RosterColumnMissing(column=f"{HEADINGS['number']}」か「{HEADINGS['login']}", found=found)


def _require_count(lines: Sequence[object]) -> None:
    if not lines:
        raise RosterEmpty
    if len(lines) > ROWS_MOST:
        raise RosterTooLong(most=ROWS_MOST, rows=len(lines))


class _Reader:
    """Reads line after line; remembers who was named, to tell of doubles."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.given = layout.given
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self.noted = Noted()
        self._numbers: dict[str, int] = {}
        self._logins: dict[str, int] = {}

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read one line into a row, or into the reasons why not."""
        width = len(self.layout.heading)
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            self.faults.append(Fault(line, None, cells[width][:80], TooManyCells()))
            return
        typed = self.layout.typed(cells, self.noted)
        known = len(self.faults)
        row = self._row(line, _Line(line, typed, self.faults, self.noted))
        self._note_doubles(row, typed)
        if len(self.faults) == known:
            self.rows.append(row)

    def _row(self, line: int, cell: "_Line") -> Row:
        main, others = cell.posts()
        row = Row(
            line=line,
            given=self.given,
            number=cell.key("number", checked_number),
            login=cell.key("login", lambda typed: checked_login(typed) if typed else None),
            name=cell.checked("name", lambda typed: checked_name(require_seen(typed))) or "",
            kana=cell.checked("kana", lambda typed: hiragana(checked_name(require_seen(typed))) if typed else None)
            or "",
            main=main,
            title=cell.checked("post", lambda typed: checked_optional(typed, TITLE_LIMIT)) or "",
            others=others,
            mail=cell.checked("mail", checked_mail),
            extension=cell.checked("extension", lambda typed: checked_optional(typed, EXTENSION_LIMIT)),
            status=cell.status(),
        )
        if row.number and "login" not in self.given:
            cell.checked("number", lambda _: checked_login(row.number or ""))  # it becomes the login of who is new
        if "department" in self.given and not cell.typed.get("department") and (row.title or others):
            cell.fault("department", PostWithoutDepartment())
        if not cell.typed.get("number") and not cell.typed.get("login"):
            cell.fault("number" if "number" in self.given else "login", KeyMissing())
        return row

    def _note_doubles(self, row: Row, typed: Mapping[Column, str]) -> None:
        if row.number is not None and (first := self._numbers.setdefault(row.number, row.line)) != row.line:
            self.faults.append(Fault(row.line, "number", typed["number"], NumberTwice(line=first)))
        if row.login is not None and (first := self._logins.setdefault(row.login, row.line)) != row.line:
            self.faults.append(Fault(row.line, "login", typed["login"], LoginTwice(line=first)))


class _Line:
    """The cells of one line; what cannot be taken is put on the list."""

    def __init__(self, line: int, typed: Mapping[Column, str], faults: list[Fault], noted: Noted) -> None:
        self.line = line
        self.typed = typed
        self._faults = faults
        self._noted = noted

    def fault(self, column: Column, problem: Problem, value: str | None = None) -> None:
        """Put a cell on the list of faults."""
        self._faults.append(Fault(self.line, column, (value or self.typed.get(column, ""))[:80], problem))

    def checked(self, column: Column, check: Callable[[str], Checked]) -> Checked:
        """Return a cell as it would be stored, None where the file has no such column."""
        if column not in self.typed and column != "name":
            return None
        try:
            return check(self.typed.get(column, "")[:CELL_MOST])
        except Problem as problem:
            self.fault(column, problem)
            return None

    def key(self, column: Column, check: Callable[[str], Checked]) -> Checked:
        """Return a number or login as it would be stored: in half-width; what Excel destroyed is told."""
        read = self.checked(column, lambda typed: check(key_of(typed)))
        typed = self.typed.get(column, "")
        if read is not None and read != typed:
            self._noted.note("folded", typed)
        return read

    def status(self) -> MemberStatus | None:
        """Return the state, None where the cell is empty."""
        typed = self.typed.get("status", "")
        found = status_of(typed) if typed else None
        if typed and found is None:
            self.fault("status", StatusUnknown())
        return found

    def posts(self) -> tuple[Path, Posts]:
        """Return the main department and the concurrent posts."""
        main = self._path("department", path_of(self.typed.get("department", "")[:CELL_MOST]))
        wanted = posts_of(self.typed.get("concurrent", "")[:CELL_MOST])
        others = tuple((self._path("concurrent", path), self._title(title)) for path, title in wanted)
        paths = [path for path in (main, *(path for path, _ in others)) if path]
        if double := next((path for path in paths if paths.count(path) > 1), None):
            self.fault("concurrent", PostTwice(path="/".join(double)[:200]))
        if len(paths) > POSTS_MOST:
            self.fault("concurrent", TooManyPosts(most=POSTS_MOST))
        return main, tuple(post for post in others if post[0])

    def _title(self, typed: str) -> str:
        try:
            return checked_optional(typed, TITLE_LIMIT) or ""
        except Problem as problem:
            self.fault("concurrent", problem, typed)
            return ""

    def _path(self, column: Column, names: Path) -> Path:
        try:
            return _checked_path(names)
        except Problem as problem:
            self.fault(column, problem, "/".join(names))
            return ()


def _checked_path(names: Path) -> Path:
    if len(names) > DEPTH_MOST:
        raise PathTooDeep(most=DEPTH_MOST)
    if not all(names):
        raise PathBroken
    return tuple(checked_name(require_seen(name)) for name in names)
