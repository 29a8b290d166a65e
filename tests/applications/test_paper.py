"""What goes out of a form as a file: receipts, applications, posters, reports and workbooks, each to whom it is for."""

import io
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import httpx
from sqlalchemy import update

from kairan.applications.model import SITTING_MS, application_table
from kairan.applications.workbook import CELL_LIMIT, CUT, _fitting
from kairan.core.journal import entries_after
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import LongText, Number, Option, PersonName, ShortText, SingleChoice
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.kit.test_typesetting import HOSTILE
from tests.support.paper import squeezed, text_of

SECRET = "病歴は秘密です"
ASKED = FormDocument(
    title="健康相談 #x $y$",
    summary="相談を申し込めます。",
    contact="保健課 *電話* 0123",
    done="当日は10分前に来てください。",
    pages=[
        QuestionPage(
            id="p1",
            title="あなたのこと",
            questions=[
                PersonName(id="name", label="氏名", with_reading=False),
                ShortText(id="ill", label="病歴", needs_care=True),
                Number(id="count", label="人数", unit="人", least=-5),
                SingleChoice(id="how", label="方法", options=[Option("a", "電話"), Option("b", "来庁")]),
                LongText(id="free", label="=備考", required=False, most=4_000),
            ],
        )
    ],
)
Cells = list[list[str | float]]


def filed(town: Town, form: Offered, **typed: str) -> Resident:
    one = town.resident()
    one.begin(form.address)
    given = {
        "name__family": "葛\U000e0100城",
        "name__given": "𠮷子",
        "ill": SECRET,
        "count": "1,200",
        "how": "a",
        **typed,
    }
    one.press(**given)
    assert one.path.startswith(f"/f/{form.address}/check"), one.faults
    one.press()
    assert "受け付けました" in one.page.text
    return one


def receipt_of(one: Resident, path: str) -> httpx.Response:
    """Press the button on the page that says it came in."""
    one.open(path)
    (link,) = re.findall(r'href="([^"]*/receipt)"', one.page.text)
    return one.client.get(unescape(link))


def kinds_in(town: Town, stream: str) -> list[str]:
    with town.database() as db:
        return [entry.kind for entry in entries_after(db, stream, 0, 1_000)]


def test_the_receipt_is_for_who_sent_it_and_bears_no_secret_when_the_sitting_is_over(town: Town) -> None:
    form = town.form(ASKED)
    one = filed(town, form, free=HOSTILE)
    path = one.path
    number = re.findall(r'<p class="number">(.*?)</p>', one.page.text)[0]
    pdf = receipt_of(one, path)
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.headers["cache-control"] == "no-store"
    assert pdf.headers["content-disposition"] == f'attachment; filename="receipt-{number.replace("-", "")}.pdf"'
    text = text_of(pdf.content)
    for said in (HOSTILE, "葛\U000e0100城　𠮷子", SECRET, "1,200人", number, ASKED.title, ASKED.contact, ASKED.done):
        assert squeezed(said) in squeezed(text), said
    assert receipt_of(one, path).content == pdf.content, "printed again it is the same"
    stranger = town.resident()
    assert stranger.client.get(f"{path}/receipt").status_code == 404
    assert one.client.get(f"/f/{town.form(ASKED).address}/done/{path[-13:]}/receipt").status_code == 404
    for typed in (number, number.lower().replace("-", "")):
        page = stranger.open(f"/f/-/received/{typed}")
        assert number in page
        assert "受け付けています" in page
        assert not re.search(f"{SECRET}|𠮷子|1,200", page)
    wrong = number[:-1] + ("2" if number[-1] != "2" else "3")
    for typed in (wrong, "AAA-AAA-AAA", "%00", "x" * 300):
        assert stranger.client.get(f"/f/-/received/{typed}").status_code == 404
    with town.database() as db:
        before = application_table.c.submitted_at - SITTING_MS - 1_000
        db.execute(update(application_table).where(application_table.c.id == path[-13:]).values(submitted_at=before))
    later = squeezed(text_of(receipt_of(one, path).content))
    assert SECRET not in later + one.page.text
    assert "病歴（この控えには載せていません）" in later
    assert "送信した直後だけ表示します" in one.page.text
    assert "葛\U000e0100城　𠮷子" in one.page.text


def test_staff_print_one_application_on_record_and_see_sealed_answers_only_with_that_right(town: Town) -> None:
    form = town.form(ASKED)
    one = filed(town, form)
    application_id = one.path[-13:]
    staff, stream = town.staff(), f"application:{application_id}"
    shut = staff.post(f"/api/applications/{application_id}/paper")
    text = squeezed(text_of(shut.content))
    assert SECRET not in text
    for said in ("封をして保存されています", "𠮷子", "回答なし", "佐藤美咲", "第1版"):
        assert said in text, said
    assert kinds_in(town, stream) == ["application.submitted", "application.printed"]
    opened = staff.post(f"/api/applications/{application_id}/paper?sealed=true")
    assert SECRET in squeezed(text_of(opened.content))
    assert kinds_in(town, stream)[2:] == ["application.viewed", "application.printed"]
    rights = staff.get(f"/api/forms/{form.id}").json()["rights"]
    reading = [{**rights[0], "rights": ["edit", "publish"]},
               {"holder_id": town.cast.tanaka.member_id, "is_department": False, "rights": ["answers"]}]  # fmt: skip
    staff.put(f"/api/forms/{form.id}/rights", json={"rights": reading}).raise_for_status()
    tanaka = town.staff("tanaka")
    assert tanaka.post(f"/api/applications/{application_id}/paper").status_code == 200
    for asked, who in (("?sealed=true", tanaka), ("", staff), ("", town.staff("guest"))):
        assert who.post(f"/api/applications/{application_id}/paper{asked}").status_code in {403, 404}
    assert kinds_in(town, stream)[4:] == ["application.printed"]


def test_a_published_form_is_put_on_a_poster_and_its_counts_in_a_report(town: Town) -> None:
    form = town.form(ASKED)
    for how in "aaaaaab":
        filed(town, form, how=how)
    staff = town.staff()
    poster = squeezed(text_of(staff.get(f"/api/forms/{form.id}/poster").content))
    for said in (
        ASKED.title,
        f"{town.server.url.removeprefix('http://')}/f/{form.address}",
        "スマートフォン",
        "あおば市",
    ):
        assert squeezed(said) in poster, said
    few = squeezed(text_of(staff.get(f"/api/forms/{form.id}/report").content))
    for said in ("届いた件数7件", "回答7/7", "平均1,200.00", "1電話＊＊", "自由に記入する質問です", "日ごとの件数"):
        assert said in few, said
    assert "病歴" not in few
    every = squeezed(text_of(staff.get(f"/api/forms/{form.id}/report?few=true").content))
    assert "1電話685.7%2来庁114.3%" in every
    department = staff.get("/api/forms").json()["departments"][0]["id"]
    new = staff.post("/api/forms", json={"department_id": department, "document": {"title": "下書き"}}).json()["form"]
    for what in ("poster", "report"):
        refused = staff.get(f"/api/forms/{new['id']}/{what}")
        assert (refused.status_code, refused.json()["code"]) == (409, "application.not_published")
        assert town.staff("guest").get(f"/api/forms/{form.id}/{what}").status_code in {403, 404}


def cells_of(content: bytes) -> Cells:
    """Read the only sheet of a workbook: numbers as numbers, everything else as text."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        assert not [name for name in book.namelist() if "hyperlink" in name or "external" in name]
    assert not sheet.findall(".//x:f", space), "nothing is a formula"
    rows: Cells = []
    for row in sheet.findall(".//x:row", space):
        found: dict[str, str | float] = {}
        for cell in row.findall("x:c", space):
            column = re.sub(r"\d", "", cell.get("r") or "")
            text, value = cell.find("x:is/x:t", space), cell.find("x:v", space)
            found[column] = (
                float(value.text or "") if value is not None else (text.text or "" if text is not None else "")
            )
        rows.append([found.get(one, "") for one in "ABCDEFGHI"])
    return rows


def test_a_workbook_has_the_cells_of_the_table_and_what_an_old_one_loses_is_told_before(town: Town) -> None:
    form = town.form(ASKED)
    hostile = ["=1+1", "＝1+1", "@SUM(1)", "https://example.jp/", "_x0041_ <b>&amp;", "0901234567", "1200"]
    for text in hostile:
        filed(town, form, free=text, count="-2", ill="𠮷という病" if text == "1200" else SECRET)
    staff = town.staff()
    answer = staff.post(f"/api/forms/{form.id}/applications/workbook")
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    head, *rows = cells_of(answer.content)
    assert head[:9] == ["受付番号", "受付日時", "版", "氏名（姓）", "氏名（名）", "病歴", "人数", "方法", "'=備考"]
    assert [row[6] for row in rows] == [-2.0] * len(hostile)
    assert {row[5] for row in rows} == {SECRET, "𠮷という病"}
    free = [str(row[8]).replace("_x005F_", "_") for row in rows]  # how Excel writes what would be a character's number
    assert free == [f"'{text}" if text in hostile[:3] else text for text in hostile]
    assert rows[0][3:5] == ["葛\U000e0100城", "𠮷子"]
    assert kinds_in(town, f"form:{form.id}").count("form.exported") == 1
    losses = staff.get(f"/api/forms/{form.id}/applications/losses").json()
    assert losses["total"] == 2 * len(hostile) + 1
    sealed: dict[str, object] = {"number": rows[-1][0], "column": "病歴", "characters": [], "written": ""}
    assert losses["losses"][-1] == sealed, "what needs care is not told outside of the record"
    assert losses["losses"][0] == {
        "number": rows[0][0], "column": "氏名（姓）", "characters": ["葛\U000e0100"], "written": "葛城",
    }  # fmt: skip
    assert losses["losses"][1]["written"] == "〓子"
    assert kinds_in(town, f"form:{form.id}").count("form.exported") == 1, "to be told of losses takes nothing out"
    for what, method in (("workbook", "POST"), ("losses", "GET")):
        for login in ("tanaka", "guest"):
            other = town.staff(login).request(method, f"/api/forms/{form.id}/applications/{what}")
            assert other.status_code in {403, 404}, (what, login)


def test_a_cell_that_is_too_long_says_so() -> None:
    assert _fitting("=" + "あ" * CELL_LIMIT).startswith("'=")
    assert _fitting("あ" * (CELL_LIMIT + 1)).endswith(CUT)
    assert len(_fitting("あ" * (CELL_LIMIT + 1))) == CELL_LIMIT
    assert _fitting("あ" * CELL_LIMIT) == "あ" * CELL_LIMIT
