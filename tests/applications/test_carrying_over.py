"""Whoever began an earlier version finishes it until its last day, or carries it over after seeing what differs."""

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.applications.model import application_table
from kairan.core.kit.clock import now_ms
from kairan.forms.actions import change_draft, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import DraftChange, Publication, form_table, form_version_table
from kairan.forms.questions import Consent, ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident

OPINION = ShortText(id="opinion", label="ご意見")
AGREED = Consent(id="ok", label="掲載", help="名前を載せません。")
OLD_ONE = ShortText(id="where", label="お住まいの地区", required=False)
FIRST = FormDocument(title="意見募集", pages=[QuestionPage(id="p", questions=[OPINION, OLD_ONE, AGREED])])
AGE = ShortText(id="age", label="年代 <b>", required=False)
RENAMED = msgspec.structs.replace(OPINION, label="計画へのご意見")
SECOND = FormDocument(title="意見募集", pages=[QuestionPage(id="p", questions=[RENAMED, AGE, AGREED])])
HOUR_MS = 3_600_000


def publish_again(town: Town, form: Offered, document: FormDocument, earlier_until: int | None = None) -> None:
    with town.database() as db:
        revision = db.scalar(select(form_table.c.draft_revision).where(form_table.c.id == form.id)) or 0
        saved = change_draft(db, town.cast.sato, form.id, DraftChange(revision=revision, document=document))
        wanted = Publication(revision=saved.revision, earlier_until=earlier_until)
        publish_form(db, town.cast.sato, form.id, wanted)


def begun(town: Town) -> tuple[Offered, Resident]:
    """Return a form, and somebody who has filled in its only page."""
    form, one = town.form(FIRST), town.resident(Accept="text/html")
    one.begin(form.address)
    one.press(opinion="橋を直してほしい", where="本町", ok="yes")
    assert one.path.endswith("/check")
    return form, one


def versions_submitted(town: Town, form: Offered) -> list[int]:
    with town.database() as db:
        return list(db.scalars(select(application_table.c.version).where(application_table.c.form_id == form.id)))


def test_an_earlier_version_is_finished_until_its_last_day_and_the_difference_is_told(town: Town) -> None:
    form, one = begun(town)
    publish_again(town, form, SECOND, earlier_until=now_ms() + HOUR_MS)
    # Nobody is led elsewhere silently: on the page it is told, and whoever comes back chooses.
    assert "改訂されました" in one.open(f"/f/{form.address}/p/p")
    assert "お住まいの地区" in one.page.text
    one.begin(form.address)
    assert one.path == f"/f/{form.address}/changed"
    shown = one.page.text
    for told in ("年代 &lt;b&gt;", "お住まいの地区", "計画へのご意見", "送信できるのは"):
        assert told in shown
    assert "<b>" not in shown
    one.page = one.client.post(f"/f/{form.address}/changed", data={"how": "finish", "version": "2"})
    assert one.path == f"/f/{form.address}/p/p"
    one.press()
    one.press()
    assert "受け付けました" in one.page.text
    assert versions_submitted(town, form) == [1]
    assert one.client.get(f"/f/{form.address}/changed").url.path == f"/f/{form.address}"  # nothing is begun now


def test_what_was_typed_is_carried_over_and_what_was_agreed_to_is_asked_again(town: Town) -> None:
    form, one = begun(town)
    other_text = msgspec.structs.replace(AGREED, help="名前を載せます。")
    changed = FormDocument(title="意見募集", pages=[QuestionPage(id="p", questions=[RENAMED, AGE, other_text])])
    publish_again(town, form, changed)
    one.begin(form.address)
    one.press("x", how="carry")
    assert one.path == f"/f/{form.address}/p/p?carried=1"
    assert "橋を直してほしい" in one.page.text
    assert "お住まいの地区" not in one.page.text
    one.press()
    assert one.faults == ["続けるには「掲載」の内容を確かめて、同意の欄に印を付けてください。"]
    one.press(ok="yes")
    one.press()
    assert "受け付けました" in one.page.text
    assert versions_submitted(town, form) == [2]


def test_after_the_last_day_nothing_is_submitted_as_it_was_begun_and_nothing_is_lost(town: Town) -> None:
    form, one = begun(town)
    publish_again(town, form, SECOND, earlier_until=now_ms() + HOUR_MS)
    with town.database() as db:
        c = form_version_table.c
        db.execute(update(form_version_table).where(c.form_id == form.id, c.number == 2).values(earlier_until=1))
    one.press()  # the check page was open all the while
    assert one.path == f"/f/{form.address}/changed"
    assert "始めた版のまま続ける" not in one.page.text
    refused = one.client.post(f"/f/{form.address}/changed", data={"how": "finish"})
    assert refused.url.path == f"/f/{form.address}/changed"
    kept = one.client.post(
        f"/f/{form.address}/p/p", data={"-asked": ["opinion"], "opinion": "まだ間に合いますか", "-to": "next"}
    )
    assert kept.url.path == f"/f/{form.address}/changed"
    assert versions_submitted(town, form) == []
    one.press("x", how="carry")
    assert "まだ間に合いますか" in one.page.text
    one.press()
    one.press()
    assert versions_submitted(town, form) == [2]


@pytest.mark.parametrize("version", ["1", "3", "", "x", "９", "9" * 5_000, "-2"])
def test_nothing_is_carried_over_to_a_version_whose_difference_was_not_shown(town: Town, version: str) -> None:
    form, one = begun(town)
    publish_again(town, form, SECOND)
    answer = one.client.post(f"/f/{form.address}/changed", data={"how": "carry", "version": version})
    assert answer.url.path == f"/f/{form.address}/changed"
    assert "お住まいの地区" in one.open(f"/f/{form.address}/p/p")
    stranger = town.resident(Accept="text/html")
    answer = stranger.client.post(f"/f/{form.address}/changed", data={"how": "carry", "version": "2"})
    assert answer.url.path == f"/f/{form.address}"
    assert "橋を直してほしい" not in answer.text
