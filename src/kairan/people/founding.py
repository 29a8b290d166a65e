"""The first of a body (団体): the body itself and the administrator who lets everybody else in."""

import re
from datetime import date, timedelta

import msgspec
from sqlalchemy import select, update

from kairan.core.kit.clock import now_ms, today
from kairan.core.kit.database import Db
from kairan.core.kit.ids import is_id
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import clean_name, graphemes
from kairan.core.viewer import INSTALLATION, MemberId, OrganizationId, Viewer
from kairan.people.actions import create_member, create_organization
from kairan.people.codes import kind_of_code
from kairan.people.model import (
    LOGIN_LIMIT,
    NAME_LIMIT,
    SHORT_LIMIT,
    NewMember,
    OrganizationKind,
    Plan,
    organization_table,
)
from kairan.people.plans import plan_terms

OPERATORS = "設置者"  # the name of the hidden organisation

_LOGIN = re.compile(rf"[!-~]{{1,{LOGIN_LIMIT}}}")  # what every keyboard types: visible ASCII
# With a letter, so that it is never taken for a code; and never an id.
_SHORT = re.compile(rf"(?=.{{3,{SHORT_LIMIT}}}$)(?=[a-z0-9]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")


class Founding(msgspec.Struct, frozen=True, kw_only=True):
    """A body and its first administrator; every field is checked already."""

    organization: str
    code: str | None
    name: str
    login: str
    password_hash: str
    kind: OrganizationKind = "other"  # of a body without a code
    plan: Plan = "full"
    trial_ends_on: str | None = None  # the last day of a trial; null: as long as the plan says
    is_issued: bool = False  # whether the password is one that the administrator is to change


class OrganizationExists(Problem):
    """The body is on this installation already."""

    status = 409
    code = "organization.exists"
    ja = "「{name}」は、すでに登録されています。"
    en = "“{name}” is already registered."


class NameTooLong(Problem):
    """The name of a body or a person is longer than the directory shows."""

    status = 422
    code = "name.too_long"
    ja = "名称は{most}文字以内で入力してください。"
    en = "Please use a name of at most {most} characters."


class LoginMalformed(Problem):
    """The login holds something that not every keyboard types, or is too long."""

    status = 422
    code = "member.login_malformed"
    ja = "ログインIDは、半角の英数字と記号で{most}文字以内にしてください。空白は使えません。"
    en = "Please use a login of at most {most} ASCII letters, digits and signs, without spaces."


def found(db: Db, founding: Founding, by: Viewer | None = None) -> OrganizationId:
    """Create a body with its first administrator. Problems: OrganizationExists, DayPast."""
    _require_new(db, founding)
    kind = founding.kind if founding.code is None else kind_of_code(founding.code)
    organization_id = create_organization(db, by, founding.organization, kind, founding.code)
    if founding.plan != "full":
        put_on_plan(db, organization_id, founding.plan, founding.trial_ends_on)
    first = NewMember(
        login=founding.login,
        name=founding.name,
        password_hash=founding.password_hash,
        password_issued_at=now_ms() if founding.is_issued else None,
        roles=("administrator",),
    )
    create_member(db, by, organization_id, first)
    return organization_id


def put_on_plan(db: Db, organization_id: OrganizationId, plan: Plan, trial_ends_on: str | None) -> str | None:
    """Put a body on a plan; returns the last day of its trial. Problems: DayPast."""
    ends_on = None
    if plan == "trial":
        usual = today() + timedelta(days=plan_terms(db)["trial"].trial_days)
        ends_on = usual.isoformat() if trial_ends_on is None else checked_day(trial_ends_on)
    this = organization_table.c.id == organization_id
    db.execute(update(organization_table).where(this).values(plan=plan, trial_ends_on=ends_on))
    return ends_on


def found_installation(db: Db, name: str, login: str, password_hash: str, by: Viewer | None = None) -> MemberId:
    """Create an operator of the installation (運用者), and the hidden organisation of operators before the first one.

    A password that another operator issues is to be changed. Problems: LoginTaken.
    """
    if db.first(select(organization_table.c.id).where(organization_table.c.id == INSTALLATION)) is None:
        create_organization(db, None, OPERATORS, "installation", id=INSTALLATION)
    issued_at = None if by is None else now_ms()
    new = NewMember(login=login, name=name, password_hash=password_hash, password_issued_at=issued_at)
    return create_member(db, by, INSTALLATION, new)


def _require_new(db: Db, founding: Founding) -> None:
    """Two bodies may share a name (府中市 in 東京都 and in 広島県), but not a code; without a code the name counts."""
    _o = organization_table.c
    same = _o.name == founding.organization if founding.code is None else _o.code == founding.code
    known = db.scalar(select(_o.name).where(same, _o.id != INSTALLATION))
    if known is not None:
        raise OrganizationExists(name=known)


def checked_name(typed: str) -> str:
    """Return the name of a body or a person as it is stored. Problems: NameEmpty, NameTooLong, TextNotStorable."""
    name = clean_name(typed)
    if graphemes(name) > NAME_LIMIT:
        raise NameTooLong(most=NAME_LIMIT)
    return name


def checked_login(typed: str) -> str:
    """Return a login as it is stored. Problems: LoginMalformed."""
    login = typed.strip()
    if not _LOGIN.fullmatch(login):
        raise LoginMalformed(most=LOGIN_LIMIT)
    return login


class ShortMalformed(Problem):
    """The short name holds more than small letters, digits and single hyphens, or is too short or long."""

    status = 422
    code = "organization.short_malformed"
    ja = (
        "サインイン用の短い名前は、半角の英小文字・数字・ハイフンで、3文字以上{most}文字以内にしてください。"
        "英小文字を1字以上含めます（例: aoba-byoin）。"
    )
    en = (
        "The short name for signing in has 3 to {most} small letters, digits or hyphens, "
        "with at least one letter (for example aoba-byoin)."
    )


class DayPast(Problem):
    """Not a day of the calendar, or one that is over."""

    status = 422
    code = "organization.day_unfit"
    ja = "日付は、今日以降の日を 2027-03-31 の形で入力してください。"
    en = "Please give a day of today or later as 2027-03-31."


def checked_short(typed: str | None) -> str | None:
    """Return the short name a body signs in with, null when empty. Problems: ShortMalformed."""
    short = (typed or "").strip().lower()
    if not short:
        return None
    if not _SHORT.fullmatch(short) or is_id(short):
        raise ShortMalformed(most=SHORT_LIMIT)
    return short


def checked_day(typed: str) -> str:
    """Return a day that is not over yet, as it is stored. Problems: DayPast."""
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise DayPast from error
    if day < today():
        raise DayPast
    return day.isoformat()
