"""Time stamps that only `openssl ts` can read: checked by the program, as of the stamp's own time."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

OPENSSL_S = 20.0
_TIME = re.compile(r"^Time stamp: ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)


class OpensslRefused(Exception):  # noqa: N818  (what happened, as in this house)
    """The program is not there, or does not take the stamp; with what was found."""


def check_against_text(stamp: bytes, text: bytes, roots: Sequence[Certificate]) -> datetime:
    """Return the time of a stamp that an authority under these roots put under this text. Raises OpensslRefused."""
    with _files(reply=stamp, data=text, roots=_pem(roots)) as folder:
        return _checked(folder, "-data")


def check_against_request(stamp: bytes, request: bytes, roots: Sequence[Certificate]) -> datetime:
    """Return the time of a stamp that answers this very request: its nonce is compared, too. Raises OpensslRefused."""
    with _files(reply=stamp, queryfile=request, roots=_pem(roots)) as folder:
        return _checked(folder, "-queryfile")


def _checked(folder: Path, about: str) -> datetime:
    at = _time_in(folder)
    then = str(int(at.timestamp()))
    files = [about, str(folder / about[1:]), "-CAfile", str(folder / "roots")]
    if _run("-verify", "-in", str(folder / "reply"), *files, "-attime", then).returncode:
        raise OpensslRefused("refused by `openssl ts -verify`")
    return at


def _time_in(folder: Path) -> datetime:
    # The token alone: what the reply says around it is signed by nobody, and might print a time of its own.
    told = _run("-reply", "-in", str(folder / "reply"), "-token_out", "-text")
    found = None if told.returncode else _TIME.search(told.stdout.decode("utf-8", "replace"))
    if found is None:
        raise OpensslRefused("no time that `openssl ts` can read")
    try:
        return datetime.strptime(" ".join(found.groups()), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError as error:
        raise OpensslRefused("no time that `openssl ts` can read") from error


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("openssl")
    if program is None:
        raise OpensslRefused("only `openssl ts -verify` can read this stamp, and it is not installed")
    try:
        asked = [program, "ts", *arguments]
        return subprocess.run(asked, capture_output=True, check=False, timeout=OPENSSL_S)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise OpensslRefused(f"`openssl ts` took longer than {OPENSSL_S:g} s") from error


@contextmanager
def _files(**contents: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in contents.items():
            Path(folder, name).write_bytes(content)
        yield Path(folder)


def _pem(roots: Sequence[Certificate]) -> bytes:
    return b"".join(root.public_bytes(Encoding.PEM) for root in roots)
