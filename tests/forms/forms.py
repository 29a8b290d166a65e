"""What tests do with forms."""

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.actions import create_form
from kairan.forms.document import FormDocument
from kairan.forms.model import (
    FormId,
    FormView,
    NewForm,
    RightHeld,
    RightsChange,
)
from kairan.forms.queries import form_stream
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.forms.documents import DOG


def everything(who: Viewer) -> RightHeld:
    return RightHeld(who.member_id, is_department=False, rights=list(RIGHTS))


def made(db: Db, who: Viewer, department_id: str, document: FormDocument = DOG, address: str = "inu") -> FormView:
    return create_form(db, who, NewForm(department_id=department_id, document=document, address=address))


def share(db: Db, who: Viewer, form_id: FormId, *held: RightHeld) -> FormView:
    return share_form(db, who, form_id, RightsChange(rights=list(held)))


def kinds(db: Db, form_id: FormId) -> list[str]:
    return [entry.kind for entry in entries_after(db, form_stream(form_id), 0, 1_000)]
