"""Backups as files: their names, what lies beside them, that none is overwritten, and how many are kept."""

import hashlib
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kairan.anchors.checking import Given, Trust, check
from kairan.anchors.model import Head
from kairan.commands.given import unreadable
from kairan.commands.manifest import HeadsFile
from kairan.core.journal.verify import Fault
from kairan.core.kit.archive import CHUNK
from kairan.core.kit.database import Db
from kairan.core.words import Refusal

MANIFEST_SUFFIX = ".manifest.json"
_NAME = re.compile(r"kairan-\d{8}-\d{6}\.tar(\.age)?")


def target_of(target: Path, *, is_sealed: bool, replace: bool) -> Path:
    """Return the file a backup goes into. Refuses one that is there, unless it is to be replaced."""
    if target.is_dir():
        target /= time.strftime("kairan-%Y%m%d-%H%M%S.tar") + (".age" if is_sealed else "")
    if target.exists() and not replace:
        raise Refusal(
            f"{target} はすでにあります。別の名前にするか、--replace を付けてください。",
            f"{target} is there already. Please choose another name, or say --replace.",
        )
    return target


def manifest_of(backup: Path) -> Path:
    """Return the file that lies beside a backup."""
    return backup.with_name(backup.name + MANIFEST_SUFFIX)


def write_manifest(backup: Path, at: int, heads: list[Head]) -> None:
    """Write down what a backup is and of what moment, for whoever keeps it."""
    told = HeadsFile(backup=backup.name, sha256=sha256_of(backup), at=at, heads=heads)
    file = manifest_of(backup)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(told), indent=0) + b"\n")
        out.flush()
        os.fsync(out.fileno())


def read_manifest_of(backup: Path) -> HeadsFile | None:
    """Return what lies beside a backup; None when nothing does. Refuses what is damaged."""
    file = manifest_of(backup)
    if not file.is_file():
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=HeadsFile)
    except msgspec.DecodeError as error:
        raise unreadable(file) from error


def require_as_written(backup: Path) -> None:
    """Refuse a backup that is not the file its manifest speaks of."""
    told = read_manifest_of(backup)
    if told is not None and told.sha256 != sha256_of(backup):
        raise Refusal(
            f"{backup} は、添えられた {manifest_of(backup).name} と一致しません。壊れているか、差し替えられています。",
            f"{backup} is not what {manifest_of(backup).name} says of it: it is damaged, or another file.",
        )


def sha256_of(file: Path) -> str:
    """Hash a file."""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in a folder that were named by their time, the oldest first."""
    return sorted(one for one in folder.iterdir() if _NAME.fullmatch(one.name))


def denied_by_the_last(db: Db, new: Path) -> Sequence[Fault]:
    """Compare the present record with the heads beside the backup before this one: it must go on from there."""
    before = [one for one in backups_in(new.parent) if one.name < new.name]
    told = read_manifest_of(before[-1]) if before else None
    return [] if told is None else check(db, [Given(before[-1].name, told.heads)], Trust())


def keep_newest(folder: Path, most: int) -> list[Path]:
    """Delete the oldest backups of a folder beyond so many; returns them."""
    old = backups_in(folder)[:-most]
    for one in old:
        one.unlink()
        manifest_of(one).unlink(missing_ok=True)
    return old
