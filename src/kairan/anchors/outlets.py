"""Where anchors leave for, as the operator set it: a folder, an address for mail, or an address for HTTP PUT.

/mnt/auditor/kairan                 a folder that is there (a share of another machine, a drop of another Kairan)
mailto:kansa@city.example.lg.jp     the checkpoint as a letter to the auditor
https://keep.example.lg.jp/drop/    PUT of each anchor under this address, with the token of `anchor_token_file`
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from kairan.anchors.asking import AddressTrouble, ask_address
from kairan.anchors.model import OUTLET_LENGTH, AnchorFile
from kairan.core.kit.mail import is_address

Means = Literal["folder", "mail", "http"]
ANSWER_BYTES = 64 * 1024  # of a place that takes anchors; nothing in it is used


class OutletTrouble(Exception):  # noqa: N818  (what happened, as in this house)
    """An anchor could not be written there; with what was answered."""


class Outlet(msgspec.Struct, frozen=True):
    """A place that anchors leave for. `name` is what the operator wrote."""

    name: str
    means: Means
    target: str

    def write(self, file_name: str, data: bytes, token: str | None) -> None:
        """Bring an anchor there; the same twice is once. Letters go another way. Raises OutletTrouble."""
        if self.means == "folder":
            _write_file(Path(self.target), file_name, data)
        elif self.means == "http":
            _put(f"{self.target.rstrip('/')}/{file_name}", data, token)


def outlet(name: str) -> Outlet:
    """Read what an operator set. Raises ValueError with what is wrong."""
    parts = urlsplit(name)
    if len(name) > OUTLET_LENGTH:
        raise ValueError(f"anchor_to: at most {OUTLET_LENGTH} characters")
    if parts.scheme == "mailto" and is_address(parts.path):
        return Outlet(name, "mail", parts.path)
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.password:
        return Outlet(name, "http", name)
    path = Path(parts.path if parts.scheme == "file" else name)
    if parts.scheme in {"", "file"} and path.is_absolute():
        return Outlet(name, "folder", str(path))
    raise ValueError(f"anchor_to: a folder such as /mnt/auditor, mailto:…, or https://… ({name})")


def file_name_of(no: int, root: bytes) -> str:
    """Return the name of an anchor's file: two of one number but of different logs never overwrite each other."""
    return f"kairan-anchor-{no:06d}-{root.hex()[:8]}.json"


def encoded(file: AnchorFile) -> bytes:
    """Return what is written out."""
    return msgspec.json.format(msgspec.json.encode(file), indent=0) + b"\n"


def _write_file(folder: Path, name: str, data: bytes) -> None:
    """Write into a folder that is there: a share that is not mounted must not be taken for a local folder."""
    try:
        descriptor, fresh = tempfile.mkstemp(dir=folder, prefix=".kairan-anchor-", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(fresh).chmod(0o640)  # whoever keeps the folder reads it; there are no words in it
            Path(fresh).replace(folder / name)
        finally:
            with suppress(FileNotFoundError):
                Path(fresh).unlink()
    except OSError as error:
        raise OutletTrouble(f"{error.strerror}: {folder}") from error


def _put(url: str, data: bytes, token: str | None) -> None:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        status, _ = ask_address("PUT", url, data, headers, ANSWER_BYTES)
    except AddressTrouble as trouble:
        raise OutletTrouble(str(trouble)) from trouble
    if not 200 <= status < 300:
        raise OutletTrouble(f"HTTP {status}")
