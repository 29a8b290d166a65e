"""Add and withdraw a body's own stamps, choose and order those it uses."""

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId, Viewer
from kairan.files import attach
from kairan.people import organization_stream, require_base, require_task
from kairan.talk.stamps.catalogue import BUILT_IN
from kairan.talk.stamps.entries import StampAdded, StampsArranged, StampWithdrawn
from kairan.talk.stamps.model import OWN_MOST, WORDS_LIMIT, NewStamp, StampChoice, stamp_choice_table, stamp_table
from kairan.talk.stamps.problems import StampNoPicture, StampsTooMany, StampUnknown, StampWordless
from kairan.talk.stamps.queries import choice_revision, chosen_ids, pictures_of

MOST_OBLONG = 2  # times as long as it is wide, or the other way round

_s, _c = stamp_table.c, stamp_choice_table.c


def add_stamp(db: Db, viewer: Viewer, new: NewStamp) -> str:
    """Make an uploaded picture a stamp of the body; where the body has chosen, it is used from now on.

    Readers get the small picture that was made of it here. Problems: RoleNeeded, StampWordless, StampsTooMany,
    StampNoPicture, those of `files.attach`.
    """
    require_task(viewer, "organization")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    words = bounded_text(" ".join(new.words.split()), WORDS_LIMIT, StampWordless)
    if not words:
        raise StampWordless(most=WORDS_LIMIT)
    mine = (_s.organization_id == viewer.organization_id) & _s.withdrawn_at.is_(None)
    if int(db.scalar(select(func.count()).where(mine))) >= OWN_MOST:
        raise StampsTooMany(most=OWN_MOST)
    if db.first(select(_s.id).where(_s.id == new.file_id)) is not None:
        raise StampNoPicture  # the same picture twice: each stamp is a file of its own
    entry = append(db, stream, StampAdded(id=new.file_id, words=words), viewer)
    (file,) = attach(db, viewer, [new.file_id], pictures_of(viewer.organization_id), entry.seq)
    sides = sorted((file.width or 0, file.height or 0))
    if not file.thumbnail or not sides[0] or sides[1] > MOST_OBLONG * sides[0]:
        raise StampNoPicture
    values = {"id": new.file_id, "organization_id": viewer.organization_id, "words": words, "added_at": entry.at}
    db.execute(insert(stamp_table).values(values))
    chosen = chosen_ids(db, viewer.organization_id)
    if chosen is not None:
        _keep(db, viewer.organization_id, [*chosen, new.file_id])
    return new.file_id


def withdraw_stamp(db: Db, viewer: Viewer, stamp_id: str) -> None:
    """Let a stamp of the body be sent no more; a second time changes nothing. Problems: RoleNeeded, StampUnknown."""
    require_task(viewer, "organization")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    mine = (_s.id == stamp_id) & (_s.organization_id == viewer.organization_id)
    row = db.first(select(_s.words, _s.withdrawn_at).where(mine))
    if row is None:
        raise StampUnknown
    if row.withdrawn_at is None:
        db.execute(update(stamp_table).where(mine).values(withdrawn_at=now_ms()))
        append(db, stream, StampWithdrawn(id=stamp_id, words=row.words), viewer)


def arrange_stamps(db: Db, viewer: Viewer, choice: StampChoice, base: str | None = None) -> None:
    """Set which stamps the body uses, in which order. Problems: RoleNeeded, ChangedMeanwhile, StampUnknown."""
    require_task(viewer, "organization")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    kinds = (StampsArranged.kind, StampAdded.kind, StampWithdrawn.kind)
    require_base(db, viewer, base, choice_revision(db, viewer.organization_id), kinds)
    wanted = list(dict.fromkeys(choice.stamp_ids))
    own = select(_s.id).where(_s.organization_id == viewer.organization_id, _s.withdrawn_at.is_(None))
    if not set(wanted) <= {*BUILT_IN, *db.scalars(own)}:
        raise StampUnknown
    if wanted != chosen_ids(db, viewer.organization_id):
        _keep(db, viewer.organization_id, wanted)
        append(db, stream, StampsArranged(stamp_ids=wanted), viewer)


def _keep(db: Db, organization_id: OrganizationId, stamp_ids: list[str]) -> None:
    values = {"stamp_ids": msgspec.json.encode(stamp_ids).decode(), "changed_at": now_ms()}
    put = upsert(db, stamp_choice_table).values(organization_id=organization_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=[_c.organization_id], set_=values))
