"""Many at once, twice, and in the middle of a power cut: exactly as many places as there are, and each form once."""

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import httpx
import pytest
from sqlalchemy import func, select

from kairan.applications.model import application_draft_table, application_table, place_taken_table
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import MailAddress, Place, Places, ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident

NUMBER = re.compile(r'<p class="number">(.*?)</p>')
SLOTS = FormDocument(
    title="体験教室",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                Places(id="slot", label="日時", places=[Place("am", "午前", 5), Place("pm", "午後", 100)]),
                ShortText(id="who", label="名前", required=False),
            ],
        )
    ],
)
NAMES = FormDocument(
    title="見学会",
    pages=[
        QuestionPage(id="p1", title="一", questions=[ShortText(id="one", label="その一")]),
        QuestionPage(id="p2", title="二", questions=[ShortText(id="two", label="その二")]),
        QuestionPage(id="p3", title="三", questions=[MailAddress(id="mail", label="メール", required=False)]),
    ],
)


def at_once(people: Sequence[Callable[[], object]]) -> None:
    """Let everybody do it at the same moment."""
    barrier = threading.Barrier(len(people))

    def go(one: Callable[[], object]) -> None:
        barrier.wait()
        one()

    with ThreadPoolExecutor(len(people)) as pool:
        for done in [pool.submit(go, one) for one in people]:
            done.result()


def checked(town: Town, form: Offered, **typed: str) -> Resident:
    """Return somebody who has filled in everything and looks at the check page."""
    one = town.resident()
    one.begin(form.address)
    while not one.path.startswith(f"/f/{form.address}/check"):
        where = one.path
        one.press(**{name: text for name, text in typed.items() if f'name="{name}"' in one.page.text})
        assert one.path != where, one.faults
    return one


def number_of(one: Resident) -> str:
    found = NUMBER.search(one.page.text)
    return found[1] if found else ""


def kept_of(town: Town, form: Offered) -> tuple[int, dict[str, int]]:
    """Return how many applications there are, and how many of each place are taken."""
    with town.database() as db:
        applications = db.scalar(
            select(func.count()).select_from(application_table).where(application_table.c.form_id == form.id)
        )
        rows = db.all(
            select(place_taken_table.c.place_id, place_taken_table.c.taken).where(
                place_taken_table.c.form_id == form.id
            )
        )
    return applications, {row.place_id: row.taken for row in rows}


def test_as_many_get_a_place_as_there_are_when_everybody_comes_at_once(town: Town) -> None:
    form = town.form(SLOTS)
    people = [checked(town, form, slot="am") for _ in range(16)]
    at_once([one.press for one in people])
    served = [one for one in people if number_of(one)]
    assert len(served) == len({number_of(one) for one in served}) == 5
    for one in people:
        if one not in served:
            assert one.page.status_code == 200
            assert "ただいま満員になりました" in one.page.text
    assert kept_of(town, form) == (5, {"am": 5, "-": 5})


def test_as_many_are_taken_as_the_form_takes_in_all(town: Town) -> None:
    form = town.form(SLOTS, most=3)
    people = [checked(town, form, slot="pm") for _ in range(12)]
    at_once([one.press for one in people])
    served = [one for one in people if number_of(one)]
    assert len(served) == 3
    for one in people:
        assert one in served or "定員に達したため" in one.page.text
    assert kept_of(town, form) == (3, {"pm": 3, "-": 3})
    late = town.resident()
    assert "定員に達したため" in late.open(f"/f/{form.address}")


def test_a_button_that_is_pressed_eight_times_at_once_submits_once(town: Town) -> None:
    form = town.form(SLOTS)
    one = checked(town, form, slot="am")
    sent, cookies = one.sent(), dict(one.client.cookies)
    numbers = set()

    def press() -> None:
        answer = httpx.post(
            f"{one.url}{one.action}", data=sent, cookies=cookies, timeout=60, headers={"Origin": one.url}
        )
        assert answer.status_code == 303, answer.text
        numbers.add(answer.headers["location"])

    at_once([press] * 8)
    assert len(numbers) == 1
    assert kept_of(town, form) == (1, {"am": 1, "-": 1})


def test_two_tabs_that_save_different_pages_at_once_keep_both(town: Town) -> None:
    form = town.form(NAMES)
    for attempt in range(6):
        one = town.resident()
        one.begin(form.address)
        cookies = dict(one.client.cookies)

        def save(page: str, field: str, text: str, url: str = one.url, cookies: dict[str, str] = cookies) -> None:
            data = {"-asked": field, field: text, "-to": "save"}
            answer = httpx.post(f"{url}/f/{form.address}/p/{page}", data=data, cookies=cookies, timeout=60)
            assert answer.status_code == 303, answer.text

        at_once([partial(save, "p1", "one", f"い{attempt}"), partial(save, "p2", "two", f"ろ{attempt}")])
        one.open(f"/f/{form.address}/check")
        assert f"い{attempt}" in one.page.text
        assert f"ろ{attempt}" in one.page.text


def test_two_tabs_that_begin_at_once_begin_one_draft(town: Town) -> None:
    form = town.form(NAMES)
    one = town.resident()
    one.begin(form.address)
    cookies = dict(one.client.cookies)
    other = town.form(NAMES)

    def begin() -> None:
        answer = httpx.post(f"{one.url}/f/{other.address}/begin", cookies=cookies, timeout=60)
        assert answer.status_code == 303

    at_once([begin] * 6)
    with town.database() as db:
        drafts = select(func.count()).where(application_draft_table.c.form_id == other.id)
        assert db.scalar(drafts) == 1


def test_what_was_changed_in_another_tab_is_checked_again_before_it_is_sent(town: Town) -> None:
    form = town.form(NAMES)
    one = checked(town, form, one="い", two="ろ")
    sent, action = one.sent(), one.action
    one.open(f"/f/{form.address}/p/p1")
    one.press("save", one="は")
    one.page = one.client.post(action, data=sent)
    one.sent()
    assert "内容が変わりました" in one.page.text
    assert ">は</dd>" in one.page.text
    assert kept_of(town, form)[0] == 0
    one.press()
    assert number_of(one)


def test_back_and_reload_after_sending_show_the_number_and_send_nothing(town: Town) -> None:
    form = town.form(NAMES)
    one = checked(town, form, one="い", two="ろ")
    check = one.page
    one.press()
    first = number_of(one)
    one.open(one.path)
    assert number_of(one) == first
    one.page = check
    one.press()
    assert number_of(one) == first
    assert kept_of(town, form)[0] == 1
    # "Back" to a page of the form, and "next" there: a new draft with that page, and it is said.
    answer = one.client.post(f"/f/{form.address}/p/p2", data={"-asked": "two", "two": "に", "-to": "next"})
    assert "始めからの記入になっています" in answer.text
    assert 'value="に"' in answer.text
    assert kept_of(town, form)[0] == 1


def test_a_power_cut_between_the_commit_and_the_answer_submits_once(town: Town) -> None:
    form = town.form(SLOTS)
    people = [checked(town, form, slot="pm") for _ in range(12)]
    pages = [(one.page, one.sent(), one.action) for one in people]

    def press(one: Resident) -> None:
        with suppress(httpx.TransportError):
            one.press()

    threads = [threading.Thread(target=press, args=(one,)) for one in people]
    for thread in threads[:6]:
        thread.start()
    while kept_of(town, form)[0] == 0:  # somebody's is on disk: now
        pass
    for thread in threads[6:]:
        thread.start()
    town.server.kill()
    for thread in threads:
        thread.join()
    town.server.start()
    for one, (page, sent, action) in zip(people, pages, strict=True):
        one.page = page
        one.page = one.client.post(action, data=sent)
        assert number_of(one), one.page.text
    assert len({number_of(one) for one in people}) == 12
    assert kept_of(town, form) == (12, {"pm": 12, "-": 12})


@pytest.mark.parametrize("capacity", [1, 0])
def test_a_capacity_below_what_is_taken_takes_nobody_more_and_loses_nobody(town: Town, capacity: int) -> None:
    form = town.form(SLOTS)
    for _ in range(2):
        checked(town, form, slot="am").press()
    waiting = checked(town, form, slot="am")
    staff = town.staff()
    view = staff.get(f"/api/forms/{form.id}").json()
    draft = view["draft"]
    draft["pages"][0]["questions"][0]["places"][0]["capacity"] = capacity
    saved = staff.put(f"/api/forms/{form.id}/draft", json={"revision": view["revision"], "document": draft}).json()
    staff.post(f"/api/forms/{form.id}/publish", json={"revision": saved["revision"]}).raise_for_status()
    waiting.press()
    assert "ただいま満員になりました" in waiting.page.text
    assert kept_of(town, form) == (2, {"am": 2, "-": 2})
    assert "満員" in town.resident().begin(form.address)
