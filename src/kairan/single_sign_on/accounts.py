"""Who is it here? From whom the provider vouches for to an account of the body, by the body's rule."""

import re
from collections.abc import Callable

from sqlalchemy import insert, select

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import (
    DepartmentId,
    NewMember,
    create_member,
    department_table,
    member_table,
    normal_login,
    organization_stream,
)
from kairan.people.founding import checked_login, checked_name
from kairan.people.logins import has_login
from kairan.people.model import LOGIN_LIMIT
from kairan.people.typed_fields import TITLE_LIMIT, checked_mail, checked_number, checked_optional, has_number
from kairan.single_sign_on.entries import SubjectLinked
from kairan.single_sign_on.model import Arrival, Connection, Terms, subject_table
from kairan.single_sign_on.problems import (
    AccountLinkedOtherwise,
    AccountStopped,
    ClaimMissing,
    DomainRefused,
    NoAccount,
)
from kairan.single_sign_on.tokens import require_said

_PATH = re.compile(r"[/／>＞\\]")

_m, _l, _d = member_table.c, subject_table.c, department_table.c


def member_for(db: Db, connection: Connection, arrival: Arrival) -> MemberId:
    """Find the account of an arrival, link it the first time, or create it where the rule says so.

    Problems: NoAccount, AccountStopped, AccountLinkedOtherwise, ClaimMissing, DomainRefused.
    """
    terms = connection.terms
    require_domain(terms, arrival)
    linked = _linked(db, connection, arrival)
    if linked is None:
        linked = _match(db, connection, arrival) if terms.accounts != "linked" else None
        if linked is None and terms.accounts == "created":
            return _create(db, connection, arrival)
        if linked is None or _has_powers(linked):
            raise NoAccount  # who has powers is linked before: whoever sets the provider would choose who comes as them
        _require_active(linked)
        keep_link(db, connection, arrival, MemberId(linked.id), linked.name, created=False)
    elif linked.own is False and _has_powers(linked):
        raise NoAccount  # linked by a name alone, before they had powers
    _require_active(linked)
    return MemberId(linked.id)


def _has_powers(row: Record) -> bool:
    return bool(row.roles != "[]" or row.tasks != "[]")


def require_domain(terms: Terms, arrival: Arrival) -> None:
    """Refuse an arrival from beyond the mail domains of the terms. Problems: DomainRefused."""
    if not terms.domains:
        return
    domain = (arrival.mail or "").rpartition("@")[2].lower()
    if not domain or not arrival.mail_is_verified or domain not in {one.lower() for one in terms.domains}:
        raise DomainRefused


def _require_active(row: Record) -> None:
    if row.status != "active":
        raise AccountStopped(MemberId(row.id))


def _linked(db: Db, connection: Connection, arrival: Arrival) -> Record | None:
    return db.first(
        select(_m.id, _m.name, _m.status, _m.roles, _m.tasks, _l.own)
        .join(subject_table, _l.member_id == _m.id)
        .where(
            _l.organization_id == connection.organization_id,
            _l.issuer == arrival.issuer,
            _l.subject == arrival.subject,
        )
    )


def _match(db: Db, connection: Connection, arrival: Arrival) -> Record | None:
    """Find a member of staff by login or number; never a guest, never somebody who is another subject there."""
    terms = connection.terms
    require_said(arrival, terms.claims, terms.match_by)
    by_number = terms.match_by == "number"
    wanted = _compared(terms, arrival)
    same = has_number(wanted) if by_number else has_login(wanted)
    rows = db.all(
        select(_m.id, _m.name, _m.status, _m.login, _m.roles, _m.tasks)
        .where(_m.organization_id == connection.organization_id, _m.kind == "staff", same)
        .limit(2)
    )
    exact = rows if by_number else [row for row in rows if row.login == wanted] or rows
    if len(exact) != 1:
        return None
    other = select(_l.subject).where(_l.member_id == exact[0].id, _l.issuer == arrival.issuer)
    if db.first(other) is not None:
        raise AccountLinkedOtherwise(MemberId(exact[0].id))
    return exact[0]


def _compared(terms: Terms, arrival: Arrival) -> str:
    """Return the number or login of an arrival as those of accounts are compared. Problems: ClaimMissing."""
    try:
        if terms.match_by == "number":
            return checked_number(arrival.number) or ""
        return bounded_name(normal_login(arrival.login), LOGIN_LIMIT, each=1)
    except Problem as problem:
        raise ClaimMissing(claim=getattr(terms.claims, terms.match_by)) from problem


def _create(db: Db, connection: Connection, arrival: Arrival) -> MemberId:
    require_said(arrival, connection.terms.claims, "login", "name")
    organization_id = connection.organization_id
    try:
        new = NewMember(
            login=checked_login(arrival.login),
            name=checked_name(arrival.name),
            kana=_fit(checked_name, arrival.kana) or "",
            mail=_fit(checked_mail, arrival.mail),
            number=_free_number(db, organization_id, arrival.number),
            department_id=department_at(db, organization_id, arrival.department),
            post=_fit(_checked_title, arrival.title) or "",
        )
    except Problem as problem:
        raise ClaimMissing(claim=f"{problem.code}") from problem
    member_id = create_member(db, None, organization_id, new)
    keep_link(db, connection, arrival, member_id, new.name, created=True)
    return member_id


def _fit(check: Callable[[str], str | None], claimed: str | None) -> str | None:
    """Return what a claim says as it would be stored had somebody typed it; what is unfit is left to be filled in."""
    try:
        return check(claimed) if claimed else None
    except Problem:
        return None


def _checked_title(claimed: str) -> str | None:
    return checked_optional(claimed, TITLE_LIMIT)


def _free_number(db: Db, organization_id: OrganizationId, claimed: str) -> str | None:
    """Return the number unless somebody has it: two people with one number are for the administrator to settle."""
    number = _fit(checked_number, claimed)
    if number is None:
        return None
    taken = select(_m.id).where(_m.organization_id == organization_id, has_number(number))
    return None if db.first(taken) else number


def department_at(db: Db, organization_id: OrganizationId, path: str) -> DepartmentId | None:
    """Return the open department at a path (福祉部/福祉課), or the only one of the last name; none is made up."""
    names = [name.strip() for name in _PATH.split(path) if name.strip()]
    if not names:
        return None
    rows = db.all(
        select(_d.id, _d.parent_id, _d.name).where(_d.organization_id == organization_id, _d.closed_at.is_(None))
    )
    at: str | None = None
    for name in names:
        at = next((row.id for row in rows if row.name == name and row.parent_id == at), "")
        if not at:
            break
    last = [row.id for row in rows if row.name == names[-1]]
    found = at or (last[0] if len(last) == 1 else None)
    return DepartmentId(found) if found else None


def keep_link(
    db: Db,
    connection: Connection,
    arrival: Arrival,
    member_id: MemberId,
    name: str,
    *,
    created: bool,
    by: Viewer | None = None,
) -> None:
    """Link a member to a subject, by themselves or by the rule; the caller has asked whether neither is linked."""
    db.execute(
        insert(subject_table).values(
            organization_id=connection.organization_id,
            issuer=arrival.issuer,
            subject=arrival.subject,
            member_id=member_id,
            linked_at=now_ms(),
            own=by is not None,
        )
    )
    linked = SubjectLinked(id=member_id, name=name, issuer=arrival.issuer, subject=arrival.subject, created=created)
    append(db, organization_stream(connection.organization_id), linked, by)
