"""What operators do to bodies. Each act is an entry of the installation's stream and of the body's own."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from kairan.administration.entries import DemandChange, Difference, SignInRulesChanged
from kairan.core.edge.faces import SINGLE
from kairan.core.journal import Body, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import failed_jobs, retry_failed
from kairan.core.kit.problems import NotFound
from kairan.core.kit.text import NameEmpty, bounded_name
from kairan.core.viewer import INSTALLATION, OrganizationId, Viewer
from kairan.installation.entries import (
    JobRetried,
    OperatorAdded,
    OrganizationReopened,
    OrganizationSuspended,
    OrganizationTermsChanged,
    PlanChanged,
)
from kairan.installation.model import REASON_LIMIT, BodyChange, BodyDetail, NewBody, PlanChange, Plans
from kairan.installation.problems import ReasonMissing, ShortTaken
from kairan.installation.queries import body, plans, require_body
from kairan.installation.roles import require_operator
from kairan.people import organization_stream, organization_table
from kairan.people.codes import checked_code
from kairan.people.entries import OrganizationCreated
from kairan.people.founding import (
    Founding,
    checked_login,
    checked_name,
    checked_short,
    found,
    found_installation,
    put_on_plan,
)
from kairan.people.model import Plan, plan_table
from kairan.people.municipalities import require_municipality
from kairan.people.plans import PlanTerms, plan_terms
from kairan.sessions.actions import end_sessions_of_body
from kairan.sessions.rules import FactorRule, SignInRules, sign_in_rule_table

_o = organization_table.c

LIMITS = ("accounts", "guests", "bytes", "file_bytes")


def founding_of(new: NewBody, password_hash: str) -> Founding:
    """Check what a body is to be. A code in the list names the body, unless a name is given.

    Problems: CodeMalformed, CheckDigitWrong, CodeUnknown, NameEmpty, NameTooLong, LoginMalformed, DayPast.
    """
    code = checked_code(new.code) if new.code and new.code.strip() else None
    name = new.name if new.name.strip() or code is None else require_municipality(code).name
    return Founding(
        organization=checked_name(name),
        code=code,
        kind=new.kind,
        plan=new.plan,
        trial_ends_on=new.trial_ends_on or None,
        name=checked_name(new.administrator),
        login=checked_login(new.login),
        password_hash=password_hash,
        is_issued=True,
    )


def create_body(db: Db, viewer: Viewer, new: NewBody, password_hash: str) -> BodyDetail:
    """Create a body with its first administrator. Problems: NotFound, OrganizationExists, those of `founding_of`."""
    require_operator(viewer)
    hold(db, organization_stream(INSTALLATION))  # two operators must not create the same body
    founding = founding_of(new, password_hash)
    organization_id = found(db, founding, viewer)
    created = OrganizationCreated(id=organization_id, name=founding.organization, code=founding.code)
    append(db, organization_stream(INSTALLATION), created, viewer)
    return body(db, viewer, organization_id)


def suspend_body(db: Db, viewer: Viewer, organization_id: OrganizationId, reason: str) -> BodyDetail:
    """Suspend a body: its sessions end, nobody of it can sign in, nothing is deleted. Problems: ReasonMissing."""
    row = held_body(db, viewer, organization_id)
    reason = checked_reason(reason)
    if row.suspended_at is None:
        _change(db, organization_id, suspended_at=now_ms())
        ended = end_sessions_of_body(db, organization_id)
        told = OrganizationSuspended(id=organization_id, name=row.name, reason=reason, sessions=ended)
        tell_both(db, viewer, organization_id, told)
    return body(db, viewer, organization_id)


def checked_reason(typed: str) -> str:
    """Return the reason of an act as it is stored. Problems: ReasonMissing."""
    try:
        return bounded_name(typed, REASON_LIMIT, ReasonMissing)
    except NameEmpty as error:
        raise ReasonMissing(most=REASON_LIMIT) from error


def reopen_body(db: Db, viewer: Viewer, organization_id: OrganizationId) -> BodyDetail:
    """Let a suspended body be used again. Problems: NotFound, BodyNotFound."""
    row = held_body(db, viewer, organization_id)
    if row.suspended_at is not None:
        _change(db, organization_id, suspended_at=None)
        tell_both(db, viewer, organization_id, OrganizationReopened(id=organization_id, name=row.name))
    return body(db, viewer, organization_id)


def change_body(db: Db, viewer: Viewer, organization_id: OrganizationId, change: BodyChange) -> BodyDetail:
    """Change name, short name, plan and limits. Problems: NotFound, BodyNotFound, ShortTaken, DayPast, name ones."""
    before = held_body(db, viewer, organization_id)
    values = _values(db, before, change)
    if values:
        _change(db, organization_id, **values)
    if not isinstance(change.plan, msgspec.UnsetType) or not isinstance(change.trial_ends_on, msgspec.UnsetType):
        _put_on_plan(db, before, change)
    after = require_body(db, organization_id)
    changes = list(_differences(before, after))
    if changes:
        told = OrganizationTermsChanged(id=organization_id, name=before.name, changes=changes)
        tell_both(db, viewer, organization_id, told)
    return body(db, viewer, organization_id)


def _values(db: Db, before: Record, change: BodyChange) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if change.name is not msgspec.UNSET:
        wanted["name"] = checked_name(change.name)
    if change.short is not msgspec.UNSET:
        wanted["short"] = checked_short(change.short)
        _require_free_short(db, before, wanted["short"])
    for limit in LIMITS:
        if getattr(change, limit) is not msgspec.UNSET:
            wanted[f"{limit}_most"] = getattr(change, limit)
    return wanted


def _require_free_short(db: Db, before: Record, short: str | None) -> None:
    if short is not None and db.first(select(_o.id).where(_o.short == short, _o.id != before.id)) is not None:
        raise ShortTaken(short=short)


def _put_on_plan(db: Db, before: Record, change: BodyChange) -> None:
    """Change the plan or the end of the trial; the same end again is no change, even when it is over."""
    plan = before.plan if isinstance(change.plan, msgspec.UnsetType) else change.plan
    ends_on = None if isinstance(change.trial_ends_on, msgspec.UnsetType) else change.trial_ends_on or None
    if (plan, ends_on or before.trial_ends_on) != (before.plan, before.trial_ends_on):
        put_on_plan(db, before.id, plan, ends_on)


TOLD = ("name", "short", "plan", "trial_ends_on", *(f"{limit}_most" for limit in LIMITS))


def _differences(before: Record, after: Record) -> Iterator[Difference]:
    for field in TOLD:
        was, is_now = getattr(before, field), getattr(after, field)
        if was != is_now:
            told = [None if value is None else str(value) for value in (was, is_now)]
            yield Difference(field, told[0], told[1])


def change_plan(db: Db, viewer: Viewer, plan: Plan, change: PlanChange) -> Plans:
    """Change what a plan gives, to all bodies on it at once. Problems: NotFound."""
    require_operator(viewer)
    hold(db, organization_stream(INSTALLATION))
    before, after = plan_terms(db)[plan], msgspec.convert(change, PlanTerms, from_attributes=True)
    if before == after:
        return plans(db, viewer)
    _p = plan_table.c
    values = dict(zip([column.name for column in _p][1:], msgspec.structs.astuple(after), strict=True))
    if not db.execute(update(plan_table).where(_p.name == plan).values(values)).rowcount:
        db.execute(insert(plan_table).values(name=plan, **values))
    fields = [field.name for field in msgspec.structs.fields(PlanTerms)]
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in fields]
    changes = [Difference(name, str(was), str(is_now)) for name, was, is_now in pairs if was != is_now]
    append(db, organization_stream(INSTALLATION), PlanChanged(plan=plan, changes=changes), viewer)
    return plans(db, viewer)


def retry_job(db: Db, viewer: Viewer, job_id: str) -> None:
    """Give a failed job its attempts anew. Problems: NotFound."""
    require_operator(viewer)
    kind = next((job.kind for job in failed_jobs(db, limit=1_000) if job.id == job_id), None)
    if kind is None:
        raise NotFound
    retry_failed(db, job_id)
    append(db, organization_stream(INSTALLATION), JobRetried(job_id=job_id, job_kind=kind), viewer)


def add_operator(db: Db, name: str, login: str, password_hash: str) -> None:
    """Add an operator, on the machine itself. Problems: LoginTaken."""
    is_first = db.first(select(_o.id).where(_o.id == INSTALLATION)) is None
    member_id = found_installation(db, name, login, password_hash)
    append(db, organization_stream(INSTALLATION), OperatorAdded(id=member_id, name=name), None)
    if is_first:
        _demand_a_second_factor(db)


def _demand_a_second_factor(db: Db) -> None:
    """Demand any second factor of operators, at every entrance, after the days of grace; they may set it otherwise."""
    rule = FactorRule(whom="staff", face=SINGLE, demand="any", since=now_ms())
    rules = SignInRules(factors=[rule], faces=[SINGLE])
    db.execute(
        insert(sign_in_rule_table).values(organization_id=INSTALLATION, rules=msgspec.json.encode(rules).decode())
    )
    told = SignInRulesChanged(changes=[], demands=[DemandChange("staff", SINGLE, "none", "any")])
    append(db, organization_stream(INSTALLATION), told, None)


def held_body(db: Db, viewer: Viewer, organization_id: OrganizationId) -> Record:
    """Read a body for a change; both streams are locked in the order in which they are appended to."""
    require_operator(viewer)
    hold(db, organization_stream(INSTALLATION))
    return require_body(db, organization_id)


def _change(db: Db, organization_id: OrganizationId, **values: Any) -> None:  # noqa: ANN401
    db.execute(update(organization_table).where(_o.id == organization_id).values(**values))


def tell_both(db: Db, viewer: Viewer, organization_id: OrganizationId, what: Body) -> None:
    """Put on record of the installation and of the body what an operator did to it."""
    for stream in (organization_stream(INSTALLATION), organization_stream(organization_id)):
        append(db, stream, what, viewer)
