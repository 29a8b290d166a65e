"""`kairan verify`, `kairan backup`, `kairan restore`: keep the record, and prove it."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy.exc import DBAPIError

from kairan.commands.backup import Made, write_backup
from kairan.commands.progress import Telling, telling
from kairan.commands.restore import RestoredBlobs, checked_manifest, require_empty, restore_rows
from kairan.commands.server import prepare
from kairan.core.journal.verify import Fault, Verified
from kairan.core.journal.verify import verify as verify_journal
from kairan.core.kit.archive import ArchiveReader, reading, writing
from kairan.core.kit.blobs import open_blobs
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.snapshot import snapshot
from kairan.core.kit.upkeep import UpkeepKind, note_upkeep
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say


def verify(settings: Settings) -> int:
    """Check every chain and print every fault; 0 when there is none."""
    with telling() as told, snapshot(settings.database_url) as db:
        step = told.step("記録の検証", "Verifying")
        verified = verify_journal(db, step.reach)
    _note(settings, "verify", verified.entries, len(verified.faults))
    for fault in verified.faults:
        typer.echo(_line(fault))
    typer.echo(_outcome(verified))
    return 1 if verified.faults else 0


def _note(settings: Settings, kind: UpkeepKind, amount: int, faults: int) -> None:
    """Remember for the page of evidence and the metrics. What was found counts, whether or not this can be kept."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            note_upkeep(db, kind, amount, faults)
    except DBAPIError as error:
        told = str(error.orig)
        typer.echo(
            say(f"結果をデータベースに残せませんでした（{told}）。", f"The result could not be kept ({told})."),
            err=True,
        )
    finally:
        engine.dispose()


def _line(fault: Fault) -> str:
    en, _, ja = fault.what.partition(" / ")
    return f"{fault.stream}\t{fault.seq}\t{say(ja, en)}"


def _outcome(verified: Verified) -> str:
    checked = say(
        f"{verified.streams:,} 本の連鎖、{verified.entries:,} 件の記録を検証しました。",
        f"{verified.entries:,} entries in {verified.streams:,} chains verified. ",
    )
    if not verified.faults:
        return checked + say("異常はありません。", "Nothing is wrong.")
    return checked + say(f"異常が {len(verified.faults):,} 件あります。", f"Faults: {len(verified.faults):,}.")


def backup(settings: Settings, target: Path) -> int:
    """Write everything into one file; 1 when something that should be in it was not there."""
    if target.is_dir():
        target /= time.strftime("kairan-%Y%m%d-%H%M%S.tar")
    try:
        with _tidy_when_ended(), telling() as told, writing(target) as archive:
            made = write_backup(archive, settings, told)
    except OSError as error:
        raise Refusal(
            f"控えを {target} に書き込めません（{error.strerror}）。空き容量と権限を確かめてください。",
            f"The backup cannot be written to {target} ({error.strerror}). Please check space and permissions.",
        ) from error
    rows = sum(part.rows for part in made.manifest.tables.values())
    _note(settings, "backup", rows, len(made.gone) + len(made.altered))
    return _report(made, target)


@contextmanager
def _tidy_when_ended() -> Iterator[None]:
    """Let SIGTERM raise like Ctrl+C, so that what was begun is taken away."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _report(made: Made, target: Path) -> int:
    for key in made.gone:
        typer.echo(say(f"ファイルの中身がありません: {key}", f"The content of a file is gone: {key}"), err=True)
    for key in made.altered:
        typer.echo(
            say(f"ファイルの中身が受け取ったときと違います: {key}", f"The content of a file was altered: {key}"),
            err=True,
        )
    rows, size = sum(part.rows for part in made.manifest.tables.values()), target.stat().st_size
    typer.echo(
        say(
            f"控えを {target} に書き込みました（{rows:,} 行、ファイル {made.manifest.blobs:,} 件、{size:,} バイト）。",
            f"The backup is in {target} ({rows:,} rows, {made.manifest.blobs:,} files, {size:,} bytes).",
        )
    )
    return 1 if made.gone or made.altered else 0


def restore(settings: Settings, source: Path) -> int:
    """Restore everything into an empty installation, or nothing; then verify it."""
    with reading(source) as archive, _tidy_when_ended(), telling() as told:
        _restore(settings, archive, told)
    typer.echo(say("復元しました。続けて記録を検証します。", "Restored. Verifying the record."))
    return verify(settings)


def _restore(settings: Settings, archive: ArchiveReader, told: Telling) -> None:
    manifest = checked_manifest(archive, told)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            require_empty(db)
        with RestoredBlobs(archive, open_blobs(settings.files_url)) as blobs:
            blobs.bring(told.step("ファイル", "Files", manifest.blobs))
            with transaction(engine) as db:
                restore_rows(db, archive, manifest, told)
    finally:
        engine.dispose()
