"""`kairan verify`, `kairan backup`, `kairan restore`: keep the record, and prove it."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer
from sqlalchemy.exc import DBAPIError

from kairan.anchors.checking import Trust, check, of_record
from kairan.anchors.keys import KeyMalformed, PublicKey, read_signing_key
from kairan.anchors.stamps import read_roots
from kairan.commands.anchoring import public_keys
from kairan.commands.backup import Made, write_backup
from kairan.commands.backup_files import (
    denied_by_the_last,
    keep_newest,
    require_as_written,
    target_of,
    write_manifest,
)
from kairan.commands.given import given_at, opened_backup
from kairan.commands.key_missing import tell_of_missing_key
from kairan.commands.one_transaction import one_transaction
from kairan.commands.progress import Telling, telling
from kairan.commands.restore import RestoredBlobs, checked_manifest, require_empty, restore_rows
from kairan.commands.server import prepare
from kairan.core.journal import append
from kairan.core.journal.verify import Fault
from kairan.core.journal.verify import verify as verify_journal
from kairan.core.kit.age import KeyUnfit, encrypt, recipients
from kairan.core.kit.archive import ArchiveReader, Seal, writing
from kairan.core.kit.blobs import open_blobs
from kairan.core.kit.snapshot import snapshot
from kairan.core.kit.upkeep import UpkeepKind, note_upkeep
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal, say
from kairan.installation.entries import BackupMade
from kairan.people import organization_stream
from kairan.selfaudit.whole import state_faults


class Held(NamedTuple):
    """What whoever verifies brought along: anchors, the public keys of their signers, and how to open a backup."""

    anchors: Sequence[Path] = ()
    keys: Sequence[str] = ()
    tsa_ca: Path | None = None
    identity: Path | None = None


class Outcome(NamedTuple):
    """What was looked at, and every fault."""

    streams: int
    entries: int
    anchors: int
    faults: list[Fault]


def verify(settings: Settings, held: Held | None = None) -> int:
    """Check every chain, the state and the anchors, and print every fault; 0 when there is none."""
    held = held or Held()
    trust = _trust(settings, held)
    with telling() as told, snapshot(settings.database_url) as db:
        step = told.step("記録の検証", "Verifying")
        verified = verify_journal(db, step.reach)
        faults = list(verified.faults)
        faults += state_faults(db, told.step("状態の照合", "Comparing the state").reach)
        faults += of_record(db, trust)
        given = [one for path in held.anchors for one in given_at(db, path, held.identity)]
        faults += check(db, given, trust)
    outcome = Outcome(verified.streams, verified.entries, len(given), faults)
    _note(settings, "verify", outcome.entries, len(faults))
    for fault in faults:
        typer.echo(_line(fault))
    typer.echo(_told(outcome))
    if held.anchors and not trust.keys:
        typer.echo(
            say(
                "錨の署名は確かめていません（--anchor-key で公開鍵を指定してください）。",
                "The signatures of the anchors were not checked (name the public key: --anchor-key).",
            ),
            err=True,
        )
    return 1 if faults else 0


def _trust(settings: Settings, held: Held) -> Trust:
    """Return whose signatures and stamps count: those that were named, otherwise those of the settings."""
    keys = public_keys(held.keys) or _own_key(settings)
    file = held.tsa_ca or (Path(settings.anchor_tsa_ca) if settings.anchor_tsa_ca else None)
    try:
        return Trust(keys, [] if file is None else read_roots(file))
    except (OSError, ValueError) as error:
        raise Refusal(f"証明書 {file} を読み取れません。", f"The certificates {file} cannot be read.") from error


def _own_key(settings: Settings) -> list[PublicKey]:
    if not settings.anchor_key:
        return []
    try:
        return [read_signing_key(Path(settings.anchor_key)).public]
    except (KeyMalformed, OSError) as error:
        raise Refusal(
            f"錨の鍵 {settings.anchor_key} を読み取れません。--anchor-key で公開鍵を指定できます。",
            f"The key {settings.anchor_key} cannot be read. You can name the public key: --anchor-key.",
        ) from error


def _note(settings: Settings, kind: UpkeepKind, amount: int, faults: int) -> None:
    """Remember for the page of evidence and the metrics, and put on record. What was found counts in any case."""
    try:
        with one_transaction(settings) as db:
            note_upkeep(db, kind, amount, faults)
            if kind == "backup":
                append(db, organization_stream(INSTALLATION), BackupMade(rows=amount, faults=faults), None)
    except DBAPIError as error:
        told = str(error.orig)
        typer.echo(
            say(f"結果をデータベースに残せませんでした（{told}）。", f"The result could not be kept ({told})."),
            err=True,
        )


def _line(fault: Fault) -> str:
    en, _, ja = fault.what.partition(" / ")
    return f"{fault.stream}\t{fault.seq}\t{say(ja, en)}"


def _told(outcome: Outcome) -> str:
    checked = say(
        f"{outcome.streams:,} 本の連鎖、{outcome.entries:,} 件の記録と、そこから決まる状態を検証しました。",
        f"{outcome.entries:,} entries in {outcome.streams:,} chains verified. ",
    )
    if outcome.anchors:
        checked += say(f"錨 {outcome.anchors:,} 件と照合しました。", f"Compared with {outcome.anchors:,} anchors. ")
    if not outcome.faults:
        return checked + say("異常はありません。", "Nothing is wrong.")
    return checked + say(f"異常が {len(outcome.faults):,} 件あります。", f"Faults: {len(outcome.faults):,}.")


def backup(settings: Settings, target: Path, *, keep: int | None = None, replace: bool = False) -> int:
    """Write everything into one file; 1 when something that should be in it was not there, or the record shrank."""
    folder = target if target.is_dir() else None
    if keep is not None and folder is None:
        raise Refusal("--keep は、控えの置き場がフォルダーのときに使います。", "--keep needs a folder for backups.")
    seal = _seal_of(settings)
    target = target_of(target, is_sealed=seal is not None, replace=replace)
    try:
        with _tidy_when_ended(), telling() as told, writing(target, seal, settings.data) as archive:
            made = write_backup(archive, settings, told)
        write_manifest(target, made.manifest.at, made.heads)
    except OSError as error:
        raise Refusal(
            f"控えを {target} に書き込めません（{error.strerror}）。空き容量と権限を確かめてください。",
            f"The backup cannot be written to {target} ({error.strerror}). Please check space and permissions.",
        ) from error
    rows = sum(part.rows for part in made.manifest.tables.values())
    denied = _denied(settings, target) if folder else []
    _note(settings, "backup", rows, len(made.gone) + len(made.altered) + len(denied))
    if keep is not None and folder is not None and not denied:
        keep_newest(folder, keep)
    return 1 if _report(made, target) or denied else 0


def _seal_of(settings: Settings) -> Seal | None:
    """Return what encrypts backups, by the settings."""
    if not settings.backup_to_key:
        return None
    try:
        to = recipients(settings.backup_to_key)
    except KeyUnfit as error:
        to, told = [], f": {error}"
    else:
        told = ""
    if not to:
        raise Refusal(
            f"backup_to_key に、使える公開鍵（age1…）がありません{told}", f"backup_to_key: no key (age1…){told}"
        )
    return lambda source, out: encrypt(source, out, to)


def _denied(settings: Settings, target: Path) -> Sequence[Fault]:
    """Say where the record no longer goes on from the backup before; the old ones are kept then."""
    with snapshot(settings.database_url) as db:
        denied = denied_by_the_last(db, target)
    for fault in denied:
        typer.echo(_line(fault), err=True)
    if denied:
        typer.echo(
            say(
                "記録が、前回の控えの続きになっていません。古い控えを残しました。kairan verify で確かめてください。",
                "The record does not go on from the last backup. Old backups are kept. Please run kairan verify.",
            ),
            err=True,
        )
    return denied


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


def restore(settings: Settings, source: Path, identity: Path | None = None) -> int:
    """Restore everything into an empty installation, or nothing; then verify it."""
    require_as_written(source)
    with _tidy_when_ended(), telling() as told, opened_backup(source, identity, _scratch(settings)) as archive:
        _restore(settings, archive, told)
    typer.echo(say("復元しました。続けて記録を検証します。", "Restored. Verifying the record."))
    tell_of_missing_key(settings)
    return verify(settings)


def _scratch(settings: Settings) -> Path | None:
    """Return where a decrypted backup may lie for a while: with the data, or where temporary files go."""
    return settings.data if settings.data.is_dir() else None


def _restore(settings: Settings, archive: ArchiveReader, told: Telling) -> None:
    manifest = checked_manifest(archive, told)
    prepare(settings)
    with one_transaction(settings) as db:
        require_empty(db)
    with RestoredBlobs(archive, open_blobs(settings.files_url)) as blobs:
        blobs.bring(told.step("ファイル", "Files", manifest.blobs))
        with one_transaction(settings) as db:
            restore_rows(db, archive, manifest, told)
