"""What an import will do, as it is shown before and as it is carried out."""

import hashlib
from typing import Any, Literal

import msgspec

from kairan.administration.entries import Difference
from kairan.core.viewer import MemberId
from kairan.people.model import MemberStatus
from kairan.roster.body import Holding
from kairan.roster.decoding import Encoding

Missing = Literal["leave", "suspend"]
"""What happens to people of the body who are not in the file."""

Deed = Literal["create", "change", "move", "suspend", "reopen", "leave"]


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What will happen to one person, and why: `line` is null for somebody who is not in the file."""

    line: int | None
    member_id: MemberId | None
    deeds: list[Deed]
    name: str
    number: str | None
    login: str
    posts: str
    changes: list[Difference]


class FaultyCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that cannot be taken, in words. `column` is the heading, null where the whole line is meant."""

    line: int
    column: str | None
    value: str
    code: str
    reason: str


class Kept(msgspec.Struct, frozen=True):
    """Somebody missing in the file who is not suspended all the same."""

    member_id: MemberId
    name: str
    why: Literal["oneself", "last_administrator", "powers"]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import will do. It is carried out only while `fingerprint` is still that of the plan."""

    fingerprint: str
    encoding: Encoding
    lines: int
    unknown_columns: list[str]
    missing_columns: list[str]
    departments: list[str]  # paths of those that will be created
    people: list[Planned]
    unchanged: int
    absent: int  # people in use who are not in the file
    asleep: int  # people in the file who stay suspended or left, since the file does not say otherwise
    kept: list[Kept]
    faults: list[FaultyCell]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One person's part, ready to be written. `posts` is null where they stay as they are."""

    planned: Planned
    values: dict[str, Any]
    posts: tuple[Holding, ...] | None
    status: MemberStatus | None  # where it changes


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an import has done."""

    created: int = 0
    changed: int = 0
    moved: int = 0
    suspended: int = 0
    reopened: int = 0
    left: int = 0
    departments: int = 0
    unchanged: int = 0


def fingerprint_of(digest: str, missing: Missing, departments: list[str], people: list[Planned]) -> str:
    """Return what stands for a plan: the file, the choice, and everything that would change, with what it is now."""
    return hashlib.sha256(msgspec.json.encode([digest, missing, departments, people])).hexdigest()
