"""What policy keeps from a place, forms keep from it, too: building, publishing, reading and exporting."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kairan.applications.crosses import cross_figures
from kairan.applications.export import Exporting, begin_export, exported_objects, exported_rows, plan_export
from kairan.applications.figures import form_figures
from kairan.applications.frequent_words import frequent_words
from kairan.applications.funnel import form_funnel
from kairan.applications.listing import applications, choose_columns
from kairan.applications.listing_model import ColumnsChoice, MarksChange, NewNote
from kairan.applications.model import ApplicationId
from kairan.applications.printing import print_application, reported
from kairan.applications.remarks import mark_application, note_application
from kairan.core.journal import readable_span
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Rules, Viewer
from kairan.forms.actions import change_draft, change_terms, close_form, create_form, publish_form, reopen_form
from kairan.forms.model import DraftChange, FormId, FormTerms, NewForm, Publication
from kairan.policy.model import OF_FORMS
from kairan.policy.problems import RefusedByPolicy
from tests.cast import Cast, assemble
from tests.forms.documents import DOG

BOX = SecretBox(Path("/nonexistent"))
Trial = Callable[[Db, Viewer, FormId], object]
TRIED: dict[str, list[Trial]] = {
    "build_forms": [
        lambda db, viewer, _: create_form(db, viewer, NewForm(department_id="0" * 13, document=DOG)),
        lambda db, viewer, form_id: change_draft(db, viewer, form_id, DraftChange(revision=1, document=DOG)),
    ],
    "publish_forms": [
        lambda db, viewer, form_id: publish_form(db, viewer, form_id, Publication(revision=1)),
        lambda db, viewer, form_id: change_terms(db, viewer, form_id, FormTerms(address="inu")),
        close_form,
        reopen_form,
    ],
    "read_answers": [
        applications,
        form_figures,
        lambda db, viewer, form_id: reported(db, viewer, form_id, hides_few=True),
        form_funnel,
        lambda db, viewer, form_id: cross_figures(db, viewer, form_id, "sex", "tag"),
        lambda db, viewer, form_id: frequent_words(db, viewer, form_id, "note"),
        lambda db, viewer, form_id: choose_columns(db, viewer, form_id, ColumnsChoice(columns=["sex"])),
        lambda db, viewer, _: mark_application(db, viewer, ApplicationId("0" * 13), MarksChange(marks=["star"])),
        lambda db, viewer, _: note_application(db, viewer, ApplicationId("0" * 13), NewNote(text="メモ")),
    ],
    "export_answers": [
        lambda db, viewer, form_id: begin_export(db, viewer, form_id, "csv"),
        lambda db, viewer, form_id: exported_rows(db, viewer, BOX, Exporting(form_id, "", [], ""), ""),
        lambda db, viewer, form_id: exported_objects(db, viewer, BOX, Exporting(form_id, "", [], ""), ""),
        plan_export,
        lambda db, viewer, _: print_application(db, viewer, BOX, ApplicationId("0" * 13), with_sealed=False),
    ],
}


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.mark.parametrize("act", sorted(OF_FORMS))
def test_an_act_that_policy_forbids_here_is_refused(db: Db, cast: Cast, act: str) -> None:
    form_id = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=DOG, address="inu")).form.id
    elsewhere = msgspec.structs.replace(cast.sato, rules=Rules(upto={act: 0}))
    for tried in TRIED[act]:
        with pytest.raises(RefusedByPolicy):
            tried(db, elsewhere, form_id)


def test_who_may_not_read_answers_here_follows_no_application(db: Db, cast: Cast) -> None:
    elsewhere = msgspec.structs.replace(cast.sato, rules=Rules(upto={"read_answers": 0}))
    assert readable_span(db, elsewhere, "application:0000000000000") is None
