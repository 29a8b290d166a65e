"""Two people who build a form at the same moment see each other, and which draft there is by now."""

import pytest
from sqlalchemy import func, select

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.forms.actions import change_draft
from kairan.forms.building import HERE_MS, be_building, forget_builders
from kairan.forms.model import DraftChange, RightHeld, form_builder_table
from kairan.forms.problems import FormNotFound, FormRightNeeded
from tests.cast import Cast
from tests.forms.documents import DOG, EVENT
from tests.forms.forms import everything, kinds, made, share


def names(db: Db, cast: Cast, form_id: str) -> list[str]:
    return [one.name for one in be_building(db, cast.sato, form_id).others]  # type: ignore[arg-type]


def test_who_builds_sees_who_else_does_as_long_as_they_do(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    share(db, cast.sato, form_id, everything(cast.sato), everything(cast.tanaka))
    now = now_ms()
    with as_of(now):
        assert names(db, cast, form_id) == []
        theirs = be_building(db, cast.tanaka, form_id)
        assert [one.id for one in theirs.others] == [cast.sato.member_id]
        assert names(db, cast, form_id) == ["田中 一郎"]
    with as_of(now + HERE_MS):
        assert names(db, cast, form_id) == []
        assert forget_builders(db) == 1
    assert db.scalar(select(func.count()).select_from(form_builder_table)) == 1
    assert kinds(db, form_id) == ["form.created", "form.shared"]  # to have it open is on no record


def test_that_the_other_saved_is_told_with_their_name(db: Db, cast: Cast) -> None:
    view = made(db, cast.sato, cast.welfare)
    form_id = view.form.id
    share(db, cast.sato, form_id, everything(cast.sato), everything(cast.tanaka))
    assert be_building(db, cast.sato, form_id).is_own
    change_draft(db, cast.tanaka, form_id, DraftChange(revision=view.revision, document=EVENT))
    told = be_building(db, cast.sato, form_id)
    assert (told.revision, told.is_own) == (view.revision + 1, False)
    assert "田中 一郎" in told.changed_by
    assert be_building(db, cast.tanaka, form_id).is_own


def test_who_does_not_build_it_is_not_told_who_does(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare, DOG).form.id
    reads = RightHeld(cast.tanaka.member_id, is_department=False, rights=["answers"])
    share(db, cast.sato, form_id, everything(cast.sato), reads)
    with pytest.raises(FormRightNeeded):
        be_building(db, cast.tanaka, form_id)
    for stranger in (cast.suzuki, cast.stranger):
        with pytest.raises(FormNotFound):
            be_building(db, stranger, form_id)
