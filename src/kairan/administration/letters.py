"""Letters to those who administer a body; in Japanese, as the body's own letters are."""

from sqlalchemy import or_, select

from kairan.administration.queries import holding
from kairan.core.kit.database import Db
from kairan.core.kit.mail import Letter, post_letter
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import member_table
from kairan.people.roles import Role

_m = member_table.c


def write_to(
    db: Db,
    organization_id: OrganizationId,
    roles: tuple[Role, ...],
    letter: Letter,
    *,
    without: MemberId | None = None,
) -> None:
    """Post a letter to everybody in use who holds one of these roles and has an address; `to` is filled in here."""
    holders = (_m.organization_id == organization_id, _m.status == "active", _m.mail.is_not(None))
    named = or_(*(holding(role) for role in roles))
    others = () if without is None else (_m.id != without,)
    for address in db.scalars(select(_m.mail).where(*holders, named, *others).order_by(_m.id)):
        post_letter(
            db,
            organization_id,
            Letter(to=address, subject=letter.subject, text=letter.text, about=letter.about, about_id=letter.about_id),
        )
