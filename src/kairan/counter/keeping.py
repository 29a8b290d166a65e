"""How long a case is kept (保存期間): from the last act with it, and no shorter than it is worked."""

from sqlalchemy import ColumnElement, exists, select

from kairan.applications.model import application_table
from kairan.counter.model import case_table, procedure_table

_a, _c, _p = application_table.c, case_table.c, procedure_table.c


def last_act() -> ColumnElement[int]:
    """Return when something was last done with the case of an application; null where it has none."""
    return select(_c.changed_at).where(_c.id == _a.id).scalar_subquery()


def is_still_worked() -> ColumnElement[bool]:
    """Restrict applications to those of a procedure that was set up whose case is open.

    Where none was set up a section may never say that something is done, and residents were told a time.
    """
    is_open = select(_c.id).join(procedure_table, _p.form_id == _c.form_id).where(_c.id == _a.id, _c.turn != "nobody")
    return exists(is_open)
