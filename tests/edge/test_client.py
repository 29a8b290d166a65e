"""The staff client's files: each as small as the browser takes it, and the same whichever way it travels."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient

from kairan.core.edge.client import FOLDER, Client, get_client
from kairan.core.edge.refusals import HANDLERS

SCRIPT = b"export const hello = 'hello';\n" * 100
BODIES = {"br": b"as brotli", "gzip": gzip.compress(SCRIPT), None: SCRIPT}


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    (tmp_path / "assets").mkdir()
    for name, content in (
        ("index.html", b"<!doctype html>"),
        ("assets/first.js", SCRIPT),
        ("assets/first.js.br", BODIES["br"]),
        ("assets/first.js.gz", BODIES["gzip"]),
    ):
        (tmp_path / name).write_bytes(content)
    client = Client(tmp_path)
    provided = Provide(lambda: client, sync_to_thread=False)
    app = Litestar([get_client], dependencies={"client": provided}, exception_handlers=HANDLERS)
    with TestClient(app) as visitor:
        yield visitor


def raw(visitor: TestClient[Litestar], path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    with visitor.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip; q=0", None),
        ("brotli, x-gzip", None),
        ("identity", None),
        ("", None),
    ],
)
def test_who_asks_gets_the_smallest_they_take(visitor: TestClient[Litestar], accepted: str, coding: str | None) -> None:
    answer, came = raw(visitor, "/assets/first.js", **{"Accept-Encoding": accepted})
    assert (answer.status_code, answer.headers.get("content-encoding"), came) == (200, coding, BODIES[coding])
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    again, nothing = raw(visitor, "/assets/first.js", **{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, nothing) == (304, b"")


def test_what_is_compressed_has_no_address_of_its_own(visitor: TestClient[Litestar]) -> None:
    assert visitor.get("/assets/first.js.br").status_code == 404
    assert visitor.get("/rooms/somewhere").text == "<!doctype html>"


@pytest.mark.skipif(not (FOLDER / "index.html").exists(), reason="the client is not built")
def test_every_text_of_the_built_client_is_there_in_every_way() -> None:
    large = [asset for asset in Client().assets.values() if len(asset.body) >= 1_000 and asset.media_type[:4] == "text"]
    assert large
    for asset in large:
        assert gzip.decompress(asset.packed["gzip"]) == asset.body
        assert len(asset.packed["br"]) < len(asset.packed["gzip"]) < len(asset.body)
