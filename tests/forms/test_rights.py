"""Who may do what with a form: each right alone, by department and by person, and nobody else at all."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import delete, update

from kairan.applications.listing import applications
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.queries import require_application
from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.forms.actions import change_draft, change_terms, close_form, publish_form
from kairan.forms.model import (
    DraftChange,
    FormId,
    FormTerms,
    Publication,
    Right,
    RightHeld,
    RightsChange,
)
from kairan.forms.problems import (
    FormHolderUnknown,
    FormNobodyInCharge,
    FormNotFound,
    FormRightNeeded,
)
from kairan.forms.queries import form_stream, form_view, forms, version_view
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.people import create_department, department_table, member_table, post_table
from tests.administration.conftest import Office
from tests.cast import NO_SUCH_ID, Cast, person
from tests.forms.documents import EVENT
from tests.forms.forms import everything, kinds, made, share

DO: dict[Right, list[Callable[[Db, Viewer, FormId], object]]] = {
    "edit": [lambda db, viewer, form_id: change_draft(db, viewer, form_id, DraftChange(revision=1, document=EVENT))],
    "publish": [
        lambda db, viewer, form_id: publish_form(db, viewer, form_id, Publication(revision=1)),
        lambda db, viewer, form_id: change_terms(db, viewer, form_id, FormTerms(address="betsu")),
        close_form,
        lambda db, viewer, form_id: share_form(db, viewer, form_id, RightsChange(rights=[everything(viewer)])),
    ],
    "answers": [applications],
    "work": [applications],
    "statistics": [],
}


def is_there(db: Db, who: Viewer, form_id: FormId) -> bool:
    """Whether somebody sees a form: on its page, in the list, and in its stream alike."""
    listed = form_id in [one.id for one in forms(db, who).forms]
    assert (readable_span(db, who, form_stream(form_id)) is not None) is listed
    try:
        found = form_view(db, who, form_id).form.id == form_id
    except FormNotFound:
        found = False
    assert found is listed
    return listed


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("is_department", [False, True])
def test_each_right_alone_lets_one_do_that_and_nothing_else(
    db: Db, cast: Cast, right: Right, is_department: bool
) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    holder = cast.works if is_department else cast.tanaka.member_id
    assert not is_there(db, cast.tanaka, form_id)
    share(db, cast.sato, form_id, everything(cast.sato), RightHeld(holder, is_department, [right]))
    assert is_there(db, cast.tanaka, form_id)
    assert form_view(db, cast.tanaka, form_id).form.rights == [right]
    for wanted, trials in DO.items():
        for trial in trials:
            with db.connection.begin_nested() as tried:
                if wanted == right or {wanted, right} == {"answers", "work"}:
                    trial(db, cast.tanaka, form_id)
                else:
                    with pytest.raises(FormRightNeeded):
                        trial(db, cast.tanaka, form_id)
                tried.rollback()


def test_a_right_of_a_department_holds_below_it_and_not_above(db: Db, cast: Cast) -> None:
    bureau = create_department(db, None, cast.city, "健康福祉部")
    section = create_department(db, None, cast.city, "保健課", bureau)
    team = create_department(db, None, cast.city, "予防係", section)
    chief, nurse, clerk = (
        person(db, cast.city, login, name, name, department)
        for login, name, department in (
            ("buchou", "部長", bureau),
            ("hoken", "保健師", section),
            ("yobou", "係員", team),
        )
    )
    form_id = made(db, nurse, section).form.id
    assert [is_there(db, who, form_id) for who in (chief, nurse, clerk)] == [False, True, True]
    assert change_draft(db, clerk, form_id, DraftChange(revision=1, document=EVENT)).revision == 2


def test_whoever_has_nothing_to_do_with_it_learns_nothing_of_it(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    for who in (cast.tanaka, cast.stranger, cast.guest, cast.neighbour):
        assert not is_there(db, who, form_id)
        for trials in DO.values():
            for trial in trials:
                refusals = []
                for one in (form_id, FormId(NO_SUCH_ID)):
                    with pytest.raises(Problem) as refused:
                        trial(db, who, one)
                    refusals.append((refused.value.status, refused.value.code))
                assert refusals[0] == refusals[1] or who is cast.guest
        with pytest.raises(FormNotFound):
            version_view(db, who, form_id, 1)


def test_a_guest_has_no_rights_even_if_some_are_written_down(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    for holder, is_department in ((cast.guest.member_id, False), (cast.neighbour.member_id, False), (NO_SUCH_ID, True)):
        with pytest.raises(FormHolderUnknown):
            share(db, cast.sato, form_id, everything(cast.sato), RightHeld(holder, is_department, ["answers"]))
    assert not is_there(db, cast.guest, form_id)


def test_who_holds_no_post_there_any_more_has_no_rights(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    assert is_there(db, cast.suzuki, form_id)
    db.execute(delete(post_table).where(post_table.c.member_id == cast.suzuki.member_id))
    assert not is_there(db, cast.suzuki, form_id)
    with pytest.raises(FormNotFound):
        change_draft(db, cast.suzuki, form_id, DraftChange(revision=1, document=EVENT))


def test_who_administers_the_body_sees_every_form_and_says_who_is_in_charge_but_reads_no_answers(
    db: Db, office: Office
) -> None:
    cast = office.cast
    form_id = made(db, cast.sato, cast.welfare).form.id
    assert is_there(db, office.yoshida, form_id)
    assert not is_there(db, office.townsman, form_id)
    for right in ("edit", "answers"):
        for trial in DO[right]:
            with pytest.raises(FormRightNeeded):
                trial(db, office.yoshida, form_id)
    with pytest.raises(ApplicationNotFound):
        require_application(db, office.yoshida, NO_SUCH_ID)  # type: ignore[arg-type]
    share(db, office.yoshida, form_id, everything(cast.tanaka))
    assert [is_there(db, who, form_id) for who in (cast.tanaka, cast.sato)] == [True, False]


@pytest.mark.parametrize("rights", [[], ["edit"], ["publish"], ["answers", "work", "statistics"]])
def test_somebody_stays_in_charge(db: Db, cast: Cast, rights: list[Right]) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    with pytest.raises(FormNobodyInCharge):
        share(db, cast.sato, form_id, RightHeld(cast.tanaka.member_id, is_department=False, rights=rights))
    with pytest.raises(FormNobodyInCharge):
        share(db, cast.sato, form_id)
    assert is_there(db, cast.sato, form_id)
    assert kinds(db, form_id) == ["form.created"]


def test_a_closed_department_and_somebody_who_left_can_be_given_nothing(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    db.execute(update(department_table).where(department_table.c.id == cast.works).values(closed_at=now_ms()))
    db.execute(update(member_table).where(member_table.c.id == cast.tanaka.member_id).values(status="suspended"))
    for holder, is_department in ((cast.works, True), (cast.tanaka.member_id, False), (cast.tanaka.member_id, True)):
        with pytest.raises(FormHolderUnknown):
            share(db, cast.sato, form_id, everything(cast.sato), RightHeld(holder, is_department, ["answers"]))


def test_sharing_is_on_record_with_names_and_the_same_again_is_not(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    wanted = [everything(cast.sato), RightHeld(cast.works, is_department=True, rights=["statistics", "statistics"])]
    shared = share(db, cast.sato, form_id, *wanted)
    share(db, cast.sato, form_id, *wanted)
    assert kinds(db, form_id) == ["form.created", "form.shared"]
    assert [(one.name, one.rights) for one in shared.rights] == [
        ("土木課", ["statistics"]),
        ("佐藤 美咲", list(RIGHTS)),
    ]
    told = msgspec.json.decode(entries_after(db, form_stream(form_id), 1, 10)[0].body)
    assert told["rights"] == {
        f"佐藤 美咲 ({cast.sato.member_id})": sorted(RIGHTS),
        f"土木課 ({cast.works})": ["statistics"],
    }
