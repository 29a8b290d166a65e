"""How many places of a form are taken (申込み状況), for those who read its applications: exact at every moment."""

import msgspec
from sqlalchemy import select

from kairan.applications.giving_back import current_document
from kairan.applications.model import place_taken_table
from kairan.applications.queries import READING
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId
from kairan.forms.questions import Places
from kairan.forms.rights import require_form
from kairan.policy import require

_t = place_taken_table.c


class TakenPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place: how many there are, how many have it, how many wait. More are taken than there are when it shrank."""

    label: str
    capacity: int
    taken: int
    waiting: int


class TakenPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """A question whose places are given in turn."""

    question_id: str
    label: str
    places: list[TakenPlace]


def taken_places(db: Db, viewer: Viewer, form_id: FormId) -> list[TakenPlaces]:
    """Return the questions of a form whose places are given in turn; of drawn ones tells `draws`.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, *READING)
    asked = [one for one in current_document(db, form_id).questions() if isinstance(one, Places) and not one.is_drawn]
    if not asked:
        return []
    rows = db.all(select(place_taken_table).where(_t.form_id == form_id, _t.question_id.in_([one.id for one in asked])))
    counted = {(row.question_id, row.place_id): row for row in rows}
    return [
        TakenPlaces(
            question_id=question.id,
            label=question.label,
            places=[
                TakenPlace(
                    label=one.label,
                    capacity=one.capacity,
                    taken=row.taken if row is not None else 0,
                    waiting=row.waiting if row is not None else 0,
                )
                for one in question.places
                for row in [counted.get((question.id, one.id))]
            ],
        )
        for question in asked
    ]
