"""Who is asked (照会先). The one place that says so: somebody themselves, or whoever holds a post in the section."""

from sqlalchemy import ColumnElement, exists, false, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.model import case_table
from kairan.counter.opinions.model import opinion_table
from kairan.forms.rights import holders_of

_c, _o = case_table.c, opinion_table.c


def is_for(db: Db, viewer: Viewer) -> ColumnElement[bool]:
    """Restrict opinions to those the viewer is asked for, and that were not withdrawn."""
    if viewer.is_guest:
        return false()
    return _o.holder_id.in_(holders_of(db, viewer)) & _o.withdrawn_at.is_(None)


def is_consulted(db: Db, viewer: Viewer) -> ColumnElement[bool]:
    """Restrict cases to those about which the viewer is asked and has not answered."""
    asked = select(_o.id).where(_o.application_id == _c.id, is_for(db, viewer), _o.answered_at.is_(None))
    return exists(asked)
