"""Places that are waited for and drawn: in turn, exactly, once; and whoever is next is told by mail."""

import hashlib
import re
import threading
from collections.abc import Sequence
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from kairan.applications.model import application_table, place_taken_table
from kairan.applications.places import counts_of
from kairan.applications.seats_model import PlaceCount, place_seat_table, state_of
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import AnyQuestion, MailAddress, Place, Places, ShortText
from kairan.forms.questions.places import GivenBy
from kairan.selfaudit.places import place_faults
from tests.applications.conftest import MailedTown, Offered, Town
from tests.applications.resident import Resident
from tests.applications.test_races import at_once, checked, number_of
from tests.support.processes import wait_until

Answer = dict[str, Any]


def asked(given_by: GivenBy = "order", waiting: int = 0) -> FormDocument:
    """Return a form with places."""
    places = [Place("am", "午前", 1), Place("pm", "午後", 3)]
    questions: list[AnyQuestion] = [
        Places(id="slot", label="日時", places=places, given_by=given_by, waiting=waiting),
        MailAddress(id="mail", label="メール", required=False, twice=False),
        ShortText(id="who", label="名前", required=False),
    ]
    return FormDocument(title="体験教室", contact="公民館", pages=[QuestionPage(id="p1", questions=questions)])


WAITED = asked(waiting=2)
DRAWN = asked(given_by="lottery", waiting=1)


@pytest.fixture(scope="module")
def town(mailed_town: MailedTown) -> MailedTown:
    """A town with a mail server."""
    return mailed_town


@pytest.fixture(scope="module")
def staff(town: MailedTown) -> httpx.Client:
    return town.staff()


def applied(town: Town, form: Offered, slot: str = "am", **typed: str) -> Resident:
    """Return somebody who has submitted."""
    one = checked(town, form, slot=slot, **typed)
    one.press()
    assert number_of(one), one.page.text
    return one


def row_of(staff: httpx.Client, form: Offered, one: Resident) -> Answer:
    rows = staff.get(f"/api/forms/{form.id}/applications").json()["applications"]
    found: Answer = next(row for row in rows if row["number"] == number_of(one))
    return found


def withdraw(staff: httpx.Client, form: Offered, one: Resident, **what: object) -> Answer:
    found = row_of(staff, form, one)
    answer = staff.post(f"/api/applications/{found['id']}/withdraw", json={"reason": "電話で申し出", **what})
    assert answer.status_code == 200, answer.text
    view: Answer = answer.json()
    return view


def seats(staff: httpx.Client, form: Offered, one: Resident) -> tuple[str, int | None]:
    (seat,) = row_of(staff, form, one)["seats"]
    return seat["state"], seat["turn"]


def agrees(town: Town) -> None:
    """See that `verify` finds places as they are on record."""
    with town.database() as db:
        assert list(place_faults(db)) == []


def test_who_waits_is_told_so_first_and_moves_up_in_turn(town: MailedTown, staff: httpx.Client) -> None:
    form = town.form(WAITED)
    has = applied(town, form)
    next_one = checked(town, form, slot="am", mail="next@example.jp")
    assert "送信すると、キャンセル待ちになります（いま待っている人：0人）" in next_one.page.text
    next_one.press()
    assert "キャンセル待ちです（前に待っている人：0人）" in next_one.page.text
    last = applied(town, form, mail="last@example.jp")
    assert "前に待っている人：1人" in last.page.text
    late = town.resident()
    late.begin(form.address)
    assert re.search(r'value="am"[^>]* disabled', late.page.text)
    all_three = (has, next_one, last)
    assert [seats(staff, form, one) for one in all_three] == [("taken", None), ("waiting", 1), ("waiting", 2)]
    agrees(town)

    view = withdraw(staff, form, has, erases=True)
    assert (view["is_withdrawn"], view["is_erased"]) == (True, True)
    assert withdraw(staff, form, has)["is_withdrawn"], "a second time changes nothing"
    assert [seats(staff, form, one) for one in all_three] == [("left", None), ("taken", 1), ("waiting", 2)]
    wait_until(lambda: any("繰り上がり" in one["Subject"] for one in town.box.taken), "who is next was written to")
    letters = [one for one in town.box.taken if "繰り上がり" in one["Subject"]]
    assert [one["To"] for one in letters] == ["next@example.jp"]
    assert number_of(next_one) in letters[0].get_content()
    assert "午前" not in letters[0].get_content()
    next_one.open(next_one.path)
    assert "を確保しています" in next_one.page.text
    has.open(has.path)
    assert "取り下げられています" in has.page.text
    with town.database() as db:
        kinds = [one.kind for one in entries_after(db, f"application:{row_of(staff, form, has)['id']}", 0, 10)]
    assert kinds == ["application.submitted", "case.moved", "application.withdrawn", "application.erased"]
    table = staff.post(f"/api/forms/{form.id}/applications/export").text.splitlines()
    assert table[0].endswith("日時,メール,名前,日時（結果）,日時（順番）,取下げ")
    assert ",キャンセル待ち,2," in table[3]
    figures = staff.get(f"/api/forms/{form.id}/figures").json()
    assert figures["total"] == 2, "what was withdrawn is not counted"
    agrees(town)


def test_who_may_not_work_on_applications_withdraws_and_draws_nothing(town: MailedTown, staff: httpx.Client) -> None:
    form = town.form(DRAWN)
    one = applied(town, form)
    found = row_of(staff, form, one)
    for login in ("tanaka", "guest"):
        other = town.staff(login)
        for path, body in (
            (f"/api/applications/{found['id']}/withdraw", {}),
            (f"/api/forms/{form.id}/draws/slot", None),
        ):
            assert other.post(path, json=body).status_code in {403, 404}, path
        assert other.get(f"/api/forms/{form.id}/draws").status_code in {403, 404}
        assert other.get(f"/api/forms/{form.id}/places").status_code in {403, 404}
    too_long = staff.post(f"/api/applications/{found['id']}/withdraw", json={"reason": "長" * 201})
    assert too_long.status_code in {400, 422}
    assert row_of(staff, form, one)["is_withdrawn"] is False


def counts(town: Town, form: Offered) -> dict[str, PlaceCount]:
    with town.database() as db:
        return {place: count for (_, place), count in counts_of(db, form.id).items()}


def test_places_and_turns_are_exact_when_everybody_comes_at_once(town: MailedTown, staff: httpx.Client) -> None:
    form = town.form(WAITED)
    people = [checked(town, form, slot="pm") for _ in range(9)]
    at_once([one.press for one in people])
    have = [one for one in people if number_of(one)]
    assert len(have) == 3
    others = [one for one in people if one not in have]
    for one in others:
        assert "ただいま満員になりました" in one.page.text
        assert "キャンセル待ちになります" in one.page.text, "nobody waits without having been told"
    at_once([one.press for one in others])
    wait = [one for one in others if number_of(one)]
    assert sorted(seats(staff, form, one) for one in wait) == [("waiting", 1), ("waiting", 2)]
    assert counts(town, form) == {"pm": PlaceCount(3, 2), "-": PlaceCount(5)}
    (told,) = staff.get(f"/api/forms/{form.id}/places").json()
    assert {one["label"]: (one["taken"], one["waiting"]) for one in told["places"]} == {"午前": (0, 0), "午後": (3, 2)}
    agrees(town)

    clerks = [town.staff() for _ in have]
    at_once([partial(withdraw, clerk, form, one) for clerk, one in zip(clerks, have, strict=True)])
    assert {seats(staff, form, one)[0] for one in wait} == {"taken"}
    assert counts(town, form) == {"pm": PlaceCount(2, 0), "-": PlaceCount(2)}
    agrees(town)


def ranks(seed: str, people: Sequence[Resident]) -> list[str]:
    """Return who was drawn first, as anybody can compute it."""
    return sorted(map(number_of, people), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())


def test_places_are_drawn_once_and_anybody_can_recompute_it(town: MailedTown, staff: httpx.Client) -> None:
    form = town.form(DRAWN)
    people = [applied(town, form, mail=f"p{at}@example.jp") for at in range(5)]
    gone = applied(town, form, mail="gone@example.jp")
    withdraw(staff, form, gone)
    assert "抽選に申し込んでいます" in people[0].page.text
    early = staff.post(f"/api/forms/{form.id}/draws/slot")
    assert (early.status_code, early.json()["code"]) == (409, "application.draw_too_early")
    assert staff.post(f"/api/forms/{form.id}/draws/who").status_code == 404
    late = checked(town, form, slot="am")
    staff.post(f"/api/forms/{form.id}/close").raise_for_status()
    (before,) = staff.get(f"/api/forms/{form.id}/draws").json()
    assert (before["may_draw"], before["seed"], before["places"][0]["applied"]) == (True, "", 5)

    drawn: list[Answer] = []

    def draw(clerk: httpx.Client) -> None:
        drawn.extend(clerk.post(f"/api/forms/{form.id}/draws/slot").json())

    at_once([partial(draw, town.staff()) for _ in range(2)])
    assert len({one["seed"] for one in drawn}) == 1
    seed = str(drawn[0]["seed"])
    assert re.fullmatch("[0-9a-f]{64}", seed)
    order = ranks(seed, people)
    by_number = {number_of(one): one for one in people}
    results = [seats(staff, form, by_number[number]) for number in order]
    assert results == [("taken", 1), ("waiting", 2), ("lost", 3), ("lost", 4), ("lost", 5)]
    assert counts(town, form)["am"] == PlaceCount(1, 1, is_drawn=True)
    with town.database() as db:
        told = [one for one in entries_after(db, f"form:{form.id}", 0, 50) if one.kind == "form.drawn"]
    assert len(told) == 1
    agrees(town)

    wait_until(lambda: sum("抽選の結果" in one["Subject"] for one in town.box.taken) == 5, "everybody was written to")
    subjects = {one["To"]: one["Subject"] for one in town.box.taken if "抽選の結果" in one["Subject"]}
    first = people.index(by_number[order[0]])
    assert subjects[f"p{first}@example.jp"].endswith("抽選の結果（当選）")
    assert "gone@example.jp" not in subjects

    staff.post(f"/api/forms/{form.id}/reopen").raise_for_status()
    late.press()
    assert "抽選が終わったため" in late.page.text
    withdraw(staff, form, by_number[order[0]])
    assert seats(staff, form, by_number[order[1]]) == ("taken", 2)
    agrees(town)
    with town.database() as db:
        last = update(place_seat_table).where(
            place_seat_table.c.form_id == form.id, place_seat_table.c.lost_at.is_not(None)
        )
        db.execute(last.where(place_seat_table.c.turn == 5).values(turn=6))
        assert faults(db) == ["draw does not follow from its seed"]
        db.execute(last.where(place_seat_table.c.turn == 6).values(turn=5))
        of_place = update(place_taken_table).where(place_taken_table.c.form_id == form.id)
        of_place = of_place.where(place_taken_table.c.place_id == "am")
        db.execute(of_place.values(taken=0))
        assert faults(db) == ["places taken differ from applications"]
        db.execute(of_place.values(taken=1))
        assert faults(db) == []


def faults(db: Db) -> list[str]:
    return [one.what.partition(" / ")[0] for one in place_faults(db)]


def test_who_submits_while_places_are_drawn_took_part_or_is_refused(town: MailedTown, staff: httpx.Client) -> None:
    form = town.form(DRAWN)
    people = [checked(town, form, slot="pm") for _ in range(8)]
    done = threading.Event()

    def draw() -> None:
        staff.post(f"/api/forms/{form.id}/close").raise_for_status()
        assert staff.post(f"/api/forms/{form.id}/draws/slot").status_code == 200
        done.set()

    at_once([draw, *(one.press for one in people)])
    assert done.is_set()
    submitted = [one for one in people if number_of(one)]
    with town.database() as db:
        rows = db.all(
            select(place_seat_table, application_table.c.number)
            .join(application_table, application_table.c.id == place_seat_table.c.application_id)
            .where(place_seat_table.c.form_id == form.id)
        )
    assert len(rows) == len(submitted)
    assert sorted(row.turn for row in rows) == list(range(1, len(rows) + 1))
    assert sum(state_of(row) == "taken" for row in rows) == min(3, len(rows))
    agrees(town)
