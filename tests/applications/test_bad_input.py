"""What no page of ours sends: it is refused in words, breaks nothing, and nobody else's draft is touched."""

import re

import httpx
import pytest
from sqlalchemy import func, select, update

from kairan.applications.model import application_draft_table
from kairan.core.kit.days import DAY_MS
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import (
    Address,
    Consent,
    CorporateNumber,
    Day,
    Explanation,
    LongText,
    MailAddress,
    MultipleChoice,
    Number,
    Option,
    PersonName,
    Phone,
    Place,
    Places,
    ShortText,
    SingleChoice,
    TimeOfDay,
    YesNo,
)
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.applications.test_filling_in import DOG_FIELDS, OWNER
from tests.forms.documents import DOG

MARKUP = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;{{7*7}}"""
CONTROL = "\x00\x01\x1b\x7f"
COOKIE = "kairan_applicant"


@pytest.fixture(scope="module")
def dog(town: Town) -> Offered:
    return town.form(DOG)


@pytest.fixture
def one(town: Town, dog: Offered) -> Resident:
    """Somebody on the first page."""
    someone = town.resident(Accept="text/html")
    someone.begin(dog.address)
    return someone


def drafts_of(town: Town, form: Offered) -> int:
    with town.database() as db:
        found: int = db.scalar(select(func.count()).where(application_draft_table.c.form_id == form.id))
    return found


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://127.0.0.1:1", ""])
def test_a_page_of_another_site_fills_in_nothing(one: Resident, dog: Offered, origin: str) -> None:
    if not origin:
        return
    for path in ("begin", "p/owner", "submit"):
        answer = one.client.post(f"/f/{dog.address}/{path}", data={"how": "anew"}, headers={"Origin": origin})
        assert answer.status_code == 403, path
        assert answer.headers["content-type"].startswith("text/html"), path
        site = one.client.post(f"/f/{dog.address}/{path}", data={}, headers={"Sec-Fetch-Site": "cross-site"})
        assert site.status_code == 403, path
    one.open(f"/f/{dog.address}")
    assert "続きから記入する" in one.page.text


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"name.family": "山田", "-asked": ["name"]}},
        {
            "content": b"\xff\xfe\x00\x80%zz=%&&&===;;;",
            "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        },
        {"content": b"name.family=%00%ED%A0%80%FF", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"files": {"name.family": ("a.txt", b"x" * 1000)}},
        {"files": {f"f{n}": (f"{n}.bin", b"x") for n in range(50)}},
        {"content": b"--x\r\nbroken", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"x", "headers": {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"}},
        {"content": b"x" * 1000, "headers": {"Content-Type": "text/plain"}},
        {"data": {f"f{n}": "x" for n in range(4_001)}},
        {"data": {"-asked": ["name"] * 3_999}},
        {"data": {"[" * 5_000 + "]" * 5_000: "a[b][c][d]" * 100}},
        {"data": {"-asked": "name", "name.family": CONTROL}},
        {"data": {"-to": ["next", "back", "nonsense"]}},
        {"data": {"-asked": "name", "name.family": "x" * 600_000}},
        {"content": b"a=" + b"x" * 2_000_000, "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    ],
    ids=lambda sent: f"{next(iter(sent))}-{len(str(sent))}",
)
def test_garbage_is_refused_as_a_page_and_what_was_typed_stays(
    one: Resident, dog: Offered, sent: dict[str, object]
) -> None:
    one.press("save", **OWNER)
    for path in ("p/owner", "p/owner/files", "begin", "submit"):
        answer = one.client.post(f"/f/{dog.address}/{path}", follow_redirects=False, **sent)  # type: ignore[arg-type]
        assert answer.status_code in {303, 400, 404, 413, 422}, (path, answer.text[:300])
        if answer.status_code != 303:
            assert answer.headers["content-type"].startswith("text/html"), (path, answer.text[:200])
    if "name.family" not in str(sent.get("data", sent.get("content", ""))):
        one.open(f"/f/{dog.address}/p/owner")
        assert one.sent()["phone"] == [OWNER["phone"]]


@pytest.mark.parametrize(
    "part", ["%0d%0aSet-Cookie:%20a=b", "%00", "日本", "../../api", "%2e%2e%2f", "x" * 5_000, "<script>", "%ff", "a b"]
)
def test_addresses_that_were_made_up_lead_nowhere_else(town: Town, dog: Offered, part: str) -> None:
    one = town.resident(Accept="text/html")
    paths = [
        ("GET", f"/f/{part}"), ("GET", f"/f/-/{part}"), ("GET", f"/f/-/assets/{part}"), ("GET", f"/f/?q={part}"),
        ("GET", f"/f/{dog.address}?why={part}"), ("GET", f"/f/{dog.address}/p/{part}?{part}=1"),
        ("GET", f"/f/{dog.address}/done/{part}"), ("GET", f"/f/{dog.address}/check?why={part}"),
        ("POST", f"/f/{part}/begin"), ("POST", f"/f/{part}/p/owner"), ("POST", f"/f/{dog.address}/p/{part}"),
        ("POST", f"/f/{part}/submit"),
    ]  # fmt: skip
    for begins in (False, True):
        for method, path in paths:
            data = {"-asked": "name", "name.family": "山"} if method == "POST" else None
            answer = one.client.request(method, path, data=data, follow_redirects=False)
            assert answer.status_code in {200, 303, 400, 404, 405, 414, 422}, (method, path[:60], answer.text[:300])
            assert "a=b" not in answer.headers.get("set-cookie", "")
            assert "<script>" not in answer.text
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/f/"), path
                assert one.client.get(answer.headers["location"]).status_code == 200, path
            one.client.cookies.clear()
            if begins:
                one.begin(dog.address)


@pytest.mark.parametrize("draft", ["", "0" * 13, "\x00", "あ" * 20_000, "x", "'; drop table form; --"])
def test_a_draft_that_was_made_up_submits_nothing(one: Resident, dog: Offered, draft: str) -> None:
    answer = one.client.post(f"/f/{dog.address}/submit", data={"draft": draft, "checked": draft})
    assert answer.status_code in {200, 400}
    assert "受付番号</p>" not in answer.text


def test_what_was_not_checked_is_not_sent(town: Town, dog: Offered) -> None:
    one = town.resident()
    one.begin(dog.address)
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    sent = one.sent()
    for checked in ("", "0" * 64, sent["checked"][0].upper()):
        answer = one.client.post(one.action, data={**sent, "checked": checked})
        assert "内容が変わりました" in answer.text
    unfinished = town.resident()
    unfinished.begin(dog.address)
    answer = unfinished.client.post(one.action, data=sent)  # the draft of somebody else
    assert "受付番号</p>" not in answer.text
    assert "髙橋" not in answer.text


def test_a_draft_of_another_form_is_not_submitted_as_this_one(town: Town, dog: Offered) -> None:
    one = town.resident()
    one.begin(dog.address)
    one.press(**OWNER)
    one.press(**DOG_FIELDS)
    sent = one.sent()
    other = town.form(DOG)
    answer = one.client.post(f"/f/{other.address}/submit", data=sent)
    assert "受付番号</p>" not in answer.text
    one.page = one.client.post(f"/f/{dog.address}/submit", data=sent)
    assert "受付番号</p>" in one.page.text
    assert one.client.post(f"/f/{other.address}/submit", data=sent).status_code in {200, 404}


@pytest.mark.parametrize("cookie", ["", "short", "x" * 32, "x" * 6_000, '"quoted; stuff"'])
def test_a_cookie_that_was_made_up_opens_nobodys_draft(one: Resident, town: Town, dog: Offered, cookie: str) -> None:
    one.press("save", **OWNER)
    forger = town.resident(Cookie=f"{COOKIE}={cookie}")
    for path in ("", "/p/owner", "/check", "/end"):
        text = forger.open(f"/f/{dog.address}{path}")
        assert forger.page.status_code in {200, 400, 431}, path
        assert "髙橋" not in text
        assert "続きから記入する" not in text


def test_of_two_cookies_neither_is_believed(one: Resident, town: Town, dog: Offered) -> None:
    one.press("save", **OWNER)
    mine = one.client.cookies[COOKIE]
    two = town.resident(Cookie=f"{COOKIE}={mine}; {COOKIE}={'x' * 43}")
    assert "髙橋" not in two.open(f"/f/{dog.address}/p/owner")


def test_without_cookies_one_is_told_so(town: Town, dog: Offered) -> None:
    with httpx.Client(base_url=town.server.url, follow_redirects=False) as client:
        began = client.post(f"/f/{dog.address}/begin")
        led = client.get(began.headers["location"], headers={"Cookie": ""})
        client.cookies.clear()
        led = client.get(began.headers["location"])
        assert led.headers["location"].endswith("?why=cookie")
        assert "クッキー" in client.get(led.headers["location"]).text


def test_the_field_nobody_sees_stays_empty(one: Resident) -> None:
    one.press(**{**OWNER, "-url": "https://spam.example"})
    assert one.page.status_code == 400
    assert one.page.headers["content-type"].startswith("text/html")


def test_a_draft_whose_time_is_over_keeps_the_page_that_was_sent(town: Town, dog: Offered, one: Resident) -> None:
    one.press(**OWNER)
    with town.database() as db:
        old = application_draft_table.c.changed_at - 8 * DAY_MS
        db.execute(update(application_draft_table).values(changed_at=old, started_at=old))
    one.press(**DOG_FIELDS)
    assert "始めからの記入になっています" in one.page.text
    assert one.sent()["died.year"] == ["8"]
    assert "checked" in re.findall(r'value="m"[^>]*', one.page.text)[0]
    one.press()
    assert one.path.startswith(f"/f/{dog.address}/check") or "飼い主" in one.page.text
    assert "飼い主の氏名" in one.page.text


def test_a_draft_whose_time_is_over_is_not_shown(town: Town, dog: Offered, one: Resident) -> None:
    one.press(**OWNER)
    with town.database() as db:
        db.execute(update(application_draft_table).values(changed_at=application_draft_table.c.changed_at - 8 * DAY_MS))
    for path in ("/p/dog", "/check", "/end"):
        text = one.open(f"/f/{dog.address}{path}")
        assert "見つかりません" in text, path
        assert "髙橋" not in text


EVERY_TEXT = FormDocument(
    title=f"題{MARKUP}", summary=MARKUP, needs=MARKUP, contact=MARKUP, privacy=MARKUP, done=MARKUP,
    pages=[
        QuestionPage(
            id="p1", title=f"頁{MARKUP}", text=MARKUP,
            questions=[
                Explanation(id="ex", label=MARKUP, help=MARKUP),
                ShortText(id="text", label=f"文{MARKUP}", help=MARKUP),
                LongText(id="para", label=MARKUP, help=MARKUP),
                PersonName(id="name", label=MARKUP, with_reading=False),
                Address(id="home", label=MARKUP),
                SingleChoice(id="one", label=MARKUP, has_other=True,
                             options=[Option("a", f"甲{MARKUP}"), Option("b", "乙")]),
                SingleChoice(id="menu", label=MARKUP, look="menu", required=False,
                             options=[Option("a", f"甲{MARKUP}"), Option("b", "乙")]),
                MultipleChoice(id="many", label=MARKUP, options=[Option("a", f"甲{MARKUP}")], has_other=True),
                YesNo(id="yes", label=MARKUP, yes=MARKUP, no=f"否{MARKUP}"),
                Number(id="num", label=MARKUP, unit="<b>円"),
                Places(id="place", label=MARKUP, places=[Place("a", f"枠{MARKUP}", 9)]),
                Consent(id="ok", label=MARKUP, help=MARKUP, agree=MARKUP),
                MailAddress(id="mail", label=MARKUP, required=False),
                Phone(id="phone", label=MARKUP, required=False),
                Day(id="day", label=MARKUP, required=False),
                TimeOfDay(id="time", label=MARKUP, required=False),
                CorporateNumber(id="corp", label=MARKUP, required=False),
            ],
        )
    ],
)  # fmt: skip
ANSWERED: dict[str, str | list[str]] = {
    "text": MARKUP, "para": f"{MARKUP}\n{MARKUP}", "name__family": MARKUP[:50], "home__prefecture": MARKUP,
    "home__city": MARKUP, "home__street": MARKUP, "one": "other", "one__other": MARKUP, "many": ["a", "other"],
    "many__other": MARKUP, "yes": "yes", "num": "12", "place": "a", "ok": "yes",
}  # fmt: skip


def test_no_text_of_a_form_and_no_answer_is_read_as_markup(town: Town) -> None:
    form = town.form(EVERY_TEXT)
    one = town.resident()
    seen = [one.open("/f"), one.open(f"/f/{form.address}"), one.begin(form.address)]
    seen.append(one.press("next", **{**ANSWERED, "num": MARKUP, "phone": MARKUP, "mail": MARKUP, "day__year": MARKUP}))
    assert one.faults
    seen.append(one.press("next", **{**ANSWERED, "phone": "", "mail": "", "day__year": ""}))
    assert one.path.startswith(f"/f/{form.address}/check"), one.faults
    seen.append(one.press())
    assert "受け付けました" in one.page.text
    staff = town.staff()
    what = {"document": staff.get(f"/api/forms/{form.id}").json()["draft"], "page_id": "p1", "is_checked": True}
    preview = staff.post(f"/api/forms/{form.id}/preview", json={**what, "typed": {"text": [MARKUP]}})
    seen.append(preview.json()["html"])
    own = re.compile(r'<script src="/f/-/assets/[a-z]+\.[a-z2-7]{12}\.js" defer></script>')
    for page in (own.sub("", one) for one in seen):
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>" not in page
        assert "onerror=alert(1)>" not in page
        assert "{{7*7}}" in page
    assert "default-src 'none'" in one.page.headers["content-security-policy"]
    assert "script-src" not in one.page.headers["content-security-policy"]
