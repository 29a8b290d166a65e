"""Operators (設置者) among themselves: who they are, adding and ending one, and what they must show to come in."""

from typing import Annotated

import msgspec
from sqlalchemy import func, select

from kairan.administration.entries import PasswordReset
from kairan.administration.model import Line
from kairan.administration.sign_in import Bounds, put_rules
from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.viewer import INSTALLATION, MemberId, Viewer
from kairan.factors.actions import clear_factors
from kairan.installation.actions import checked_reason
from kairan.installation.entries import OperatorAdded, OperatorEnded
from kairan.installation.model import REASON_LIMIT
from kairan.installation.problems import LastOperator, OperatorNotFound, OwnOperator
from kairan.installation.roles import require_operator
from kairan.people import change_status, member_table, organization_stream
from kairan.people.founding import checked_login, checked_name, found_installation
from kairan.sessions import end_sessions, issue_password, last_seen
from kairan.sessions.factor_model import passkey_table, totp_table
from kairan.sessions.rules import Demand, FactorRule, rules_of, strongest_demand

_m, _t, _k = member_table.c, totp_table.c, passkey_table.c
_STREAM = organization_stream(INSTALLATION)


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """An operator in use, as the others see them. `seen_at`: last use of a session that is still open."""

    id: MemberId
    name: str
    login: str
    created_at: int
    seen_at: int | None
    has_app: bool
    passkeys: int
    is_password_issued: bool  # not yet replaced by one of their own
    is_me: bool


class Operators(msgspec.Struct, frozen=True, kw_only=True):
    """All operators in use; what they must show besides the password, and the days a new demand leaves."""

    operators: list[Operator]
    demand: Demand
    grace_days: int


class NewOperator(msgspec.Struct, frozen=True, kw_only=True):
    """An operator to be added."""

    name: Line
    login: Line


class OperatorMade(msgspec.Struct, frozen=True, kw_only=True):
    """An operator with a first password: told this once."""

    operators: Operators
    name: str
    login: str
    password: str


class OperatorReset(msgspec.Struct, frozen=True):
    """Why an operator's password and factors are replaced."""

    reason: Annotated[str, msgspec.Meta(max_length=4 * REASON_LIMIT)]


class OperatorDemand(msgspec.Struct, frozen=True, kw_only=True):
    """What every operator must show besides the password; who has nothing yet has these days to add it."""

    demand: Demand
    grace_days: Annotated[int, msgspec.Meta(ge=0, le=90)] = 14


def operators(db: Db, viewer: Viewer) -> Operators:
    """Return the operators in use, by name. Problems: NotFound."""
    require_operator(viewer)
    app = select(_t.member_id).where(_t.member_id == _m.id).exists()
    keys = select(func.count()).where(_k.member_id == _m.id, _k.blocked_at.is_(None)).scalar_subquery()
    rows = db.all(
        select(_m.id, _m.name, _m.login, _m.created_at, last_seen(_m.id), app, keys, _m.password_issued_at)
        .where(_m.organization_id == INSTALLATION, _m.status == "active")
        .order_by(_m.name, _m.id)
    )
    found = [
        Operator(
            id=row[0],
            name=row[1],
            login=row[2],
            created_at=row[3],
            seen_at=row[4],
            has_app=bool(row[5]),
            passkeys=row[6],
            is_password_issued=row[7] is not None,
            is_me=row[0] == viewer.member_id,
        )
        for row in rows
    ]
    rules = rules_of(db, INSTALLATION)
    return Operators(
        operators=found,
        demand=strongest_demand(rules),
        grace_days=rules.grace_days,
    )


def add_another(db: Db, viewer: Viewer, new: NewOperator, password_hash: str) -> tuple[str, str]:
    """Add an operator, whose password is to be changed at the first sign-in; returns name and login as kept.

    Problems: NotFound, LoginTaken, NameEmpty, NameTooLong, LoginMalformed.
    """
    require_operator(viewer)
    hold(db, _STREAM)
    name, login = checked_name(new.name), checked_login(new.login)
    member_id = found_installation(db, name, login, password_hash, by=viewer)
    append(db, _STREAM, OperatorAdded(id=member_id, name=name), viewer)
    return name, login


def end_operator(db: Db, viewer: Viewer, member_id: MemberId) -> Operators:
    """Close the account of an operator: their sessions end, what they did stays on record. Nobody ends themselves.

    Problems: NotFound, OperatorNotFound, OwnOperator, LastOperator.
    """
    name, _ = _held_other(db, viewer, member_id)
    change_status(db, viewer, INSTALLATION, member_id, "left")
    ended = end_sessions(db, member_id, viewer)
    append(db, _STREAM, OperatorEnded(id=member_id, name=name, sessions=ended), viewer)
    return operators(db, viewer)


def reset_operator(db: Db, viewer: Viewer, member_id: MemberId, reason: str, password_hash: str) -> tuple[str, str]:
    """Give an operator who lost password or factors a first password, and take their factors; returns name and login.

    Problems: NotFound, OperatorNotFound, OwnOperator, ReasonMissing.
    """
    name, login = _held_other(db, viewer, member_id)
    why = checked_reason(reason)
    ended = issue_password(db, member_id, password_hash, viewer)
    clear_factors(db, viewer, member_id, why, ended)
    append(db, _STREAM, PasswordReset(id=member_id, name=name, sessions=ended), viewer)
    return name, login


def _held_other(db: Db, viewer: Viewer, member_id: MemberId) -> tuple[str, str]:
    """Return name and login of another operator in use, under the lock: of two who end each other, one stays."""
    require_operator(viewer)
    hold(db, _STREAM)
    rows = db.all(select(_m.id, _m.name, _m.login).where(_m.organization_id == INSTALLATION, _m.status == "active"))
    present = {id_: (str(name), str(login)) for id_, name, login in rows}
    if member_id not in present:
        raise OperatorNotFound
    if member_id == viewer.member_id:
        raise OwnOperator
    if len(present) == 1:
        raise LastOperator
    return present[member_id]


def demand_of_operators(db: Db, viewer: Viewer, wanted: OperatorDemand, bounds: Bounds) -> Operators:
    """Set what every operator must show, at every entrance. Problems: NotFound."""
    require_operator(viewer)
    factors = [FactorRule(whom="staff", face=face, demand=wanted.demand) for face in bounds.faces]
    before = rules_of(db, INSTALLATION)
    put_rules(db, viewer, msgspec.structs.replace(before, factors=factors, grace_days=wanted.grace_days), bounds)
    return operators(db, viewer)
