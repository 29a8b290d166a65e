"""Two and more who do something with a form at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import Problem
from kairan.forms.actions import change_draft, change_terms, close_form, publish_form, reopen_form
from kairan.forms.document import decoded
from kairan.forms.model import (
    DraftChange,
    FormTerms,
    FormView,
    Publication,
    form_version_table,
)
from kairan.forms.problems import (
    FormAddressTaken,
    FormChangedMeanwhile,
    FormUnchanged,
)
from kairan.forms.queries import form_stream, form_view
from kairan.people import create_department
from tests.administration.conftest import office_of
from tests.cast import person
from tests.forms.documents import DOG
from tests.forms.forms import everything, kinds, made, share

Crowd = Callable[[Sequence[Callable[[Db], object]]], list[object]]


@pytest.fixture
def crowd(database_url: str) -> Crowd:
    """Run actions at once, each in a transaction of its own; return results or refusals."""

    def run(actions: Sequence[Callable[[Db], object]]) -> list[object]:
        barrier = threading.Barrier(len(actions))

        def go(action: Callable[[Db], object]) -> object:
            engine = open_engine(database_url, pool_size=1)
            try:
                barrier.wait()
                with transaction(engine) as db:
                    return action(db)
            except Problem as problem:
                return problem
            finally:
                engine.dispose()

        with ThreadPoolExecutor(len(actions)) as pool:
            return [done.result() for done in [pool.submit(go, one) for one in actions]]

    return run


def test_two_who_change_publish_and_share_at_once(database_url: str, crowd: Crowd) -> None:
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        cast = office_of(db).cast
        form_id = made(db, cast.sato, cast.welfare).form.id

    def change(n: int) -> Callable[[Db], object]:
        titled = msgspec.structs.replace(DOG, title=f"題{n}")
        return lambda db: change_draft(db, cast.sato, form_id, DraftChange(revision=1, document=titled))

    done = crowd([change(n) for n in range(6)])
    assert sum(isinstance(one, FormChangedMeanwhile) for one in done) == 5
    published = crowd([lambda db: publish_form(db, cast.suzuki, form_id, Publication(revision=2))] * 6)
    assert sum(isinstance(one, FormUnchanged) for one in published) == 5
    crowd(
        [
            lambda db, who=who: share(db, cast.sato, form_id, everything(cast.sato), everything(who))  # type: ignore[misc]
            for who in (cast.suzuki, cast.tanaka, cast.stranger)
        ]
    )
    crowd([lambda db: close_form(db, cast.sato, form_id), lambda db: reopen_form(db, cast.sato, form_id)] * 3)
    with transaction(engine) as db:
        view = form_view(db, cast.sato, form_id)
        assert (view.revision, view.form.version) == (2, 1)
        assert len(view.rights) == 2
        stored = db.scalar(select(form_version_table.c.document).where(form_version_table.c.form_id == form_id))
        assert decoded(stored) == view.draft
        assert [entry.seq for entry in entries_after(db, form_stream(form_id), 0, 100)] == list(
            range(1, len(kinds(db, form_id)) + 1)
        )
    engine.dispose()


def test_one_address_that_several_want_at_once_is_given_once(database_url: str, crowd: Crowd) -> None:
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        cast = office_of(db).cast
        hall = create_department(db, None, cast.neighbour.organization_id, "町民課")
        clerk = person(db, cast.neighbour.organization_id, "clerk", "町 花", "まち はな", hall)
        others = [made(db, cast.sato, cast.welfare, address=f"inu-{n}").form.id for n in range(3)]
    engine.dispose()
    asked: list[Callable[[Db], object]] = [
        lambda db: made(db, cast.sato, cast.welfare, address="neko"),
        lambda db: made(db, clerk, hall, address="neko"),
        *(lambda db, one=one: change_terms(db, cast.sato, one, FormTerms(address="neko")) for one in others),
    ]
    done = crowd(asked)
    assert sum(isinstance(one, FormView) for one in done) == 1, done
    assert sum(isinstance(one, FormAddressTaken) for one in done) == 4, done
