"""A resident chooses the language at the top of a page; what was typed stays, and every text says its language."""

import re

import msgspec
from sqlalchemy import select

from kairan.applications.model import application_table
from kairan.applications.pages.easy_words import EASY
from kairan.applications.pages.words import WORDS
from kairan.forms.complaints import WORDS as COMPLAINTS
from kairan.forms.document import FormDocument, QuestionPage, Translated
from kairan.forms.easy_complaints import EASY as EASY_COMPLAINTS
from kairan.forms.questions import MultipleChoice, Option, ShortText, SingleChoice
from tests.applications.conftest import Town

SEX = SingleChoice(id="sex", label="性別", look="menu", options=[Option("m", "おす"), Option("f", "めす")])
FOOD = MultipleChoice(id="food", label="食べ物", required=False, options=[Option("a", "肉"), Option("b", "魚")])
NAME = ShortText(id="name", label="名前", help="ひらがなで")
FORM = FormDocument(
    title="犬の届",
    pages=[
        QuestionPage(id="p", questions=[NAME, SEX, FOOD]),
    ],
    translations={
        "vi": {
            "title": Translated("犬の届", "Đăng ký chó"),
            "name.label": Translated("名前", "Tên <b>"),
            "sex.options.m.label": Translated("おす", "Đực"),
        },
        "easy": {"title": Translated("犬の届", "犬のこと")},
    },
)


def test_a_form_is_read_in_the_language_that_was_chosen_and_answered_the_same(town: Town) -> None:
    form, one = town.form(FORM), town.resident(Accept="text/html")
    front = one.open(f"/f/{form.address}")
    assert '<html lang="ja">' in front
    assert re.findall(r'href="/f/-/language/(\w+)', front) == ["easy", "en", "vi"]
    front = one.open(f"/f/-/language/vi?back=/f/{form.address}")
    assert one.path == f"/f/{form.address}"
    assert '<html lang="en">' in front  # of the words around it
    assert '<h1><span lang="vi">Đăng ký chó</span></h1>' in front
    one.press()
    page = one.page.text
    assert '<span lang="vi">Tên &lt;b&gt;</span>' in page
    assert '<p lang="ja">ひらがなで</p>' in page
    assert '<option value="m" lang="vi">Đực</option>' in page
    assert '<option value="f" lang="ja">めす</option>' in page
    assert "<title>Đăng ký chó</title>" in page
    # Another language in the middle: the page is kept as every button keeps it.
    one.press("tongue-easy", name="ポチ")
    assert 'value="ポチ"' in one.page.text
    assert "必ず書く" in one.page.text
    one.press()
    assert one.faults == ["「性別」を選んでください。"]
    one.press("tongue-vi", sex="m", food=["a", "b"])
    one.press()
    assert one.path == f"/f/{form.address}/check"
    assert '<span lang="vi">Đực</span>' in one.page.text
    one.press()
    assert "We have received it" in one.page.text
    with town.database() as db:
        answers = db.scalar(select(application_table.c.answers).where(application_table.c.form_id == form.id))
    assert msgspec.json.decode(answers) == {"name": "ポチ", "sex": "m", "food": ["a", "b"]}


def test_what_the_browser_prefers_is_taken_and_what_is_made_up_leads_nowhere_else(town: Town) -> None:
    form = town.form(FORM)
    for header, lang in (("vi-VN,vi;q=0.9", "vi"), ("ne", "ja"), ("en-GB", "ja")):
        front = town.resident(**{"Accept": "text/html", "Accept-Language": header}).open(f"/f/{form.address}")
        assert f'<h1><span lang="{lang}">' in front, header
        assert '<html lang="en">' in front
    one = town.resident(Accept="text/html")
    for back in ("https://evil.example/", "//evil.example", "/f//evil.example", "/api/forms", "x" * 5_000, "/f/\\e"):
        answer = one.client.get("/f/-/language/en", params={"back": back}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/f")
    assert one.client.get("/f/-/language/xx").status_code == 404
    one.begin(form.address)
    one.press("tongue-../../x", name="ポチ")
    assert one.page.status_code == 200


def test_the_words_around_a_form_are_there_in_easy_japanese() -> None:
    holes = re.compile(r"{\w+}")
    for words, easy in ((WORDS, EASY), (COMPLAINTS, EASY_COMPLAINTS)):
        assert set(easy) <= set(words)
        for name, sentence in easy.items():
            assert set(holes.findall(sentence)) <= set(holes.findall(words[name][0])) | {"{label}"}, name
    assert set(EASY_COMPLAINTS) == set(COMPLAINTS)
