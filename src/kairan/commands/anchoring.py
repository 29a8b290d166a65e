"""`kairan anchors`: make one now, list them, make or show the key, sign, and give out what an auditor needs."""

import inspect
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
import typer

from kairan.anchors import auditor
from kairan.anchors.actions import Refused, TooManyStreams, draft_anchor, keep_stamp, note_not_written
from kairan.anchors.jobs import Anchoring, anchoring, bring_to, conclude, conclude_writing
from kairan.anchors.keys import KeyMalformed, PublicKey, SigningKey, read_signing_key, write_signing_key
from kairan.anchors.model import AnchorFile
from kairan.anchors.notes import NoteMalformed, read_note
from kairan.anchors.outlets import OutletTrouble, encoded
from kairan.anchors.proofs import NotAnchored, prove
from kairan.anchors.queries import anchor_file, anchors, outlets
from kairan.anchors.stamps import StampWrong, ask_for_stamp
from kairan.commands.one_transaction import one_transaction
from kairan.core.kit.clock import JAPAN
from kairan.core.kit.database import Db
from kairan.core.kit.snapshot import snapshot
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say


def make(settings: Settings, *, anyway: bool) -> int:
    """Make an anchor now and bring it to every place; 1 when there is none, or it did not get everywhere."""
    how = anchoring(settings)
    with snapshot(settings.database_url) as db:
        try:
            made = draft_anchor(db, how.origin, how.key(), anyway=anyway)
        except TooManyStreams as error:
            raise Refusal("ストリームが多すぎます。", "There are too many streams.") from error
    still = msgspec.structs.replace(how, outlets=(), authority="")  # brought by ourselves, in front of who asked
    with one_transaction(settings) as db:
        no = conclude(db, still, made)
    if isinstance(made, Refused):
        return _refused(made)
    if no is None:
        raise Refusal("同時に別の錨が作られました。もう一度実行してください。", "Another one was made meanwhile.")
    typer.echo(say(f"錨を作りました（第{no}号）。", f"Anchor {no} made."))
    good = _stamp(settings, how, no)
    return 0 if _bring(settings, how, no) and good else 1


def _refused(refused: Refused) -> int:
    for name in refused.streams:
        typer.echo(name)
    typer.echo(
        say(
            "錨を作りませんでした。前の錨にある記録が、短くなっているか、書き換えられているか、なくなっています。"
            "kairan verify で確かめてください。承知のうえで作るときは --anyway を付けます。",
            "No anchor was made: what the last one says of the record is no longer so. Please look into it with "
            "kairan verify. To make one all the same: --anyway.",
        ),
        err=True,
    )
    return 1


def _stamp(settings: Settings, how: Anchoring, no: int) -> bool:
    if not how.authority:
        return True
    with snapshot(settings.database_url) as db:
        text = read_note(_file(db, no).note).checkpoint.text.encode()
    try:
        stamp, at = ask_for_stamp(how.authority, text, how.roots())
    except StampWrong as wrong:
        typer.echo(say(f"タイムスタンプを得られません: {wrong}", f"No time stamp: {wrong}"), err=True)
        return False
    with one_transaction(settings) as db:
        keep_stamp(db, no, stamp, how.authority, at)
    return True


def _bring(settings: Settings, how: Anchoring, no: int) -> bool:
    """Bring an anchor to every place; says what went wrong where."""
    good = True
    for place in how.outlets:
        with snapshot(settings.database_url) as db:
            file = _file(db, no)
        try:
            bring_to(place, file, how.token())
        except (OutletTrouble, OSError) as trouble:
            good = False
            typer.echo(
                say(f"{place.name} に書き出せません: {trouble}", f"Not written to {place.name}: {trouble}"), err=True
            )
            with one_transaction(settings) as db:
                note_not_written(db, no, place.name, str(trouble))
        else:
            with one_transaction(settings) as db:
                conclude_writing(db, no, place, file.note)
            typer.echo(say(f"書き出しました: {place.name}", f"Written to {place.name}"))
    return good


def _file(db: Db, no: int) -> AnchorFile:
    file = anchor_file(db, no)
    if file is None:
        raise Refusal(f"第{no}号の錨はありません。", f"There is no anchor {no}.")
    return file


def show(settings: Settings) -> None:
    """List the anchors and how far they have got."""
    with snapshot(settings.database_url) as db:
        for one in anchors(db):
            signers = ", ".join(f"{by.name}+{by.key_id.hex()}" for by in read_note(one.note).signatures) or "-"
            stamp = "-" if one.stamp is None else "RFC 3161"
            at = datetime.fromtimestamp(one.at / 1000, JAPAN)
            typer.echo(f"{one.no}\t{at:%Y-%m-%d %H:%M:%S}\t{signers}\t{stamp}")
        for place in outlets(db):
            typer.echo(f"{place.outlet}\t{place.written_no or '-'}\t{place.error or 'OK'}")


def write_out(settings: Settings, no: int, target: Path) -> None:
    """Write one anchor into a file, whatever the settings say."""
    with snapshot(settings.database_url) as db:
        data = encoded(_file(db, no))
    _write_new(target, data)
    typer.echo(say(f"第{no}号の錨を {target} に書き込みました。", f"Anchor {no} is in {target}."))


def key(settings: Settings, file: Path | None, name: str | None) -> None:
    """Make a key for signing, or show the public one of the settings; prints what those who check need."""
    if file is None:
        typer.echo(_configured_key(settings).public.line)
        return
    inside = file.resolve().is_relative_to(settings.data.resolve())
    if inside:
        raise Refusal(
            "鍵はデータのフォルダーの外に作ってください。中に置くと、データの控えと一緒に写されます。",
            "Please make the key outside of the data folder; inside, copies of the data would carry it along.",
        )
    try:
        made = SigningKey.new(name or anchoring(msgspec.structs.replace(settings, anchor_key="")).origin)
        write_signing_key(file, made)
    except KeyMalformed as error:
        raise Refusal(
            "鍵の名前には、半角の英数字と . _ - / : を使ってください。",
            "Use letters, digits and . _ - / : for its name.",
        ) from error
    except OSError as error:
        raise Refusal(
            f"鍵を {file} に書き込めません（{error.strerror}）。",
            f"The key cannot be written to {file} ({error.strerror}).",
        ) from error
    typer.echo(made.public.line)


def _configured_key(settings: Settings) -> SigningKey:
    found = anchoring(settings).key()
    if found is None:
        raise Refusal(
            "署名の鍵が設定されていません。kairan anchors key ファイル で作り、KAIRAN_ANCHOR_KEY に指定してください。",
            "No key is set. Make one with `kairan anchors key FILE` and name it in KAIRAN_ANCHOR_KEY.",
        )
    return found


def sign(file: Path, key_file: Path) -> None:
    """Put a signature under an anchor that somebody brought: for an auditor who keeps the key; needs no database."""
    try:
        by = read_signing_key(key_file)
    except (KeyMalformed, OSError) as error:
        raise Refusal(f"鍵 {key_file} を読み取れません。", f"The key {key_file} cannot be read.") from error
    try:
        signed = _signed(file.read_bytes(), by)
    except (msgspec.DecodeError, UnicodeDecodeError, NoteMalformed) as error:
        raise Refusal(f"{file} は錨ではありません。", f"{file} is no anchor.") from error
    _write(file, signed, os.replace)
    typer.echo(say(f"署名しました: {by.public.line}", f"Signed: {by.public.line}"))


def _signed(data: bytes, by: SigningKey) -> bytes:
    if data[:1] != b"{":
        return read_note(data.decode()).signed_by(by).encoded.encode()
    file = msgspec.json.decode(data, type=AnchorFile)
    return encoded(msgspec.structs.replace(file, note=read_note(file.note).signed_by(by).encoded))


def proof(settings: Settings, stream: str, numbers: Sequence[int], first: int | None, target: Path) -> None:
    """Write a proof for an auditor: that a stream's heads are in these anchors, and that each grew out of the last."""
    with snapshot(settings.database_url) as db:
        try:
            proved = prove(db, stream, numbers, first)
        except NotAnchored as error:
            raise Refusal(f"{stream} は、その錨に含まれていません。", f"{stream} is not in these anchors.") from error
    _write_new(target, msgspec.json.format(msgspec.json.encode(proved), indent=1) + b"\n")
    typer.echo(say(f"証明を {target} に書き込みました。", f"The proof is in {target}."))


def verifier(target: Path | None) -> None:
    """Give out the auditor's script; it needs nothing of Kairan."""
    source = inspect.getsource(auditor)
    if target is None:
        typer.echo(source, nl=False)
        return
    _write_new(target / "kairan_verifier.py" if target.is_dir() else target, source.encode())


def public_keys(lines: Sequence[str]) -> list[PublicKey]:
    """Read public keys from the command line: each a line, or a file that holds one. Refuses what is none."""
    found: list[PublicKey] = []
    for line in lines:
        path = Path(line)
        try:
            found.append(PublicKey.read(path.read_text("utf-8") if path.is_file() else line))
        except (KeyMalformed, OSError, UnicodeDecodeError) as error:
            raise Refusal(f"錨の公開鍵ではありません: {line}", f"No public key of anchors: {line}") from error
    return found


def _write_new(target: Path, data: bytes) -> None:
    if target.exists():
        raise Refusal(f"{target} はすでにあります。", f"{target} is there already.")
    _write(target, data, os.rename)


def _write(target: Path, data: bytes, put: Callable[[str, Path], None]) -> None:
    """Write whole or not at all."""
    try:
        descriptor, fresh = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(data)
            put(fresh, target)
        finally:
            with suppress(FileNotFoundError):
                Path(fresh).unlink()
    except OSError as error:
        raise Refusal(
            f"{target} に書き込めません（{error.strerror}）。", f"{target} cannot be written ({error.strerror})."
        ) from error
