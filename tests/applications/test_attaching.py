"""Files and photos: sent without a script, checked by a real virus checker, bound to what was submitted, handed out."""

import io
import re
import socket
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import msgspec
import pytest
from PIL import Image
from sqlalchemy import delete, select

from kairan.applications.attachment_model import Opening, application_file_table
from kairan.applications.checking import CHECK, CheckFiles, unchecked_files
from kairan.applications.files_archive import begin_files_export, packed_files
from kairan.applications.handing_out import handed_out
from kairan.applications.jobs import sweep
from kairan.applications.model import ApplicationId, application_draft_table, application_table
from kairan.applications.problems import FileNotShown
from kairan.core.journal import entries_after
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import RightHeld, RightsChange
from kairan.forms.questions import FileUpload, Photo, ShortText
from kairan.forms.sharing import share_form
from tests.applications.conftest import Offered, Town
from tests.applications.filing import move_back
from tests.applications.resident import BOUNDARY, Chosen, Resident, multipart
from tests.applications.test_invited import numbers
from tests.files import samples
from tests.support.checker import EICAR, Checker
from tests.support.databases import Databases
from tests.support.paper import squeezed, text_of
from tests.support.processes import wait_until

PAPERS = FormDocument(
    title="補助金の申請",
    contact="商工課",
    privacy="審査に使います。",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                ShortText(id="who", label="申請する人"),
                FileUpload(id="doc", label="見積書", kinds=["pdf", "text"], most=2, most_mb=1),
                Photo(id="pic", label="現場の写真", required=False, most=2, most_mb=5),
                ShortText(id="note", label="備考", required=False),
            ],
        ),
        QuestionPage(
            id="p2",
            questions=[FileUpload(id="ill", label="診断書", kinds=["pdf"], needs_care=True, required=False)],
        ),
    ],
)
ESTIMATE: Chosen = ("doc", "見積書：髙橋.pdf", samples.PDF)
PICTURE: Chosen = ("pic", "IMG_0001.JPG", samples.photo())
ILL: Chosen = ("ill", "診断書.pdf", samples.PDF + b"ill")
EVERYWHERE, NOT_LGWAN = Opening(("single", "internet", "lgwan")), Opening(("single", "internet"))

_f, _a = application_file_table.c, application_table.c


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory, checker: Checker) -> Iterator[Town]:
    """A town with a virus checker."""
    url = databases.fresh()
    one = Town(url, tmp_path_factory.mktemp("town"))
    one.server.environment["KAIRAN_CLAMD"] = checker.url
    one.server.start()
    yield one
    one.close()
    databases.drop(url)


def filed(town: Town, form: Offered, *, doc: Chosen = ESTIMATE, ill: Chosen | None = None) -> Resident:
    """Return somebody who has submitted a paper and a photo."""
    one = town.resident()
    one.begin(form.address)
    one.press("next", doc, PICTURE, who="髙橋", note="急ぎます")
    assert one.path.endswith("/p/p2"), one.faults
    one.press("next", *([] if ill is None else [ill]))
    assert one.path.startswith(f"/f/{form.address}/check"), one.faults
    one.press()
    assert "受け付けました" in one.page.text
    return one


def files_of(town: Town, form: Offered) -> list[Any]:
    with town.database() as db:
        return list(db.all(select(application_file_table).where(_f.form_id == form.id).order_by(_f.id)))


def application_id_of(town: Town, form: Offered) -> ApplicationId:
    with town.database() as db:
        return ApplicationId(db.scalar(select(_a.id).where(_a.form_id == form.id)))


def blobs_of(town: Town) -> set[str]:
    folder = town.server.folder / "data" / "files"
    return {f"{one.parent.name}/{one.name}" for one in folder.glob("??/*")}


def answers_of(shown: dict[str, Any]) -> dict[str, Any]:
    return {answer["question_id"]: answer for page in shown["pages"] for answer in page["answers"]}


def test_files_come_without_a_script_and_are_handed_out_exported_and_erased(town: Town) -> None:
    form = town.form(PAPERS, keep_days=30)
    one = town.resident()
    one.begin(form.address)
    one.press("attach.pic", PICTURE, who="髙橋")
    assert one.path.startswith(f"/f/{form.address}/p/p1?held=1"), one.faults
    assert one.faults == []
    assert "IMG_0001.JPG（" in one.page.text
    assert one.sent()["who"] == ["髙橋"]
    (small,) = re.findall(r'<img src="([^"]+)"', one.page.text)
    assert one.client.get(small).headers["content-type"] == "image/webp"
    one.press("next", ESTIMATE)
    one.press("next", ILL)
    assert "見積書：髙橋.pdf（" in one.page.text
    assert "診断書.pdf" in one.page.text
    one.press()
    assert "受け付けました" in one.page.text

    staff, at = town.staff(), application_id_of(town, form)
    shown = answers_of(staff.get(f"/api/applications/{at}").json())
    (paper,), (picture,) = shown["doc"]["files"], shown["pic"]["files"]
    assert (paper["name"], paper["state"], paper["may_open"]) == ("見積書：髙橋.pdf", "clean", True)
    assert shown["ill"]["files"] == []
    given = staff.get(f"/api/applications/{at}/files/{paper['id']}")
    assert given.content == samples.PDF
    assert given.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in given.headers["content-security-policy"]
    looked = staff.get(f"/api/applications/{at}/files/{picture['id']}")
    assert looked.headers["content-type"] == "image/jpeg"
    assert looked.headers["content-disposition"].startswith("inline; ")
    with Image.open(io.BytesIO(looked.content)) as image:
        assert (image.format, image.size) == ("JPEG", (300, 400))
        assert not image.getexif()
    assert b"Secret" not in looked.content
    assert staff.get(f"/api/applications/{at}/files/{picture['id']}/thumbnail").headers["content-type"] == "image/webp"

    opened = answers_of(staff.post(f"/api/applications/{at}/open").json())
    (ill,) = opened["ill"]["files"]
    assert staff.get(f"/api/applications/{at}/files/{ill['id']}").content == ILL[2]
    with town.database() as db:
        seen = [entry.kind for entry in entries_after(db, f"application:{at}", 0, 100)]
    assert seen.count("application.viewed") == 2  # the answers, and the file itself

    answer = staff.post(f"/api/forms/{form.id}/applications/export-files")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        named = {info.filename: info for info in archive.infolist()}
        assert all(info.flag_bits & 0x800 for info in named.values())
        number = staff.get(f"/api/applications/{at}").json()["number"]
        assert set(named) == {
            f"{number}/見積書_見積書：髙橋.pdf", f"{number}/現場の写真_IMG_0001.JPG", f"{number}/診断書_診断書.pdf"
        }  # fmt: skip
        assert archive.read(f"{number}/診断書_診断書.pdf") == ILL[2]
    with town.database() as db:
        noted = entries_after(db, f"form:{form.id}", 0, 100)
    assert any(entry.kind == "form.exported" and b'"zip"' in bytes(entry.body) for entry in noted)

    keys = {key for row in files_of(town, form) for key in (row.blob_key, row.thumbnail_key) if key}
    assert keys <= blobs_of(town)
    with town.database() as db:
        move_back(db, _a.id == at, 31)
        sweep(db)
    assert files_of(town, form) == []
    assert staff.get(f"/api/applications/{at}/files/{paper['id']}").status_code == 404
    wait_until(lambda: not keys & blobs_of(town), "the bytes of what was erased are gone")


BIG = b"%PDF-1.7\n" + b"a" * (1024 * 1024)
REFUSED: list[tuple[Chosen, str]] = [
    (("doc", "test.txt", EICAR), "ウイルス対策ソフトが危険と判定"),
    (("doc", "大きい.pdf", BIG), "大きすぎるため、受け取れませんでした。1つ1MBまで"),
    (("doc", "空.pdf", b""), "中身が空です"),
    (("doc", "run.exe", samples.EXE), "受け付けていない種類"),
    (("doc", "macro.docm", samples.DOCX), "受け付けていない種類"),
    (("doc", "page.pdf", samples.HTML), "名前と中身の種類が合わない"),
    (("doc", "page.txt", samples.HTML), "名前と中身の種類が合わない"),
    (("pic", "写真.jpg", samples.PDF), "名前と中身の種類が合わない"),
    (("pic", "写真.jpg", samples.photo()[:200]), "写真として開けませんでした"),
    (("pic", "写真.svg", samples.SVG), "受け付けていない種類"),
]


def test_what_is_not_taken_is_told_and_nothing_typed_is_lost(town: Town) -> None:
    form = town.form(PAPERS)
    one = town.resident()
    one.begin(form.address)
    before = blobs_of(town)
    for chosen, why in REFUSED:
        one.press("attach.doc", chosen, who="髙橋", note=f"{chosen[1]}の備考")
        assert [fault for fault in one.faults if why in fault], (chosen[1], one.faults)
        assert f"「{chosen[1]}」" in one.faults[0] + one.faults[-1]
        assert one.sent()["note"] == [f"{chosen[1]}の備考"], "what stood behind the file came, too"
        assert files_of(town, form) == []
    assert blobs_of(town) == before
    one.press()
    assert one.faults == ["「見積書」のファイルを選んでください。"], "it is told once"
    one.press("next", ESTIMATE, ("doc", "二つめ.pdf", samples.PDF), ("doc", "三つめ.pdf", samples.PDF))
    assert one.faults == ["「見積書」で送れるファイルは2つまでです。"]
    assert "二つめ.pdf" in one.page.text
    (second,) = re.findall(r'value="(doc\.[0-9a-z]{13})"><?[^>]*>?外す.*?二つめ', one.page.text) or [
        re.findall(r'value="(doc\.[0-9a-z]{13})"', one.page.text)[1]
    ]
    one.press(f"-remove {second}")
    assert "二つめ.pdf" not in one.page.text
    assert len(files_of(town, form)) == 1
    one.press()
    assert one.path.endswith("/p/p2"), one.faults


def test_an_upload_that_breaks_off_says_so_and_loses_nothing(town: Town) -> None:
    form = town.form(PAPERS)
    one = town.resident()
    one.begin(form.address)
    sent = one.sent(who="髙橋")
    body = multipart([(name, value) for name, values in sent.items() for value in values if name != "note"], [])
    body = body.removesuffix(f"--{BOUNDARY}--\r\n".encode())
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="doc"; filename="切れた.pdf"\r\n\r\n'.encode()
    cookies = "; ".join(f"{name}={value}" for name, value in one.client.cookies.items())
    address = httpx.URL(one.url)
    with socket.create_connection((address.host, address.port or 80)) as link:
        link.sendall(
            f"POST {one.action} HTTP/1.1\r\nHost: {address.host}:{address.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 900000\r\n\r\n".encode()
            + body + head + samples.PDF
        )  # fmt: skip
        wait_until(lambda: len(files_of(town, form)) == 1, "the file began to come")

    def page() -> str:
        return one.open(f"/f/{form.address}/p/p1")

    wait_until(lambda: "切れた.pdf" in page(), "it is told that it broke off")
    assert one.faults == [
        "「見積書」の「切れた.pdf」は、送信が途中で切れたため、受け取れていません。通信の状態を確かめて、もう一度選んでください。"
    ]
    assert one.sent()["who"] == ["髙橋"]
    wait_until(lambda: files_of(town, form) == [], "nothing of it is left")
    one.press("next", ESTIMATE, who="髙橋")
    assert one.path.endswith("/p/p2"), one.faults


def test_while_the_checker_is_away_files_wait_and_what_it_refuses_later_is_told(town: Town, checker: Checker) -> None:
    form = town.form(PAPERS)
    checker.stop()
    try:
        one = filed(town, form, doc=("doc", "見積.txt", EICAR))
    finally:
        checker.start()
    staff, at = town.staff(), application_id_of(town, form)
    (paper,) = answers_of(staff.get(f"/api/applications/{at}").json())["doc"]["files"]
    assert (paper["state"], paper["may_open"]) == ("unchecked", True)
    box = SecretBox(town.server.folder / "data" / "secret.key")
    inside = msgspec.structs.replace(town.cast.sato, face="lgwan")
    with town.database() as db:
        assert handed_out(db, inside, box, EVERYWHERE, at, paper["id"], to_keep=True).name == "見積.txt"
        with pytest.raises(FileNotShown):
            handed_out(db, inside, box, NOT_LGWAN, at, paper["id"], to_keep=True)
        export = begin_files_export(db, inside, form.id)
        packed, _ = packed_files(db, inside, box, NOT_LGWAN, export, "")
        assert [one.why for one in packed] == ["安全の確認が済んでいません"] * 2
        enqueue(db, CHECK, CheckFiles(unchecked_files(db)), key="next")
    wait_until(lambda: {row.state for row in files_of(town, form)} == {"clean", "refused"}, "the checker was asked")
    (paper,) = answers_of(staff.get(f"/api/applications/{at}").json())["doc"]["files"]
    assert (paper["state"], paper["may_open"]) == ("refused", False)
    assert staff.get(f"/api/applications/{at}/files/{paper['id']}").status_code == 409
    refused = next(row for row in files_of(town, form) if row.state == "refused")
    wait_until(lambda: refused.blob_key not in blobs_of(town), "its bytes are gone")
    one.open(one.path)
    assert "担当の窓口にご連絡ください" in one.page.text
    receipt = squeezed(text_of(one.client.get(f"{one.path}/receipt").content))
    assert "危険と判定したため、消去しました" in receipt
    with zipfile.ZipFile(io.BytesIO(staff.post(f"/api/forms/{form.id}/applications/export-files").content)) as archive:
        assert "見積.txt" in archive.read("含まれていないファイル.txt").decode("utf-8-sig")
        assert len(archive.infolist()) == 2


def test_a_file_refused_before_it_is_submitted_must_be_replaced(town: Town, checker: Checker) -> None:
    form = town.form(PAPERS)
    one = town.resident()
    one.begin(form.address)
    checker.stop()
    try:
        one.press("next", ("doc", "見積.txt", EICAR), who="髙橋")
    finally:
        checker.start()
    one.press()
    assert one.path.startswith(f"/f/{form.address}/check"), one.faults
    checked = one.sent()
    with town.database() as db:
        enqueue(db, CHECK, CheckFiles(unchecked_files(db)), key="next")
    wait_until(lambda: [row.state for row in files_of(town, form)] == ["refused"], "the checker was asked")
    one.page = one.client.post(f"/f/{form.address}/submit", data=checked)
    assert "受け付けました" not in one.page.text
    assert "ウイルス対策ソフトが危険と判定" in one.faults[0]
    (held,) = re.findall(r'value="(doc\.[0-9a-z]{13})"', one.page.text)
    one.press(f"-remove {held}")
    one.press("next", ESTIMATE)
    one.press()
    assert "受け付けました" in one.page.text


def test_files_are_nobody_elses(town: Town) -> None:
    form = town.form(PAPERS)
    one = town.resident()
    one.begin(form.address)
    one.press("attach.pic", PICTURE, who="髙橋")
    (small,) = re.findall(r'<img src="([^"]+)"', one.page.text)
    (held,) = re.findall(r'value="(pic\.[0-9a-z]{13})"', one.page.text)
    other = town.resident()
    assert other.client.get(small).status_code == 404
    other.begin(form.address)
    assert other.client.get(small).status_code == 404
    other.press(f"-remove {held}", doc=[f"{held.partition('.')[2]}:1:{'0' * 64}:application/pdf:他人.pdf"], who="他人")
    assert "他人.pdf" not in other.page.text
    assert len(files_of(town, form)) == 1
    assert one.client.get(small).status_code == 200
    foreign = one.client.post(one.action, content=b"", headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    for content_type in ("application/json", "multipart/form-data", f"multipart/form-data; boundary={'x' * 300}"):
        answer = one.client.post(one.action, content=b"x", headers={"Content-Type": content_type, "Origin": one.url})
        assert answer.status_code == 400, content_type

    sealed = town.form(PAPERS)
    filed(town, sealed, ill=ILL)
    at = application_id_of(town, sealed)
    with town.database() as db:
        reader = RightHeld(town.cast.tanaka.member_id, is_department=False, rights=["answers"])
        own = RightHeld(town.cast.sato.member_id, is_department=False, rights=["edit", "publish", "work"])
        share_form(db, town.cast.sato, sealed.id, RightsChange(rights=[reader, own]))
    tanaka, ids = town.staff("tanaka"), {row.question_id: row.id for row in files_of(town, sealed)}
    assert tanaka.get(f"/api/applications/{at}/files/{ids['doc']}").status_code == 200
    assert tanaka.get(f"/api/applications/{at}/files/{ids['ill']}").status_code == 403
    with zipfile.ZipFile(
        io.BytesIO(tanaka.post(f"/api/forms/{sealed.id}/applications/export-files").content)
    ) as archive:
        assert not any("診断書" in name for name in archive.namelist())
    with town.database() as db:
        share_form(db, town.cast.sato, sealed.id, RightsChange(rights=[own]))
    for path in (f"/{ids['doc']}", f"/{ids['pic']}/thumbnail"):
        assert tanaka.get(f"/api/applications/{at}/files{path}").status_code == 404
    assert tanaka.post(f"/api/forms/{sealed.id}/applications/export-files").status_code == 404


def test_of_files_sent_at_once_as_many_are_taken_as_there_may_be(town: Town) -> None:
    form = town.form(PAPERS)
    one = town.resident()
    one.begin(form.address)
    given = [(name, value) for name, values in one.sent(who="髙橋").items() for value in values]
    headers = {"Origin": one.url, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}

    def send(number: int) -> int:
        body = multipart([*given, ("-to", "attach.doc")], [("doc", f"{number}.pdf", samples.PDF + bytes(number))])
        return one.client.post(one.action, content=body, headers=headers, follow_redirects=False).status_code

    with ThreadPoolExecutor(5) as threads:
        assert set(threads.map(send, range(5))) == {303}
    one.open(f"/f/{form.address}/p/p1")
    assert len(set(re.findall(r'value="(doc\.[0-9a-z]{13})"', one.page.text))) == 2
    assert len(files_of(town, form)) == 2
    one.press()
    one.press()
    one.press()
    assert "受け付けました" in one.page.text


def test_a_page_with_files_knows_its_invitation_and_its_tongue(town: Town) -> None:
    form, staff = town.form(PAPERS, audience="invited"), town.staff()
    staff.post(f"/api/forms/{form.id}/invited", json={"count": 1})
    (number,) = numbers(staff, form)
    one = town.resident()
    one.open(f"/f/{form.address}")
    one.press("x", number=number)
    one.press("tongue-en", ESTIMATE, who="髙橋")
    assert "Files we have received" in one.page.text
    assert one.sent()["who"] == ["髙橋"]
    with town.database() as db:
        db.execute(delete(application_draft_table).where(application_draft_table.c.form_id == form.id))
    one.press("next", PICTURE, ESTIMATE, who="髙橋")
    assert "expired=1" in one.path
    assert "IMG_0001.JPG" in one.page.text
    one.press()
    assert one.path.endswith("/p/p2"), one.faults
