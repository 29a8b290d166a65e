"""A fresh proof is as strong as what one has: over HTTP, as the client asks for it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pyotp
import pytest

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import open_engine, transaction
from kairan.factors.totp import STEP_MS
from kairan.people import set_password
from tests.cast import assemble
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"


@pytest.fixture
def server(database_url: str, tmp_path: Any) -> Iterator[Server]:
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        for viewer in (cast.sato, cast.tanaka):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path, database=database_url)
    server.start()
    yield server
    server.stop()


def add_app(client: httpx.Client) -> pyotp.TOTP:
    offer = client.post("/api/me/totp").raise_for_status().json()
    app = pyotp.TOTP(offer["secret"])
    shown = {"sealed": offer["sealed"], "code": app.generate_otp(now_ms() // STEP_MS - 1)}
    client.post("/api/me/totp/confirm", json=shown).raise_for_status()
    return app


def test_whoever_has_an_app_proves_with_it_and_not_with_the_password(server: Server) -> None:
    with closing(server.sign_in("sato", PASSWORD)) as sato:
        app = add_app(sato)
        by_password = sato.post("/api/session/proof", json={"password": PASSWORD})
        assert (by_password.status_code, by_password.json()["code"]) == (403, "session.stronger_proof")
        wrong = sato.post("/api/session/proof", json={"code": "000000"})
        assert wrong.json()["code"] == "factor.wrong"
        by_code = sato.post("/api/session/proof", json={"code": app.generate_otp(now_ms() // STEP_MS)})
        assert by_code.status_code == 204, by_code.text
    with closing(server.sign_in("tanaka", PASSWORD)) as tanaka:
        assert tanaka.post("/api/session/proof", json={"password": PASSWORD}).status_code == 204
