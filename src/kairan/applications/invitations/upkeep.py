"""What happens with invitations by itself: who has answered anonymously is told of several together, and names go."""

from sqlalchemy import BigInteger, cast, exists, func, select, update

from kairan.applications.invitations.letters import INVITATION
from kairan.applications.invitations.model import FEW, form_invitation_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import forget_letters
from kairan.forms.model import form_table

AT_ONCE = 1_000

_f, _i = form_table.c, form_invitation_table.c


def tell_who_answered(db: Db) -> int:
    """Show of anonymous forms who has answered, once at least five more have; return of how many it is told.

    One at a time, whoever reads the list and what comes in would know whose an answer is.
    """
    untold = (_i.form_id == _f.id) & _i.is_answered & _i.is_told.is_(False)
    counted = select(func.count()).select_from(form_invitation_table).where(untold).scalar_subquery()
    some = exists(select(_i.id).where(untold))
    told = 0
    for form_id in list(db.scalars(select(_f.id).where(some, counted >= FEW))):
        these = (_i.form_id == form_id) & _i.is_answered & _i.is_told.is_(False)
        told += db.execute(update(form_invitation_table).where(these).values(is_told=True)).rowcount
    return told


def forget_invited(db: Db) -> int:
    """Erase names and addresses when the answers that came until the form's end are erased, a thousand at once."""
    over = _f.ends_at + cast(_f.keep_days, BigInteger) * DAY_MS <= now_ms()
    due = (
        select(_i.id)
        .join(form_table, _f.id == _i.form_id)
        .where(_f.ends_at.is_not(None), _f.keep_days.is_not(None), over, (_i.name != "") | (_i.mail != ""))
        .order_by(_i.id)
        .limit(AT_ONCE)
    )
    gone = list(db.scalars(due))
    if gone:
        db.execute(update(form_invitation_table).where(_i.id.in_(gone)).values(name="", mail=""))
        forget_letters(db, INVITATION, gone)
    return len(gone)
