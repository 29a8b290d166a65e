"""Files through the real server: streamed in, checked, and handed out as harmless guests."""

import hashlib
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlalchemy import func, select

from kairan.core.kit.database import transaction
from kairan.files.model import file_table
from tests.cast import NO_SUCH_ID
from tests.files import samples
from tests.files.serving import FILE_BYTES, Town, town_at
from tests.support.databases import Databases
from tests.support.processes import wait_until

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    url = databases.fresh()
    with town_at(url, tmp_path_factory.mktemp("town")) as town:
        yield town
    databases.drop(url)


def send(client: httpx.Client, name: str, content: bytes, type_: str = "application/octet-stream") -> httpx.Response:
    return client.post("/api/files", params={"name": name}, content=content, headers={"Content-Type": type_})


def sent(client: httpx.Client, name: str, content: bytes) -> str:
    answer = send(client, name, content)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


def post_with(town: Town, *file_ids: str) -> httpx.Response:
    body = {"client_key": os.urandom(8).hex(), "text": "", "file_ids": file_ids, "mentions": []}
    return town.sato.post(f"/api/rooms/{town.room_id}/messages", json=body)


def traces(town: Town) -> tuple[int, int]:
    """How many files there are, as rows and as bytes."""
    with transaction(town.engine) as db:
        return int(db.scalar(select(func.count()).select_from(file_table))), len(town.blobs())


def test_a_file_goes_in_and_comes_out_the_same(town: Town) -> None:
    content = os.urandom(2 * MIB + 17)
    answer = send(town.sato, "避難所 計画.bin", content)
    told = answer.json()
    assert told | {"id": ""} == {
        "id": "",
        "name": "避難所 計画.bin",
        "size": len(content),
        "type": "application/octet-stream",
        "width": None,
        "height": None,
        "state": "clean",
        "thumbnail": False,
    }
    fetched = town.sato.get(f"/api/files/{told['id']}/content")
    assert fetched.content == content
    assert fetched.headers["content-length"] == str(len(content))
    with transaction(town.engine) as db:
        digest = db.scalar(select(file_table.c.digest).where(file_table.c.id == told["id"]))
    assert digest == hashlib.sha256(content).digest()


def test_a_document_is_a_download_that_can_do_nothing(town: Town) -> None:
    for name, content in {"図.svg": samples.SVG, "頁.html": samples.HTML, "資料.pdf": samples.PDF}.items():
        answer = town.sato.get(f"/api/files/{sent(town.sato, name, content)}/content")
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "no-cache" in answer.headers["cache-control"]


def test_the_name_is_offered_in_utf_8_and_for_old_programs_in_ascii(town: Town) -> None:
    file_id = sent(town.sato, 'a"; filename=evil.exe 計画.pdf', samples.PDF)
    offered = town.sato.get(f"/api/files/{file_id}/content").headers["content-disposition"]
    assert offered == (
        'attachment; filename="a_; filename=evil.exe __.pdf"; '
        "filename*=UTF-8''a_%3B%20filename%3Devil.exe%20%E8%A8%88%E7%94%BB.pdf"
    )


def test_a_photo_is_shown_in_place_and_saved_on_request(town: Town) -> None:
    answer = send(town.sato, "現場.jpg", samples.photo(400, 300), "image/jpeg")
    told = answer.json()
    assert (told["type"], told["width"], told["height"], told["thumbnail"]) == ("image/jpeg", 300, 400, True)
    shown = town.sato.get(f"/api/files/{told['id']}/content")
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline; ")
    saved = town.sato.get(f"/api/files/{told['id']}/content?download=1")
    assert saved.headers["content-disposition"].startswith("attachment; ")


def test_the_small_picture_may_be_kept_by_the_browser_alone(town: Town) -> None:
    file_id = sent(town.sato, "現場.jpg", samples.photo(1600, 1200))
    answer = town.sato.get(f"/api/files/{file_id}/thumbnail")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert Image.open(BytesIO(answer.content)).size == (480, 640)
    assert b"Secret" not in answer.content


def test_a_file_without_a_small_picture_has_none(town: Town) -> None:
    file_id = sent(town.sato, "a.txt", b"text")
    assert town.sato.get(f"/api/files/{file_id}/thumbnail").json()["code"] == "file.not_found"


@pytest.mark.parametrize(
    ("asked", "status", "told", "part"),
    [
        ("bytes=0-9", 206, "bytes 0-9/100", slice(0, 10)),
        ("bytes=90-", 206, "bytes 90-99/100", slice(90, 100)),
        ("bytes=-5", 206, "bytes 95-99/100", slice(95, 100)),
        ("bytes=50-5000", 206, "bytes 50-99/100", slice(50, 100)),
        ("bytes=-5000", 206, "bytes 0-99/100", slice(0, 100)),
        ("bytes=100-", 416, "bytes */100", slice(0, 0)),
        ("bytes=-0", 416, "bytes */100", slice(0, 0)),
        ("bytes=9-3", 200, None, slice(0, 100)),
        ("bytes=0-1,5-6", 200, None, slice(0, 100)),
        ("lines=1-2", 200, None, slice(0, 100)),
        ("bytes=" + "9" * 40 + "-", 200, None, slice(0, 100)),
    ],
)
def test_parts_of_a_file_are_given_as_asked(town: Town, asked: str, status: int, told: str, part: slice) -> None:
    content = bytes(range(100))
    file_id = sent(town.sato, "a.bin", content)
    answer = town.sato.get(f"/api/files/{file_id}/content", headers={"Range": asked})
    assert (answer.status_code, answer.headers.get("content-range")) == (status, told)
    assert answer.content == content[part]


def test_a_browser_that_has_the_file_is_told_so(town: Town) -> None:
    file_id = sent(town.sato, "a.bin", b"content")
    path = f"/api/files/{file_id}/content"
    etag = town.sato.get(path).headers["etag"]
    again = town.sato.get(path, headers={"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content) == (304, b"")
    of_another = town.sato.get(path, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (of_another.status_code, of_another.content) == (200, b"content")


def test_the_room_reads_what_was_posted_and_strangers_find_nothing(town: Town) -> None:
    file_id = sent(town.sato, "現場.jpg", samples.photo())
    paths = [f"/api/files/{file_id}/content", f"/api/files/{file_id}/thumbnail"]
    assert [town.tanaka.get(path).status_code for path in paths] == [404, 404]
    posted = post_with(town, file_id)
    assert posted.json()["files"][0]["id"] == file_id
    assert [town.tanaka.get(path).status_code for path in paths] == [200, 200]
    for path in paths:
        refused = town.stranger.get(path)
        unknown = town.stranger.get(path.replace(file_id, NO_SUCH_ID))
        assert (refused.status_code, refused.json()["code"]) == (404, "file.not_found")
        assert refused.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}
        neighbours = town.client(town.cast.neighbour).get(path)
        assert neighbours.status_code == 404
        assert httpx.get(f"http://127.0.0.1:{town.port}{path}").status_code == 401


def test_a_removed_message_takes_its_picture_from_the_room(town: Town) -> None:
    file_id = sent(town.sato, "現場.jpg", samples.photo())
    message_id = post_with(town, file_id).json()["id"]
    assert town.sato.delete(f"/api/messages/{message_id}").is_success
    assert town.tanaka.get(f"/api/files/{file_id}/content").status_code == 404


def test_refused_files_leave_no_bytes_and_say_why(town: Town) -> None:
    _, before = traces(town)
    answer = send(town.sato, "報告書.pdf", samples.EXE, "application/pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, "file.kind_refused")
    assert "報告書.pdf" in answer.json()["title"]
    assert traces(town)[1] == before


def test_an_empty_file_is_refused(town: Town) -> None:
    before = traces(town)
    assert send(town.sato, "a.txt", b"").json()["code"] == "file.empty"
    assert traces(town) == before


def test_a_file_announced_too_large_is_refused_before_it_is_sent(town: Town) -> None:
    before = traces(town)
    head = f"POST /api/files?name=a HTTP/1.1\r\nContent-Length: {FILE_BYTES + 1}\r\nConnection: close"
    with town.raw(head, b"the beginning") as connection:
        answer = connection.makefile("rb").read()
    assert b" 413 " in answer.split(b"\r\n")[0]
    assert b"file.too_large" in answer
    assert traces(town) == before


def test_who_sends_too_large_a_file_all_the_same_still_hears_why(town: Town) -> None:
    answer = send(town.sato, "a.bin", b"x" * (FILE_BYTES + MIB))
    assert (answer.status_code, answer.json()["code"]) == (413, "file.too_large")


def test_a_file_that_grows_too_large_while_it_comes_is_cut_off(town: Town) -> None:
    before = traces(town)

    def endless() -> Iterator[bytes]:
        for _ in range(FILE_BYTES // MIB + 1):
            yield b"x" * MIB

    answer = town.sato.post("/api/files", params={"name": "a.bin"}, content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "file.too_large")
    assert "3MB" in answer.json()["title"]
    assert traces(town) == before


def test_an_upload_that_breaks_off_leaves_nothing(town: Town) -> None:
    before = traces(town)
    head = f"POST /api/files?name=a.bin HTTP/1.1\r\nContent-Length: {2 * MIB}"
    town.raw(head, b"x" * (MIB + MIB // 2)).close()
    wait_until(lambda: traces(town) == before, "what had begun is gone")
    with town.raw("POST /api/files?name=a.bin HTTP/1.1\r\nTransfer-Encoding: chunked", b"5\r\nhello\r\n"):
        wait_until(lambda: traces(town) != before, "the upload began")
    wait_until(lambda: traces(town) == before, "what had begun is gone")


def test_a_sender_that_falls_silent_is_given_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kairan.files.http.IDLE_S", 0.3)
    before = traces(town)
    head = "POST /api/files?name=a.bin HTTP/1.1\r\nContent-Length: 1000\r\nConnection: close"
    with town.raw(head, b"half") as connection:
        answer = connection.makefile("rb").read()
    assert b"file.interrupted" in answer
    assert traces(town) == before


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("name=..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("name=%00%0A%E2%80%AEfdp.txt", "fdp.txt"),
        ("name=%ED%A0%80x.txt", None),  # a lone surrogate is no UTF-8: what stands for it may differ
        ("name=" + "%E7%81%BD" * 300 + ".txt", "災" * 83 + ".txt"),
        ("name=CON.txt", "_CON.txt"),
        ("name=", "名称なし"),
        ("", "名称なし"),
        ("name=<script>alert(1)</script>.txt", "script_.txt"),
    ],
)
def test_a_hostile_name_is_made_harmless(town: Town, query: str, name: str | None) -> None:
    answer = town.sato.post(f"/api/files?{query}", content=b"text")
    assert answer.status_code == 201
    assert name is None or answer.json()["name"] == name
    assert town.sato.get(f"/api/files/{answer.json()['id']}/content").content == b"text"


def test_who_is_signed_out_sends_nothing(town: Town) -> None:
    before = traces(town)
    answer = httpx.post(f"http://127.0.0.1:{town.port}/api/files?name=a", content=b"x")
    assert answer.status_code == 401
    assert traces(town) == before


def test_a_page_of_another_site_sends_nothing(town: Town) -> None:
    answer = town.sato.post("/api/files?name=a", content=b"x", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_one_member_cannot_take_every_place(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kairan.files.intake.UPLOADS_OF_ONE", 1)
    before = traces(town)
    with town.raw("POST /api/files?name=a.bin HTTP/1.1\r\nContent-Length: 1000", b"half"):
        wait_until(lambda: traces(town) != before, "the first upload began")
        refused = send(town.sato, "b.txt", b"text")
        assert (refused.status_code, refused.json()["code"]) == (503, "server.busy")
        assert send(town.tanaka, "b.txt", b"text").is_success
    wait_until(lambda: traces(town) == (before[0] + 1, before[1] + 1), "what had begun is gone")


def test_a_full_disk_is_told_and_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    before = traces(town)
    monkeypatch.setattr("kairan.core.kit.blobs._fsync", full)
    answer = send(town.sato, "a.txt", b"text")
    assert (answer.status_code, answer.json()["code"]) == (507, "storage.full")
    assert traces(town) == before


def test_the_documentation_says_that_the_body_is_the_file(town: Town) -> None:
    paths = town.sato.get("/api/openapi.json").json()["paths"]
    body = paths["/api/files"]["post"]["requestBody"]["content"]
    assert body["application/octet-stream"]["schema"]["format"] == "binary"
