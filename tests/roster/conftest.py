"""The administrators of tests/administration, and files as an office writes them."""

from collections.abc import Callable

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.roster.applying import Progress, apply_import
from kairan.roster.model import Missing, Outcome, Plan
from kairan.roster.planning import plan_import
from kairan.roster.reading import read_roster
from tests.administration.conftest import Office, office_of

__all__ = ["Office"]

HEAD = "職員番号,ログインID,氏名,氏名カナ,所属,役職,兼務,メール,内線,状態"


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


def csv_of(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    """Write a file with these lines under the headings."""
    return "\r\n".join([head, *lines, ""]).encode(encoding)


Planning = Callable[..., Plan]


def plan(db: Db, viewer: Viewer, data: bytes, missing: Missing = "leave") -> Plan:
    return plan_import(db, viewer, read_roster(data), missing)


def carry_out(db: Db, viewer: Viewer, data: bytes, missing: Missing = "leave", agreed: str | None = None) -> Outcome:
    """Plan and apply, as the console does; or apply what was agreed to before."""
    fingerprint = agreed or plan(db, viewer, data, missing).fingerprint
    return apply_import(db, viewer, read_roster(data), missing, fingerprint, Progress())


def reasons(found: Plan) -> list[tuple[int, str | None, str]]:
    """Return line, column and code of everything that is wrong."""
    return [(fault.line, fault.column, fault.code.removeprefix("roster.line.")) for fault in found.faults]
