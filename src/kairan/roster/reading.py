"""From the bytes of a file to rows: what each line wants, and everything in it that cannot be taken."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence

import msgspec

from kairan.administration.model import (
    EXTENSION_LIMIT,
    POSTS_MOST,
    TITLE_LIMIT,
    checked_mail,
    checked_optional,
)
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.people.founding import checked_login, checked_name
from kairan.people.model import NUMBER_LIMIT, MemberStatus
from kairan.roster.columns import HEADINGS, Column, Path, column_of, hiragana, path_of, posts_of, status_of, unguarded
from kairan.roster.decoding import Encoding, decode
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
from kairan.roster.problems import (
    RosterColumnMissing,
    RosterColumnTwice,
    RosterEmpty,
    RosterQuotesBroken,
    RosterTooLong,
)

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


def read_roster(data: bytes) -> Roster:
    """Read a file; takes about a second for 10,000 people, so never on the event loop. Problems: the Roster ones."""
    decoded = decode(data)
    records = _records(decoded.text)
    heading = next((cells for _, cells in records if any(cells)), None)
    if heading is None:
        raise RosterEmpty
    columns = _columns_of(heading)
    lines = [(line, cells) for line, cells in records if any(cell.strip() for cell in cells)][1:]
    _require_count(lines)
    reader = _Reader(columns)
    for line, cells in lines:
        reader.read(line, cells)
    return Roster(
        encoding=decoded.encoding,
        digest=hashlib.sha256(data).hexdigest(),
        lines=len(lines),
        unknown=[name for name, column in zip(heading, columns, strict=True) if column is None and name.strip()],
        missing=[column for column in HEADINGS if column not in columns],
        rows=reader.rows,
        faults=reader.faults,
    )


def _records(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows as a spreadsheet numbers them, the first is 1. Problems: RosterQuotesBroken."""
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            found.append((len(found) + 1, cells))  # one by one: the refusal tells how far it came
    except csv.Error as error:
        raise RosterQuotesBroken(line=len(found) + 1) from error
    return found


def _columns_of(heading: Sequence[str]) -> list[Column | None]:
    """Return what each column is. Problems: RosterColumnTwice, RosterColumnMissing."""
    columns = [column_of(cell) for cell in heading]
    known = [column for column in columns if column is not None]
    for column in known:
        if known.count(column) > 1:
            raise RosterColumnTwice(column=HEADINGS[column])
    found = "、".join(cell.strip()[:20] for cell in heading if cell.strip())[:200] or "－"
    if "name" not in known:
        raise RosterColumnMissing(column=HEADINGS["name"], found=found)
    if not {"number", "login"} & {*known}:
        raise RosterColumnMissing(column=HEADINGS["login"], found=found)
    return columns


def _require_count(lines: Sequence[object]) -> None:
    if not lines:
        raise RosterEmpty
    if len(lines) > ROWS_MOST:
        raise RosterTooLong(most=ROWS_MOST, rows=len(lines))


class _Reader:
    """Reads line after line; remembers who was named, to tell of doubles."""

    def __init__(self, columns: Sequence[Column | None]) -> None:
        self.columns = columns
        self.given = frozenset(column for column in columns if column is not None)
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self._numbers: dict[str, int] = {}
        self._logins: dict[str, int] = {}

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read one line into a row, or into the reasons why not."""
        if len(cells) > len(self.columns) and any(cell.strip() for cell in cells[len(self.columns) :]):
            self.faults.append(Fault(line, None, cells[len(self.columns)][:80], TooManyCells()))
            return
        typed = {
            column: unguarded(cell).strip()
            for column, cell in zip(self.columns, cells, strict=False)
            if column is not None
        }
        known = len(self.faults)
        row = self._row(line, _Line(line, typed, self.faults))
        self._note_doubles(row, typed)
        if len(self.faults) == known:
            self.rows.append(row)

    def _row(self, line: int, cell: "_Line") -> Row:
        main, others = cell.posts()
        row = Row(
            line=line,
            given=self.given,
            number=cell.checked("number", lambda typed: checked_optional(typed, NUMBER_LIMIT)),
            login=cell.checked("login", lambda typed: checked_login(typed) if typed else None),
            name=cell.checked("name", checked_name) or "",
            kana=cell.checked("kana", lambda typed: hiragana(checked_name(typed)) if typed else None) or "",
            main=main,
            title=cell.checked("post", lambda typed: checked_optional(typed, TITLE_LIMIT)) or "",
            others=others,
            mail=cell.checked("mail", checked_mail),
            extension=cell.checked("extension", lambda typed: checked_optional(typed, EXTENSION_LIMIT)),
            status=cell.status(),
        )
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

    def __init__(self, line: int, typed: Mapping[Column, str], faults: list[Fault]) -> None:
        self.line = line
        self.typed = typed
        self._faults = faults

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
    return tuple(checked_name(name) for name in names)
