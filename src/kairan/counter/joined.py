"""A case with what stands around it: said once, for everybody who finds cases."""

from sqlalchemy import Select, select

from kairan.applications.model import application_table
from kairan.counter.model import case_table, procedure_table
from kairan.forms.model import form_table, form_version_table

_a, _c, _f, _v, _p = application_table.c, case_table.c, form_table.c, form_version_table.c, procedure_table.c


def listed_cases() -> Select[*tuple[object, ...]]:
    """Return cases with the numbers of their applications and the titles of their forms."""
    return (
        select(case_table, _a.number, _f.title)
        .join(application_table, _a.id == _c.id)
        .join(form_table, _f.id == _c.form_id)
    )


def whole_cases() -> Select[*tuple[object, ...]]:
    """Return the same with the document each answered, the address of the form, and its procedure, if it has one."""
    answered = (_v.form_id == _a.form_id) & (_v.number == _a.version)
    return (
        listed_cases()
        .add_columns(_a.version, _v.document, _f.address, _p.document.label("procedure"))
        .join(form_version_table, answered)
        .outerjoin(procedure_table, _p.form_id == _c.form_id)
    )
