"""To find is to be allowed: accounts are found only as far as the viewer's task reaches."""

from collections.abc import Sequence

from sqlalchemy import select

from kairan.administration.model import Account, HeldPost
from kairan.administration.problems import AccountDeleted, AccountOfPowers, PostBeyondReach
from kairan.administration.queries import accounts, accounts_of
from kairan.core.journal import hold
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import PersonNotFound, has_role, member_table, organization_stream, reach_of, within
from kairan.people.queries import departments_within

_m = member_table.c


def require_account(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account in the viewer's reach; others do not exist for them. Problems: RoleNeeded, PersonNotFound."""
    reach = reach_of(viewer, "people")
    row = db.first(accounts().where(_m.id == member_id, _m.organization_id == viewer.organization_id, within(reach)))
    if row is None:
        raise PersonNotFound
    return accounts_of(db, [row])[0]


def require_changeable(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account the viewer may change.

    Accounts with a role or a task are an administrator's to change: whoever could reset their password could take
    their powers. Problems: RoleNeeded, PersonNotFound, AccountDeleted, AccountOfPowers.
    """
    found = require_account(db, viewer, member_id)
    if found.deleted_at is not None:
        raise AccountDeleted
    if (found.roles or found.tasks) and not has_role(viewer, "administrator"):
        raise AccountOfPowers
    return found


def hold_changeable(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Do so with the organisation's stream locked: two administrators must not each remove the other."""
    hold(db, organization_stream(viewer.organization_id))
    return require_changeable(db, viewer, member_id)


def require_posts_within(db: Db, viewer: Viewer, before: Sequence[HeldPost], after: Sequence[HeldPost]) -> None:
    """Refuse posts beyond the viewer's reach: the main post stays inside, and those outside stay as they are.

    Problems: RoleNeeded, PostBeyondReach.
    """
    reach = reach_of(viewer, "people")
    if reach.department_ids is None:
        return
    inside = set(db.scalars(select(departments_within(reach.department_ids).subquery())))
    kept = [post for post in before if post.department_id not in inside]
    outside = [post for post in after if post.department_id not in inside]
    if not after or after[0].department_id not in inside or kept != outside:
        raise PostBeyondReach
