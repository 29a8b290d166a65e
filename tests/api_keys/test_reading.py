"""Other systems read the cases of one form with a key, from where the operator lets them, and what needs care never."""

import pytest
from sqlalchemy import select, update

from kairan.api_keys.model import KEYS_MOST, ApiKeyNew, api_key_table
from kairan.api_keys.problems import ApiKeyNotFound, ApiKeyReadsStates, ApiKeyRefused, ApiKeysTooMany
from kairan.api_keys.reading import note_used, read_cases, read_whole
from kairan.api_keys.setting_up import api_keys, make_api_key, remove_api_key
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.streams import application_stream
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.counter.model import case_table
from kairan.forms.actions import create_form
from kairan.forms.model import FormId, NewForm
from tests.counter.conftest import MOVING, Desk, box, cast, desk, office

__all__ = ["box", "cast", "desk", "office"]

ANSWERS = ApiKeyNew(note="基幹", reads="answers")
STATES = ApiKeyNew(note="掲示板", reads="states")


def made(db: Db, desk: Desk, new: ApiKeyNew = ANSWERS) -> str:
    return make_api_key(db, desk.cast.sato, True, FormId(desk.form_id), new).secret


def settle(db: Db) -> None:
    db.execute(update(case_table).values(changed_at=case_table.c.changed_at - 60_000))


def kinds(db: Db, case_id: ApplicationId) -> list[str]:
    return [one.kind for one in entries_after(db, application_stream(case_id), 0, 100)]


def test_cases_come_in_the_order_they_changed_each_once(db: Db, desk: Desk) -> None:
    ids = [desk.submitted(name) for name in "abc"]
    secret = made(db, desk, STATES)
    assert read_cases(db, secret, "", 100).cases == [], "what changed just now comes next time"
    settle(db)
    first = read_cases(db, secret, "", 2)
    second = read_cases(db, secret, first.after, 2)
    assert [one.case_id for one in (*first.cases, *second.cases)] == ids
    assert (first.has_more, second.has_more) == (True, False)
    assert read_cases(db, secret, second.after, 2).after == second.after
    db.execute(update(case_table).where(case_table.c.id == ids[0]).values(changed_at=now_ms() - 10_000))
    assert [one.case_id for one in read_cases(db, secret, second.after, 2).cases] == [ids[0]]
    assert len(read_cases(db, secret, "nowhere", -5).cases) == 1


def test_answers_are_read_but_what_needs_care_and_each_reading_is_on_record(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    secret = made(db, desk)
    found = read_whole(db, secret, case_id)
    assert found.answers is not None
    said = {one.question_id: one.said for one in found.answers}
    assert "name" in said
    assert "account" in found.withheld
    assert "account" not in said
    read_whole(db, secret, case_id)
    assert kinds(db, case_id).count("case.read_by_system") == 1, "again and again is told once"
    db.execute(update(case_table).values(revision=7))
    read_whole(db, secret, case_id)
    assert kinds(db, case_id).count("case.read_by_system") == 2


def test_a_key_for_states_reads_no_answers(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    with pytest.raises(ApiKeyReadsStates):
        read_whole(db, made(db, desk, STATES), case_id)


def test_a_key_is_shown_once_counted_and_good_until_it_is_removed(db: Db, desk: Desk) -> None:
    secret = made(db, desk)
    assert secret not in db.scalars(select(api_key_table.c.digest))
    note_used(db, secret)
    keys = api_keys(db, desk.cast.sato, True, FormId(desk.form_id)).keys
    assert keys[0].used_at is not None
    remove_api_key(db, desk.cast.sato, True, FormId(desk.form_id), keys[0].id)
    with pytest.raises(ApiKeyRefused):
        read_cases(db, secret, "", 10)
    with pytest.raises(ApiKeyNotFound):
        remove_api_key(db, desk.cast.sato, True, FormId(desk.form_id), keys[0].id)
    for _ in range(KEYS_MOST):
        made(db, desk)
    with pytest.raises(ApiKeysTooMany):
        made(db, desk)


@pytest.mark.parametrize("who", ["tanaka", "guest"])
def test_who_does_not_publish_the_form_makes_and_sees_no_key(db: Db, desk: Desk, who: str) -> None:
    viewer = getattr(desk.cast, who)
    for act in (
        lambda: api_keys(db, viewer, True, FormId(desk.form_id)),
        lambda: make_api_key(db, viewer, True, FormId(desk.form_id), STATES),
    ):
        with pytest.raises(Problem) as refused:
            act()
        assert refused.value.status in {403, 404}


def test_nothing_is_read_of_another_form(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    secret = made(db, desk)
    new = NewForm(department_id=desk.cast.welfare, document=MOVING, address="other")
    db.execute(update(api_key_table).values(form_id=create_form(db, desk.cast.sato, new).form.id))
    with pytest.raises(ApplicationNotFound):
        read_whole(db, secret, case_id)
    settle(db)
    assert read_cases(db, secret, "", 10).cases == []


def test_once_answers_are_erased_there_is_nothing_to_read(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    secret = made(db, desk)
    db.execute(update(application_table).values(answers=None, sealed=None))
    assert read_whole(db, secret, case_id).answers is None
