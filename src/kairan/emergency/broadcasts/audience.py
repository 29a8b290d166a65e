"""Whom a broadcast goes to (宛先). The one place that says so, for looking, sending and counting alike."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, insert, literal, or_, select, true

from kairan.core.kit.database import Db
from kairan.core.viewer import Task, Viewer
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastId, ToldTo, broadcast_person_table
from kairan.emergency.broadcasts.outside import OUTSIDE
from kairan.emergency.broadcasts.plan import Way
from kairan.emergency.broadcasts.problems import AddresseeUnknown
from kairan.emergency.broadcasts.views import AddresseesCalled, BroadcastAddressees
from kairan.notifications.model import push_subscription_table
from kairan.people import department_table, member_table, post_table, reach_of, within
from kairan.people.queries import departments_within

_m, _d, _p, _s = member_table.c, department_table.c, post_table.c, push_subscription_table.c
TASK: Task = "emergency"
OFFERED_MOST = 300


def addressees(viewer: Viewer, to: BroadcastAudience) -> ColumnElement[bool]:
    """Restrict members to those in use whom it is sent to, as far as one's task reaches. Problems: RoleNeeded."""
    reach = reach_of(viewer, TASK)
    staff = _m.kind == "staff"
    chosen = true() if to.guests else _m.affiliation.in_(sorted(set(to.affiliations)))
    guests = and_(_m.kind == "guest", chosen if reach.department_ids is None else false())
    named = or_(
        and_(staff, true() if to.everybody else false()),
        guests,
        and_(staff, _m.id.in_(_holders(to))) if to.department_ids else false(),
        and_(staff, _m.id.in_(_of_posts(to))) if to.titles else false(),
        _m.id.in_(sorted(set(to.member_ids))),
    )
    return and_(_m.organization_id == viewer.organization_id, _m.status == "active", within(reach), named)


def _holders(to: BroadcastAudience) -> Select[tuple[str]]:
    return select(_p.member_id).where(_p.department_id.in_(departments_within(to.department_ids)))


def _of_posts(to: BroadcastAudience) -> Select[tuple[str]]:
    """Select who holds one of these posts, also beside another one (兼務)."""
    return select(_p.member_id).where(_p.title.in_(sorted(set(to.titles))))


def require_known(db: Db, viewer: Viewer, to: BroadcastAudience) -> ToldTo:
    """Return whom it is sent to as it is called now. Problems: RoleNeeded, AddresseeUnknown."""
    reach = reach_of(viewer, TASK)
    wanted = sorted(set(to.department_ids))
    here = (_d.organization_id == viewer.organization_id, _d.closed_at.is_(None), _d.id.in_(wanted))
    inside = [] if reach.department_ids is None else [_d.id.in_(departments_within(reach.department_ids))]
    paths = db.scalars(select(_d.path).where(*here, *inside).order_by(_d.position, _d.id))
    people = sorted(set(to.member_ids))
    known = select(func.count()).where(
        _m.organization_id == viewer.organization_id, _m.status == "active", _m.id.in_(people), within(reach)
    )
    if len(paths) != len(wanted) or int(db.scalar(known) or 0) != len(people):
        raise AddresseeUnknown
    return ToldTo(
        everybody=to.everybody,
        guests=to.guests,
        departments=list(paths),
        titles=sorted(set(to.titles)),
        affiliations=[] if to.guests else sorted(set(to.affiliations)),
        people=len(people),
    )


def addressable(db: Db, viewer: Viewer) -> BroadcastAddressees:
    """Return the posts and associations that can be named, with how many belong to each. Problems: RoleNeeded."""
    reach = reach_of(viewer, TASK)
    here = (_m.organization_id == viewer.organization_id, _m.status == "active", within(reach))
    posts = select(_p.title, func.count(_m.id.distinct())).join(member_table, _m.id == _p.member_id)
    titles = db.execute(
        posts.where(*here, _m.kind == "staff", _p.title != "").group_by(_p.title).order_by(_p.title).limit(OFFERED_MOST)
    )
    named = (_m.kind == "guest", func.coalesce(_m.affiliation, "") != "")
    guests = select(_m.affiliation, func.count()).where(*here, *named)
    affiliations = db.execute(guests.group_by(_m.affiliation).order_by(_m.affiliation).limit(OFFERED_MOST))
    return BroadcastAddressees(
        titles=[AddresseesCalled(name=row[0], people=row[1]) for row in titles],
        affiliations=[]
        if reach.department_ids is not None
        else [AddresseesCalled(name=row[0], people=row[1]) for row in affiliations],
    )


def reachable(db: Db, for_whom: ColumnElement[bool]) -> dict[Way, int]:
    """Return how many of them each way reaches."""
    reaches = {**WAY_REACHES, **{one.way: one.reaches for one in OUTSIDE.given()}}
    counts = (func.count().filter(reached) for reached in reaches.values())
    row = db.all(select(func.count(), *counts).where(for_whom))[0]
    return {"app": row[0], **dict(zip(reaches, row[1:], strict=True))}


has_device = exists(select(_s.id).where(_s.member_id == _m.id))
has_mail = func.coalesce(_m.mail, "") != ""
has_number = func.coalesce(_m.extension, "") != ""
WAY_REACHES: Mapping[Way, ColumnElement[bool]] = {"push": has_device, "mail": has_mail, "phone": has_number}


def keep_addressees(db: Db, broadcast_id: BroadcastId, for_whom: ColumnElement[bool]) -> int:
    """Write down whom it is sent to, each with the department of their main post; return how many they are."""
    made = select(literal(broadcast_id), _m.id, _p.department_id, literal(-1), literal(0))
    of = member_table.outerjoin(post_table, and_(_p.member_id == _m.id, _p.is_main))
    columns = ["broadcast_id", "member_id", "department_id", "told", "answers"]
    db.execute(insert(broadcast_person_table).from_select(columns, made.select_from(of).where(for_whom)))
    # Counted: not every driver tells how many rows came out of a query.
    counted = select(func.count()).where(broadcast_person_table.c.broadcast_id == broadcast_id)
    return int(db.scalar(counted) or 0)
