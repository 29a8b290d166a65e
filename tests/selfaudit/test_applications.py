"""A form or an application changed behind the record's back is found by `verify`."""

from pathlib import Path

import pytest
from sqlalchemy import Table, delete, update

from kairan.applications.erasing import erase_answers
from kairan.applications.model import application_table
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db, metadata
from kairan.forms.actions import change_terms
from kairan.forms.model import FormId, FormTerms, form_version_table
from kairan.selfaudit.applications import application_faults, form_faults
from tests.cast import Cast, assemble
from tests.standing.form_routes import submit_secretly


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def found(db: Db) -> list[str]:
    return [one.what.partition(" / ")[0] for one in (*form_faults(db), *application_faults(db))]


def test_what_was_submitted_and_published_agrees_with_its_record(db: Db, cast: Cast, tmp_path: Path) -> None:
    ids = submit_secretly(db, cast, tmp_path / "key")
    assert found(db) == []
    change_terms(db, cast.sato, FormId(ids["form_id"]), FormTerms(address="iken", keep_days=1))
    with as_of(now_ms() + 2 * 86_400_000):
        assert erase_answers(db) == 1
    assert found(db) == []


@pytest.mark.parametrize(
    ("table", "values", "fault"),
    [
        (application_table, {"answers": '{"q":"うその返信"}'}, "answers differ from what was submitted"),
        (application_table, {"number": "222222222"}, "application differs from the record"),
        (application_table, {"version": 2}, "application differs from the record"),
        (form_version_table, {"document": '{"title":"別のフォーム"}'}, "published version differs from the record"),
        (form_version_table, {"digest": "0" * 64}, "published version differs from the record"),
        (form_version_table, {"number": 7}, "version was never published"),
    ],
)
def test_what_was_changed_in_the_tables_is_found(
    db: Db, cast: Cast, tmp_path: Path, table: Table, values: dict[str, object], fault: str
) -> None:
    submit_secretly(db, cast, tmp_path / "key")
    db.execute(update(table).values(values))
    assert fault in found(db)


def _leans_on_an_application(table: Table) -> bool:
    towards = {key.column.table for key in table.foreign_keys} - {table}
    return application_table in towards or any(_leans_on_an_application(one) for one in towards)


def test_an_application_that_was_taken_away_or_planted_is_found(db: Db, cast: Cast, tmp_path: Path) -> None:
    submit_secretly(db, cast, tmp_path / "key")
    for table in reversed(metadata.sorted_tables):
        if _leans_on_an_application(table):
            db.execute(delete(table))
    db.execute(update(application_table).values(id="0000000000009"))
    assert found(db) == ["application of the record is missing", "application is in no record"]
    db.execute(delete(application_table))
    assert found(db) == ["application of the record is missing"]
