"""The migration history: one for both databases, applied once, never backwards."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, text

from kairan.core.kit.database import open_engine, sqlite_url
from kairan.core.kit.migrate import alembic_config, migrate, newest_revision, revisions
from kairan.core.kit.snapshot import snapshot
from kairan.core.words import Refusal
from kairan.schema import metadata
from tests.support.postgres import Postgres


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIRAN_LANG", "en")


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database in which nothing is."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "kairan.db")
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.url(postgres.create())


def test_the_names_of_the_files_say_what_alembic_reads() -> None:
    with create_engine("sqlite://").connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    history = [revision.revision for revision in script.walk_revisions()]
    assert history[::-1] == revisions()
    assert script.get_heads() == [newest_revision()]


def test_the_history_makes_exactly_the_tables_of_the_program(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index has tables of its own on each database."""
    return kind != "table" or not (name or "").startswith("message_gram")


def test_a_current_database_is_left_alone_without_importing_alembic(nothing: str) -> None:
    engine = open_engine(nothing, pool_size=1)
    migrate(engine)
    engine.dispose()
    program = (
        "import sys; from kairan.core.kit.database import open_engine; from kairan.core.kit.migrate import migrate;"
        f"migrate(open_engine({nothing!r}, pool_size=1)); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_a_newer_database_is_refused_and_not_touched(nothing: str) -> None:
    engine = open_engine(nothing, pool_size=1)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refusal, match=r"newer version of Kairan \(9999\)"):
        migrate(engine)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()
    with pytest.raises(Refusal, match="newer version"), snapshot(nothing):
        pass


def test_what_reads_only_refuses_a_database_that_was_not_updated_yet(nothing: str) -> None:
    engine = open_engine(nothing, pool_size=1)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    engine.dispose()
    with pytest.raises(Refusal, match="no data of Kairan"), snapshot(nothing):
        pass


def test_nodes_that_start_together_take_turns(nothing: str) -> None:
    raised: list[Exception] = []
    start = threading.Barrier(3)

    def begin() -> None:
        engine = open_engine(nothing, pool_size=1)
        start.wait()
        try:
            migrate(engine)
        except Exception as error:  # noqa: BLE001  (whatever it is, the test must see it)
            raised.append(error)
        engine.dispose()

    nodes = [threading.Thread(target=begin) for _ in range(3)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()
    assert raised == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(nothing: str) -> None:
    engine = open_engine(nothing, pool_size=1)

    @event.listens_for(engine, "before_cursor_execute")
    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.strip().startswith("CREATE TABLE stream"):
            raise LookupError

    with pytest.raises(LookupError):
        migrate(engine)
    engine.dispose()
    engine = open_engine(nothing, pool_size=1)
    migrate(engine)
    engine.dispose()
