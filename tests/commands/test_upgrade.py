"""An installed 0.1 goes on in place, and its backup is restored: both as that version wrote them.

The two files in `data/` were made by the last 0.1 before the source was laid out anew (revision 0021): people who
talk, roles, a delegated task, a policy for two entrances, an erased body, a job that waits, two files.
"""

import lzma
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from kairan.commands import maintenance, server
from kairan.core.kit import migrate
from kairan.core.kit.database import Db, sqlite_url
from kairan.core.settings import Settings
from kairan.core.viewer import OrganizationId
from kairan.people import member_table, organization_table
from kairan.policy.queries import policy_of
from tests.commands.installations import Installations, files_of, writing
from tests.support.databases import Kind
from tests.support.server import Server

OLD = Path(__file__).parent / "data"
PASSWORD = "回覧の見本のパスワード"
SAID = [f"第{number}報" for number in range(5)]


def unpacked(name: str, target: Path) -> Path:
    target.write_bytes(lzma.decompress((OLD / f"{name}.xz").read_bytes()))
    return target


def require_whole(db: Db) -> None:
    """Everything that 0.1 kept is there, as this version understands it."""
    assert db.scalar(text("SELECT version_num FROM alembic_version")) == migrate.newest_revision()
    city = db.scalar(select(organization_table.c.id).where(organization_table.c.name == "あおば市").limit(1))
    logins = db.scalars(select(member_table.c.login).where(member_table.c.organization_id == city))
    assert {"sato", "tanaka", "suzuki", "yoshida"} <= set(logins)
    rules = {(one.face, one.device): one.upto for one in policy_of(db, OrganizationId(str(city))).rules}
    assert rules["internet", "phone"] == {"download": 0, "read": 2}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The data folder of 0.1, under this program."""
    unpacked("kairan-0.1.db", tmp_path / "kairan.db")
    return Settings(data=tmp_path, database=sqlite_url(tmp_path / "kairan.db"))


def test_an_installed_version_is_upgraded_in_place_and_its_record_and_state_agree(settings: Settings) -> None:
    server.prepare(settings)
    assert maintenance.verify(settings) == 0
    with writing(settings) as db:
        require_whole(db)


def test_people_of_an_upgraded_installation_sign_in_and_read_and_write_on(tmp_path: Path) -> None:
    node = Server(tmp_path, data=tmp_path, faces='{"localhost": "internet", "kairan.lgwan.example": "lgwan"}')
    node.url = node.environment["KAIRAN_URL"] = f"http://localhost:{node.port}"
    unpacked("kairan-0.1.db", tmp_path / "kairan.db")
    node.start()
    try:
        with closing(node.sign_in("sato", PASSWORD)) as sato:
            rooms = sato.get("/api/start").raise_for_status().json()["rooms"]
            room = next(one for one in rooms if one["name"] == "避難所運営")
            path = f"/api/rooms/{room['id']}/messages"
            assert [one["text"] for one in sato.get(path).json()["messages"]] == SAID
            sato.post(path, json={"client_key": "new", "text": "新しい版からの第5報"}).raise_for_status()
            assert [one["text"] for one in sato.get(path).json()["messages"]] == [*SAID, "新しい版からの第5報"]
        with closing(node.sign_in("yoshida", PASSWORD)) as yoshida:
            answer = yoshida.get("/api/administration/people").raise_for_status().json()
            assert {one["login"]: one["roles"] for one in answer["accounts"]}["suzuki"] == ["auditor"]
    finally:
        node.stop()
    assert node.run("verify").returncode == 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_an_installed_version_is_restored(tmp_path: Path, installations: Installations, kind: Kind) -> None:
    after = installations.empty(kind)
    assert maintenance.restore(after, unpacked("kairan-0.1-backup.tar", tmp_path / "b.tar")) == 0
    assert maintenance.verify(after) == 0
    with writing(after) as db:
        require_whole(db)
    assert len(files_of(after)) == 2
