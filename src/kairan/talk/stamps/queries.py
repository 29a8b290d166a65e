"""Which stamps a body has and uses; who may see the pictures of its own."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import and_, select

from kairan.core.journal import Span, Stream
from kairan.core.kit.database import Db
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import OrganizationId, Viewer
from kairan.files import FileView, file_table
from kairan.people import member_table, require_task
from kairan.talk.model import membership_table
from kairan.talk.stamps.catalogue import BUILT_IN, CATALOGUE
from kairan.talk.stamps.model import BodyStamps, Stamp, Stamps, stamp_choice_table, stamp_table

_s, _c, _f, _m, _ms = stamp_table.c, stamp_choice_table.c, file_table.c, member_table.c, membership_table.c

PICTURES = "stamps"  # the kind of stream under which the pictures of a body's stamps are read


def stamps(db: Db, viewer: Viewer) -> Stamps:
    """Return the stamps the viewer may send, in the order of their body."""
    return Stamps(_used(db, viewer.organization_id))


def body_stamps(db: Db, viewer: Viewer) -> BodyStamps:
    """Return every stamp of the viewer's body, and which are in use. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    used = _used(db, viewer.organization_id)
    ids = {stamp.id for stamp in used}
    unused = [stamp for stamp in _all(db, viewer.organization_id).values() if stamp.id not in ids]
    return BodyStamps(used=used, unused=unused, revision=choice_revision(db, viewer.organization_id))


def choice_revision(db: Db, organization_id: OrganizationId) -> str:
    """Return what a change of the choice is based on."""
    return revision_of([stamp.id for stamp in _used(db, organization_id)])


def usable_stamp(db: Db, organization_id: OrganizationId, stamp_id: str) -> Stamp | None:
    """Return a stamp that people of a body may send; None for another's, a withdrawn or an unused one."""
    chosen = chosen_ids(db, organization_id)
    if chosen is not None and stamp_id not in chosen:
        return None
    built_in = BUILT_IN.get(stamp_id)
    if built_in is not None:
        return Stamp(id=built_in.id, words=built_in.words, en=built_in.en)
    return _own(db, organization_id).get(stamp_id)


def chosen_ids(db: Db, organization_id: OrganizationId) -> list[str] | None:
    """Return which stamps a body uses, in order; None where it never chose."""
    kept = db.scalar(select(_c.stamp_ids).where(_c.organization_id == organization_id))
    return None if kept is None else msgspec.json.decode(kept, type=list[str])


def _used(db: Db, organization_id: OrganizationId) -> list[Stamp]:
    every, chosen = _all(db, organization_id), chosen_ids(db, organization_id)
    ids: Sequence[str] = list(every) if chosen is None else chosen
    return [every[one] for one in ids if one in every]


def _all(db: Db, organization_id: OrganizationId) -> dict[str, Stamp]:
    built_in = {one.id: Stamp(id=one.id, words=one.words, en=one.en) for one in CATALOGUE}
    return {**built_in, **_own(db, organization_id)}


def _own(db: Db, organization_id: OrganizationId) -> Mapping[str, Stamp]:
    picture = (_f.id, _f.name, _f.size, _f.type, _f.width, _f.height, _f.state, _f.thumbnail_key)
    rows = db.all(
        select(_s.words, *picture)
        .join(file_table, _f.id == _s.id)
        .where(_s.organization_id == organization_id, _s.withdrawn_at.is_(None))
        .order_by(_s.added_at, _s.id)
    )
    return {
        row.id: Stamp(
            id=row.id,
            words=row.words,
            picture=FileView(
                row.id, row.name, row.size, row.type, row.width, row.height, row.state, row.thumbnail_key is not None
            ),
        )
        for row in rows
    }


def pictures_of(organization_id: str) -> str:
    """Return the name under which the pictures of a body's stamps are read."""
    return f"{PICTURES}:{organization_id}"


def _may_see(db: Db, viewer: Viewer, organization_id: str) -> Span | None:
    """Let a body's stamps be seen by its own people, and by whoever is or was in a room with them."""
    if viewer.organization_id == organization_id:
        return Span()
    theirs = membership_table.alias()
    together = (
        select(_ms.room_no)
        .join(theirs, theirs.c.room_no == _ms.room_no)
        .join(member_table, and_(_m.id == theirs.c.member_id, _m.organization_id == organization_id))
        .where(_ms.member_id == viewer.member_id, _ms.to_seq.is_(None))
        .limit(1)
    )
    return None if db.first(together) is None else Span()


PICTURE_STREAM = Stream(PICTURES, _may_see)
