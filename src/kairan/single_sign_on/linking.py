"""One's own link to the provider: somebody who is signed in links themselves to who they are there.

Whoever has powers is linked in no other way: by a name alone, whoever sets the provider would choose who comes as them.
"""

import msgspec
from sqlalchemy import delete, select

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_table, organization_stream, people_named
from kairan.single_sign_on.accounts import keep_link, require_domain
from kairan.single_sign_on.dropping import end_sessions_through
from kairan.single_sign_on.entries import SubjectUnlinked
from kairan.single_sign_on.model import Arrival, Connection, subject_table
from kairan.single_sign_on.problems import AccountLinkedOtherwise, JourneyOver, LinkNotFound, NoProvider, SubjectTaken
from kairan.single_sign_on.queries import connection_of

_l, _m = subject_table.c, member_table.c


class OwnLink(msgspec.Struct, frozen=True, kw_only=True):
    """Who one is at the provider; `label` is null where one cannot be linked: no provider, or a guest."""

    label: str | None
    subject: str | None = None
    linked_at: int | None = None


def own_link(db: Db, viewer: Viewer) -> OwnLink:
    """Return the viewer's own link to the provider that is in use."""
    connection = _connection(db, viewer)
    if connection is None:
        return OwnLink(label=None)
    own = (_l.member_id == viewer.member_id) & (_l.issuer == connection.terms.issuer)
    row = db.first(select(_l.subject, _l.linked_at).where(own))
    if row is None:
        return OwnLink(label=connection.terms.label)
    return OwnLink(label=connection.terms.label, subject=row.subject, linked_at=row.linked_at)


def _connection(db: Db, viewer: Viewer) -> Connection | None:
    found = None if viewer.is_guest else connection_of(db, viewer.organization_id)
    return found if found is not None and found.enabled else None


def require_own_provider(db: Db, viewer: Viewer) -> Connection:
    """Return the connection through which the viewer may link themselves. Problems: NoProvider."""
    connection = _connection(db, viewer)
    if connection is None:
        raise NoProvider
    return connection


def browser_of(browser: str, viewer: Viewer) -> str:
    """Return whom a journey for a link belongs to: a browser in which this member is signed in.

    So it opens no session, and links nobody else; no cookie that a journey for signing in begins with has a colon.
    """
    return f"{browser}:{viewer.member_id}"


def link_own(db: Db, viewer: Viewer, arrival: Arrival) -> None:
    """Link the viewer to whom the provider vouches for; linked to them already, nothing changes.

    Problems: NoProvider, JourneyOver, DomainRefused, SubjectTaken, AccountLinkedOtherwise.
    """
    hold(db, organization_stream(viewer.organization_id))
    connection = require_own_provider(db, viewer)
    if connection.terms.issuer != arrival.issuer:
        raise JourneyOver  # another provider was set up while this one took its time
    require_domain(connection.terms, arrival)
    at_provider = (_l.organization_id == viewer.organization_id) & (_l.issuer == arrival.issuer)
    holder = db.scalar(select(_l.member_id).where(at_provider, _l.subject == arrival.subject))
    if holder == viewer.member_id:
        return
    if holder is not None:
        raise SubjectTaken
    if db.first(select(_l.subject).where(at_provider, _l.member_id == viewer.member_id)) is not None:
        raise AccountLinkedOtherwise(viewer.member_id)
    (person,) = people_named(db, [viewer.member_id])
    keep_link(db, connection, arrival, viewer.member_id, person.name, created=False, by=viewer)


def unlink_own(db: Db, viewer: Viewer) -> None:
    """Undo the viewer's own links, also to a provider of before. Problems: LinkNotFound."""
    hold(db, organization_stream(viewer.organization_id))
    undo_links(db, viewer, viewer.member_id)


def undo_links(db: Db, by: Viewer, member_id: MemberId) -> None:
    """Undo every link of somebody of the same body, each on record; another's sessions opened by it end with it.

    Problems: LinkNotFound.
    """
    theirs = (_l.organization_id == by.organization_id) & (_l.member_id == member_id)
    rows = db.all(
        select(_l.issuer, _l.subject, _m.name)
        .join(member_table, _m.id == _l.member_id)
        .where(theirs)
        .order_by(_l.issuer)
    )
    if not rows:
        raise LinkNotFound
    db.execute(delete(subject_table).where(theirs))
    if member_id != by.member_id:  # whoever is in that way may be somebody else
        end_sessions_through(db, by, {(member_id, issuer, subject) for issuer, subject, _ in rows})
    for issuer, subject, name in rows:
        undone = SubjectUnlinked(id=member_id, name=name, issuer=issuer, subject=subject)
        append(db, organization_stream(by.organization_id), undone, by)
