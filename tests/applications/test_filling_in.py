"""A resident fills in a form on a phone, with no script, and gets a number."""

import re

from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import MailAddress
from tests.applications.conftest import Offered, Town
from tests.forms.documents import DOG, EVENT

OWNER = {
    "name__family": "髙橋",
    "name__given": "太郎",
    "name__family_kana": "たかはし",
    "name__given_kana": "ﾀﾛｳ",
    "home__postcode": "１００００01",
    "home__prefecture": "東京都",
    "home__city": "千代田区",
    "home__street": "千代田1-1",
    "phone": "０９０ー１２３４ー５６７８",
}
DOG_FIELDS: dict[str, str] = {
    "sex": "m", "died__era": "令和", "died__year": "8", "died__month": "4", "died__day": "1", "tag": "no",
}  # fmt: skip


def test_a_form_is_filled_in_and_acknowledged_with_a_number(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    assert "飼い主の氏名" in one.page.text
    one.press(**OWNER)
    assert "犬の性別" in one.page.text, one.faults
    one.press(**DOG_FIELDS)
    assert one.path.startswith(f"/f/{dog.address}/check"), one.faults
    for shown in (
        "髙橋　太郎（タカハシ　タロウ）",
        "〒100-0001 東京都千代田区千代田1-1",
        "090-1234-5678",
        "2026年4月1日（令和8年4月1日）",
    ):
        assert shown in one.page.text
    one.press()
    assert "受け付けました" in one.page.text
    assert re.search(r'<p class="number">[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}</p>', one.page.text)
    listed = town.staff().get(f"/api/forms/{dog.id}/applications").json()
    assert listed["total"] == 1
    assert listed["applications"][0]["cells"][0] == "髙橋　太郎（タカハシ　タロウ）"


def test_an_error_is_told_at_the_field_and_erases_nothing(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    one.press(**{**OWNER, "phone": "12", "home__postcode": "1"})
    assert one.faults == [
        "「飼い主の住所」の郵便番号は7桁の数字で入力してください（例：100-0001）。",
        "「電話番号」は市外局番から、10桁か11桁の数字で入力してください（例：090-1234-5678）。",
    ]
    assert one.sent()["name.family"] == ["髙橋"]
    assert one.sent()["phone"] == ["12"]


def test_sending_twice_gives_the_same_number(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    sent = one.sent()
    numbers = set()
    for _ in range(2):
        page = one.client.post(f"/f/{dog.address}/submit", data=sent).text
        numbers.update(re.findall(r'<p class="number">(.*?)</p>', page))
    assert len(numbers) == 1


def test_a_question_that_depends_on_another_appears_when_it_is_answered(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    one.press(**OWNER)
    assert "鑑札の番号" not in one.page.text
    one.press(**{**DOG_FIELDS, "tag": "yes"})
    assert "鑑札の番号" in one.page.text
    assert one.faults == []
    assert "質問が増えました" in one.page.text
    one.press()
    assert one.faults == ["「鑑札の番号」を入力してください。"]
    one.press(tagno="１２３")
    assert one.path.startswith(f"/f/{dog.address}/check")
    assert ">123</dd>" in one.page.text


def test_who_is_too_young_is_told_so_and_nothing_can_be_sent(town: Town) -> None:
    event = town.form(EVENT)
    one = town.resident()
    one.begin(event.address)
    one.press(name__family="山田", name__given="花", born__year="2022", born__month="5", born__day="5")
    assert "6歳から参加できます。" in one.page.text
    one.open(f"/f/{event.address}/check")
    assert "6歳から参加できます。" in one.page.text


def _event(town: Town, event: Offered, slot: str, family: str) -> str:
    one = town.resident()
    one.begin(event.address)
    one.press(name__family=family, born__year="H20", born__month="5", born__day="5")
    one.press(slot=slot, ok="yes")
    one.press()
    return one.page.text


def test_places_are_given_to_as_many_as_there_are(town: Town) -> None:
    event = town.form(EVENT)
    late = town.resident()
    late.begin(event.address)
    late.press(name__family="遅井", born__year="H20", born__month="5", born__day="5")
    late.press(slot="pm", ok="yes")
    assert "受け付けました" in _event(town, event, "pm", "早川")
    late.press()
    assert "ただいま満員になりました" in late.page.text
    late.open(f"/f/{event.address}/p/when")
    late.press(slot="am")
    late.press()
    assert "受け付けました" in late.page.text
    staff = town.staff()
    counted = {
        one["question_id"]: one["counts"] for one in staff.get(f"/api/forms/{event.id}/figures").json()["questions"]
    }
    assert counted["slot"] == [{"label": "午前", "count": 1}, {"label": "午後", "count": 1}]


def test_answers_that_need_care_are_sealed_and_opened_on_record(town: Town) -> None:
    event = town.form(EVENT)
    _event(town, event, "am", "山田")
    staff = town.staff()
    (row,) = staff.get(f"/api/forms/{event.id}/applications").json()["applications"]
    shut = staff.get(f"/api/applications/{row['id']}").json()
    assert shut["pages"][0]["answers"][1] == {
        "question_id": "born", "label": "生年月日", "shown": None, "is_sealed": True, "files": [],
        "point": None,
    }  # fmt: skip
    opened = staff.post(f"/api/applications/{row['id']}/open").json()
    assert opened["pages"][0]["answers"][1]["shown"] == "2008年5月5日（平成20年5月5日）"
    table = staff.post(f"/api/forms/{event.id}/applications/export?form_as=csv").text
    assert (
        table.splitlines()[0].removeprefix("\ufeff")
        == "受付番号,受付日時,版,氏名（姓）,氏名（名）,生年月日,日時,食べられないもの,写真の掲載,取下げ"
    )
    assert "山田,,2008-05-05,午前,,同意します" in table.splitlines()[1]
    old = staff.post(f"/api/forms/{event.id}/applications/export?form_as=csv-sjis").content
    assert "山田" in old.decode("cp932")
    given = staff.post(f"/api/forms/{event.id}/applications/export?form_as=json").json()
    assert given["form"]["title"] == "親子料理教室"
    assert given["applications"][0]["answers"]["born"] == "2008-05-05"


def test_who_may_not_read_them_learns_nothing(town: Town) -> None:
    event = town.form(EVENT)
    _event(town, event, "am", "山田")
    (row,) = town.staff().get(f"/api/forms/{event.id}/applications").json()["applications"]
    for login in ("tanaka", "guest"):
        other = town.staff(login)
        for path in (f"/api/forms/{event.id}/applications", f"/api/applications/{row['id']}", f"/api/forms/{event.id}"):
            assert other.get(path).status_code in {403, 404}, path


def test_somebody_elses_receipt_is_not_there(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    one.press()
    assert "受け付けました" in one.page.text
    other = town.resident()
    other.open(one.path)
    assert other.page.status_code == 404
    assert "髙橋" not in other.page.text


def test_who_has_begun_a_version_finishes_it(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    staff = town.staff()
    view = staff.get(f"/api/forms/{dog.id}").json()
    draft = view["draft"]
    draft["pages"][0]["questions"] = draft["pages"][0]["questions"][:1]
    saved = staff.put(f"/api/forms/{dog.id}/draft", json={"revision": view["revision"], "document": draft}).json()
    staff.post(f"/api/forms/{dog.id}/publish", json={"revision": saved["revision"]}).raise_for_status()
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    one.press()
    assert "受け付けました" in one.page.text
    (row,) = staff.get(f"/api/forms/{dog.id}/applications").json()["applications"]
    assert row["version"] == 1


def test_a_closed_form_takes_nothing_and_keeps_what_was_entered(town: Town) -> None:
    one = town.resident()
    dog = town.form(DOG)
    one.begin(dog.address)
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    town.staff().post(f"/api/forms/{dog.id}/close").raise_for_status()
    one.press()
    assert "いまは受け付けていません" in one.page.text
    assert "続きから記入する" in one.page.text


def test_where_no_letters_go_out_no_address_is_taken_for_proved(town: Town) -> None:
    page = QuestionPage(id="p1", questions=[MailAddress(id="mail", label="メール", twice=False, proved=True)])
    form = town.form(FormDocument(title="見学の申込み", pages=[page]))
    one = town.resident()
    one.begin(form.address)
    one.press(mail="goro@example.jp")
    assert "メールを送ることができないため" in one.page.text
    one.open(f"/f/{form.address}/check")
    assert one.path.startswith(f"/f/{form.address}/prove/mail")
