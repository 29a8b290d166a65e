"""`kairan verify` finds what was altered behind the server's back, says where, and ends with 1."""

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.sql import ColumnElement

from kairan.commands import maintenance
from kairan.core.journal.model import entry_table, redaction_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.upkeep import upkeeps
from kairan.core.settings import Settings
from kairan.core.words import Refusal
from tests.commands.installations import Installations, writing
from tests.support.databases import Kind

_e, _s = entry_table.c, stream_table.c


@pytest.fixture(params=["sqlite", "postgresql"])
def talked(request: pytest.FixtureRequest, installations: Installations) -> Settings:
    kind: Kind = request.param
    return installations.filled(kind)


def place(db: Db, kind: str) -> tuple[str, int, ColumnElement[bool]]:
    """Return stream, seq and row of the first entry of a kind in a room."""
    row = db.first(
        select(_s.name, _e.stream_no, _e.seq)
        .join(stream_table, _s.no == _e.stream_no)
        .where(_e.kind == kind, _s.name.startswith("room:"))
        .order_by(_e.seq)
    )
    assert row is not None
    return row.name, row.seq, (_e.stream_no == row.stream_no) & (_e.seq == row.seq)


def size(settings: Settings) -> str:
    with writing(settings) as db:
        entries, streams = (db.scalar(select(func.count()).select_from(table)) for table in (entry_table, stream_table))
    return f"{entries} entries in {streams} chains"


def told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert maintenance.verify(settings) == 1
    return capsys.readouterr().out.splitlines()


def test_a_sound_journal_is_called_sound(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert maintenance.verify(talked) == 0
    assert capsys.readouterr().out == f"{size(talked)} verified. Nothing is wrong.\n"


def test_when_it_was_done_and_with_what_result_is_kept(talked: Settings) -> None:
    maintenance.verify(talked)
    with writing(talked) as db:
        sound = upkeeps(db)["verify"]
        assert (sound.is_good, sound.faults, sound.amount > 0) == (True, 0, True)
        _, _, where = place(db, "message.edited")
        db.execute(delete(entry_table).where(where))
    maintenance.verify(talked)
    with writing(talked) as db:
        assert (upkeeps(db)["verify"].is_good, upkeeps(db)["verify"].faults) == (False, 2)


def test_a_removed_entry_is_missed(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with writing(talked) as db:
        stream, seq, where = place(db, "message.edited")
        db.execute(delete(entry_table).where(where))
    assert told(talked, capsys) == [
        f"{stream}\t{seq}\tentry missing",
        f"{stream}\t{seq + 1}\tchain broken: entry altered",
        f"{size(talked)} verified. Faults: 2.",
    ]


def test_a_removed_last_entry_is_missed(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with writing(talked) as db:
        stream, _seq, _ = place(db, "message.posted")
        last = db.scalar(select(_s.seq).where(_s.name == stream))
        no = db.scalar(select(_s.no).where(_s.name == stream))
        db.execute(delete(entry_table).where(_e.stream_no == no, _e.seq == last))
    assert told(talked, capsys)[0] == f"{stream}\t{last - 1}\thead differs from the last entry"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"body": '{"text":"what was never said"}'}, "body altered"),
        ({"body": None, "salt": None}, "body gone without a record of its erasure"),
        ({"at": 1}, "chain broken: entry altered"),
        ({"actor_id": "0000000000000"}, "chain broken: entry altered"),
        ({"kind": "message.edited"}, "chain broken: entry altered"),
        ({"body_digest": bytes(32)}, "chain broken: entry altered"),
    ],
)
def test_an_altered_entry_is_found(
    talked: Settings, capsys: pytest.CaptureFixture[str], values: dict[str, object], fault: str
) -> None:
    with writing(talked) as db:
        stream, seq, where = place(db, "message.posted")
        db.execute(update(entry_table).where(where).values(values))
    assert f"{stream}\t{seq}\t{fault}" in told(talked, capsys)


@pytest.mark.parametrize("change", [{"seq": 99}, {"digest": bytes(32)}], ids=["seq", "digest"])
def test_an_altered_head_is_found(
    talked: Settings, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    with writing(talked) as db:
        stream, _, _ = place(db, "message.posted")
        db.execute(update(stream_table).where(_s.name == stream).values(change))
    assert "head differs from the last entry" in told(talked, capsys)[0]


def test_entries_of_no_stream_are_found(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with writing(talked) as db:
        stream, _, _ = place(db, "message.posted")
        db.execute(delete(stream_table).where(_s.name == stream))
    assert "entries without a stream" in told(talked, capsys)[0]


def test_what_readers_get_instead_of_a_removed_text_does_not_hide_an_altered_original(
    talked: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(talked) as db:
        redacted = db.first(select(redaction_table.c.stream_no, redaction_table.c.seq))
        assert redacted is not None
        db.execute(
            update(entry_table)
            .where(_e.stream_no == redacted[0], _e.seq == redacted[1])
            .values(body='{"text":"other"}')
        )
    assert f"\t{redacted[1]}\tbody altered" in told(talked, capsys)[0]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_place_without_data_is_refused_and_stays_as_it_is(installations: Installations, kind: Kind) -> None:
    nothing = installations.empty(kind)
    with pytest.raises(Refusal, match="no data of Kairan"):
        maintenance.verify(nothing)
    assert list(nothing.data.iterdir()) == []
