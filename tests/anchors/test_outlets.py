"""An anchor gets to every place it is to leave for, or it is told on record, on the page of evidence and in figures."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from kairan.anchors.entries import AnchorMade, AnchorNotWritten, AnchorWritten
from kairan.anchors.evidence import evidence
from kairan.anchors.jobs import Anchoring, Making, anchoring, register_jobs
from kairan.anchors.keys import SigningKey, write_signing_key
from kairan.anchors.model import AnchorFile
from kairan.anchors.notes import read_note
from kairan.anchors.outlets import outlet
from kairan.anchors.queries import anchors
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, Worker, enqueue
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.mail import letter_table
from kairan.core.kit.store import open_store
from kairan.core.kit.upkeep import upkeeps
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal
from kairan.people import organization_stream
from tests.anchors.authority import Takes, listening
from tests.cast import assemble
from tests.commands.installations import writing


@pytest.mark.parametrize("wrong", ["relative/folder", "ftp://host/", "mailto:nobody", "https://u:p@host/", "/" * 301])
def test_a_place_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="anchor_to"):
        outlet(wrong)


def test_settings_that_cannot_work_are_refused_before_the_server_seems_to(tmp_path: Path) -> None:
    data = tmp_path / "var"
    data.mkdir()
    write_signing_key(data / "anchor.key", SigningKey.new("x"))
    (tmp_path / "broken.key").write_text("nothing")
    for wrong in (
        Settings(data=data, anchor_key=str(data / "anchor.key")),
        Settings(data=data, anchor_key=str(tmp_path / "missing.key")),
        Settings(data=data, anchor_key=str(tmp_path / "broken.key")),
        Settings(data=data, anchor_to=("mailto:kansa@city.example.lg.jp",)),
        Settings(data=data, anchor_tsa="tsa.example"),
        Settings(data=data, anchor_token_file=str(tmp_path / "missing")),
    ):
        with pytest.raises(Refusal):
            anchoring(wrong)
    assert anchoring(Settings(data=data)).outlets == ()


def made_and_brought(url: str, how: Anchoring) -> None:
    """Let a server's worker make an anchor and bring it out, until nothing is due."""

    async def work() -> None:
        jobs, store = Jobs(), open_store(url)
        await store.start()
        register_jobs(jobs, store, how)
        async with Worker(store, jobs):
            for _ in range(400):
                await asyncio.sleep(0.05)
                if await store.read(lambda db: not _waiting(db)):
                    break
        await store.stop()

    asyncio.run(work())


def _waiting(db: Db) -> bool:
    """Whether there is work that runs, or was not tried yet."""
    _j = job_table.c
    rows = db.all(select(_j.attempts, _j.lease).where(_j.kind.startswith("anchors."), _j.kind != "anchors.next"))
    return any(not row.attempts or row.lease is not None for row in rows)


def test_an_anchor_goes_to_every_place_and_a_failure_is_told(database_url: str, tmp_path: Path) -> None:
    kept, gone = tmp_path / "kept", tmp_path / "not mounted"
    kept.mkdir()
    token = tmp_path / "token"
    token.write_text("s3cret\n")
    takes = Takes()
    with writing(Settings(database=database_url)) as db:
        cast = assemble(db)
        enqueue(db, "anchors.make", Making())
    with listening(None, takes) as url:
        places = (str(kept), str(gone), "mailto:kansa@city.example.lg.jp", f"{url}/drop")
        how = Anchoring(origin="city", outlets=tuple(map(outlet, places)), token_file=token)
        made_and_brought(database_url, how)
    (file,) = kept.iterdir()
    held = msgspec.json.decode(file.read_bytes(), type=AnchorFile)
    assert takes.got == {f"/drop/{file.name}": file.read_bytes()}
    assert takes.tokens == ["Bearer s3cret"]
    with writing(Settings(database=database_url)) as db:
        assert read_note(held.note) == read_note(anchors(db)[0].note)
        (letter,) = db.all(select(letter_table))
        assert (letter.recipient, read_note(letter.text)) == ("kansa@city.example.lg.jp", read_note(held.note))
        told = [entry.kind for entry in entries_after(db, organization_stream(INSTALLATION), 0, 50)]
        assert told.count(AnchorMade.kind) == told.count(AnchorNotWritten.kind) == 1
        assert told.count(AnchorWritten.kind) == 3
        facts = {fact.ja: fact.value for fact in evidence(db, cast.sato).facts}
        assert facts[f"書き出し先 {gone}"].startswith("書き出せていません")
        assert facts[f"書き出し先 {kept}"].startswith("第1号")
        assert (upkeeps(db)["outlets"].amount, upkeeps(db)["outlets"].faults) == (4, 1)
        assert upkeeps(db)["anchor"].is_good
