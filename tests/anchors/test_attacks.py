"""Whoever holds the database can rewrite it so that it fits together again; an anchor kept elsewhere tells."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, select, update

from kairan.anchors.actions import Refused, draft_anchor, keep_anchor
from kairan.anchors.keys import SigningKey, write_signing_key
from kairan.anchors.model import AnchorFile, anchor_table
from kairan.anchors.notes import read_note
from kairan.commands import anchoring, maintenance
from kairan.commands.maintenance import Held
from kairan.core.journal.model import EMPTY, digest_of_body, digest_of_entry, entry_table, redaction_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.settings import Settings
from kairan.talk.model import message_table
from tests.cast import assemble, room_of, say
from tests.commands.installations import Installations, writing
from tests.commands.test_backup import member_called
from tests.support.databases import Kind

_e, _s, _m = entry_table.c, stream_table.c, message_table.c


@pytest.fixture(params=["sqlite", "postgresql"])
def anchored(request: pytest.FixtureRequest, installations: Installations, tmp_path: Path) -> Settings:
    """Give an installation whose record was anchored, with the anchors in a folder of their own."""
    kind: Kind = request.param
    folder, key_file = tmp_path / "auditor", tmp_path / "anchor.key"
    folder.mkdir()
    write_signing_key(key_file, SigningKey.new("city.example.lg.jp"))
    settings = msgspec.structs.replace(
        installations.filled(kind), anchor_key=str(key_file), anchor_to=(str(folder),), reader_process=False
    )
    assert anchoring.make(settings, anyway=False) == 0
    return settings


def auditors(settings: Settings) -> Path:
    return Path(settings.anchor_to[0])


def found(settings: Settings, capsys: pytest.CaptureFixture[str], held: Held | None = None) -> list[str]:
    """Verify with what the auditor kept; return what was found, without the last line."""
    capsys.readouterr()
    code = maintenance.verify(settings, held or Held([auditors(settings)]))
    *lines, last = capsys.readouterr().out.splitlines()
    assert code == bool(lines), last
    return [line.split("\t")[2] for line in lines]


def rewrite(db: Db, no: int) -> None:
    """Compute every digest of a stream anew, as whoever altered it would."""
    name = db.scalar(select(_s.name).where(_s.no == no))
    before, seq = EMPTY, 0
    for row in db.all(select(entry_table).where(_e.stream_no == no).order_by(_e.seq)):
        body_digest = bytes(row.body_digest) if row.body is None else digest_of_body(bytes(row.salt), row.body.encode())
        before = digest_of_entry(before, name, row.seq, row.kind, row.at, row.actor_id, body_digest)
        seq = row.seq
        here = (_e.stream_no == no) & (_e.seq == seq)
        db.execute(update(entry_table).where(here).values(body_digest=body_digest, digest=before))
    db.execute(update(stream_table).where(_s.no == no).values(seq=seq, digest=before))


def other_words(db: Db) -> None:
    """Let somebody have said something else, in the table and in the record."""
    row = db.all(select(message_table).where(_m.text == "了解です。"))[0]
    here = (_e.stream_no == row.room_no) & (_e.seq == row.seq)
    body = db.scalar(select(_e.body).where(here)).replace("了解です。", "反対です。")
    db.execute(update(entry_table).where(here).values(body=body))
    db.execute(update(message_table).where(_m.id == row.id).values(text="反対です。"))
    rewrite(db, row.room_no)


def cut_tail(db: Db) -> None:
    """Let the last three entries of a room vanish."""
    no = db.scalar(select(_m.room_no).where(_m.text == "了解です。"))
    last = db.scalar(select(_s.seq).where(_s.no == no))
    db.execute(delete(entry_table).where(_e.stream_no == no, _e.seq > last - 3))
    db.execute(delete(message_table).where(_m.room_no == no, _m.seq > last - 3))
    db.execute(delete(redaction_table).where(redaction_table.c.stream_no == no, redaction_table.c.seq > last - 3))
    rewrite(db, no)


def drop_stream(db: Db) -> None:
    """Let a whole stream never have been."""
    no = db.scalar(select(_s.no).where(_s.name.startswith("member:")))
    db.execute(delete(entry_table).where(_e.stream_no == no))
    db.execute(delete(stream_table).where(_s.no == no))


ATTACKS: dict[str, tuple[Callable[[Db], None], str]] = {
    "other words": (other_words, "past rewritten: not the digest of the anchor"),
    "cut tail": (cut_tail, "cut off: the anchor knows later entries"),
    "dropped stream": (drop_stream, "stream of the anchor is gone"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_record_that_was_written_anew_is_found_by_the_anchor(
    anchored: Settings, capsys: pytest.CaptureFixture[str], attack: str
) -> None:
    act, told = ATTACKS[attack]
    assert found(anchored, capsys) == []
    with writing(anchored) as db:
        act(db)
    assert told in found(anchored, capsys)


def test_whoever_takes_the_anchors_out_of_the_database_as_well_is_found(
    anchored: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(anchored) as db:
        other_words(db)
        db.execute(delete(anchor_table))
        remade = draft_anchor(db, "city.example.lg.jp", None)
        assert not isinstance(remade, Refused)
        keep_anchor(db, remade)
    assert set(found(anchored, capsys)) >= {
        "past rewritten: not the digest of the anchor",
        "log of anchors was rewritten or cut",
    }


def test_a_letter_alone_with_the_checkpoint_finds_it_too(
    anchored: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (file,) = auditors(anchored).iterdir()
    letter = tmp_path / "mail.eml"
    letter.write_text(msgspec.json.decode(file.read_bytes(), type=AnchorFile).note)
    assert found(anchored, capsys, Held([letter])) == []
    with writing(anchored) as db:
        other_words(db)
    assert "heads are not those that were anchored" in found(anchored, capsys, Held([letter]))


def test_without_anything_from_outside_the_last_anchor_in_the_database_tells_whoever_did_not_think_of_it(
    anchored: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(anchored) as db:
        other_words(db)
    assert "heads are not those that were anchored" in found(anchored, capsys, Held())


def test_an_anchor_of_another_key_or_with_other_heads_is_refused(
    anchored: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = auditors(anchored).iterdir()
    held = msgspec.json.decode(file.read_bytes(), type=AnchorFile)
    note = read_note(held.note)
    forged = msgspec.structs.replace(note, signatures=()).signed_by(SigningKey.new("city.example.lg.jp")).encoded
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(held, note=forged)))
    assert found(anchored, capsys) == ["not signed by this key"]
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(held, heads=held.heads[1:])))
    assert found(anchored, capsys) == ["heads are not those that were anchored"]


def test_what_is_said_after_an_anchor_does_not_disturb_it_and_comes_into_the_next(
    anchored: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(anchored) as db:
        cast = assemble(db)
        say(db, cast.sato, room_of(db, cast.sato, name="新しい部屋"), "翌日の発言")
    assert found(anchored, capsys) == []
    assert anchoring.make(anchored, anyway=False) == 0
    assert len(list(auditors(anchored).iterdir())) == 2
    assert found(anchored, capsys) == []


def test_no_anchor_is_made_of_a_record_that_denies_the_last_one(
    anchored: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(anchored) as db:
        cut_tail(db)
    assert anchoring.make(anchored, anyway=False) == 1
    assert anchoring.make(anchored, anyway=True) == 0
    assert "cut off: the anchor knows later entries" in found(anchored, capsys)


def test_an_older_backup_is_an_anchor_too(
    anchored: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    maintenance.backup(anchored, tmp_path / "b.tar")
    for kept in (tmp_path / "b.tar", tmp_path / "b.tar.manifest.json"):
        assert found(anchored, capsys, Held([kept])) == []
    with writing(anchored) as db:
        assert member_called(db, "sato")
        other_words(db)
    for kept in (tmp_path / "b.tar", tmp_path / "b.tar.manifest.json"):
        assert "past rewritten: not the digest of the anchor" in found(anchored, capsys, Held([kept]))
