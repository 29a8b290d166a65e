"""A survey of two thousand answers: counted, handed on as a report, and taken out for a spreadsheet."""

import io
import zipfile

import msgspec
from sqlalchemy import insert, select

from kairan.applications.model import application_table
from kairan.applications.sums import count_what_was_never_counted
from kairan.core.kit.clock import now_ms
from kairan.core.kit.ids import new_id
from kairan.forms.model import form_table
from kairan.forms.questions import SingleChoice
from kairan.forms.templates import template
from tests.applications.conftest import Offered, Town
from tests.support.paper import squeezed, text_of

ANSWERS = 2_000


def answered(town: Town, form: Offered) -> int:
    """Let 2,000 people have answered every choice of one; returns how many chose the first of the first."""
    asked = [one for one in template("citizen-survey").questions() if isinstance(one, SingleChoice)]
    with town.database() as db:
        of = db.scalar(select(form_table.c.organization_id).where(form_table.c.id == form.id))
        rows = list[dict[str, object]]()
        for number in range(ANSWERS):
            said = {one.id: one.options[number % len(one.options)].id for one in asked}
            one_id = new_id()
            rows.append(
                {
                    "id": one_id, "organization_id": of, "form_id": form.id, "version": 1, "number": f"{number:09}",
                    "draft_id": one_id, "applicant": "x", "submitted_at": now_ms(), "digest": "0" * 64,
                    "answers": msgspec.json.encode(said).decode(),
                }
            )  # fmt: skip
        db.execute(insert(application_table), rows)
        while count_what_was_never_counted(db):
            pass
    return -(-ANSWERS // len(asked[0].options))


def test_two_thousand_answers_become_a_report_and_a_table(town: Town) -> None:
    form = town.form(template("citizen-survey"))
    first = answered(town, form)
    staff = town.staff()
    figures = staff.get(f"/api/forms/{form.id}/figures").json()
    assert figures["total"] == ANSWERS
    report = squeezed(text_of(staff.get(f"/api/forms/{form.id}/report", timeout=60).content))
    assert "届いた件数2,000件" in report
    assert f"{first:,}" in report
    book = staff.post(f"/api/forms/{form.id}/applications/workbook", timeout=120)
    with zipfile.ZipFile(io.BytesIO(book.content)) as sheets:
        assert sheets.read("xl/worksheets/sheet1.xml").count(b"<row ") == ANSWERS + 1
