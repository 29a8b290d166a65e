"""The staff client's files, from memory, compressed when it was built; every address of it answers with its page."""

import hashlib
import mimetypes
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency as Given

from kairan.core.edge.authentication import Authentication
from kairan.core.edge.faces import PUBLIC, PUBLIC_HOME
from kairan.core.kit.problems import NotFound

FOLDER = Path(__file__).parents[2] / "client"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
PACKED = {"br": ".br", "gzip": ".gz"}
"""The name of each compression, the smallest first, and how a file ends that holds it (web/tools/compress.mjs)."""
_TEXTS = ("text/", "application/json", "application/manifest", "image/svg", "application/javascript")

NO_CLIENT = (
    "<!doctype html><html lang='ja'><meta charset='utf-8'><title>Kairan</title><p>画面が作られていません。"
    "<code>make client</code> を実行してください。The client is not built: run <code>make client</code>.</p>"
)


class Asset(msgspec.Struct, frozen=True):
    """A file of the client, and the same compressed."""

    media_type: str
    body: bytes
    packed: dict[str, bytes]
    etag: str
    lasting: bool


class Client:
    """All files of the built client; bounded by what was built."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.assets = {
            "/" + file.relative_to(folder).as_posix(): _load(file, folder)
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file.suffix not in PACKED.values()
        }
        self.page = self.assets.get("/index.html") or _asset("text/html", NO_CLIENT.encode(), {}, lasting=False)

    def find(self, path: str) -> Asset:
        """Return the file at a path, or the page for an address of the client. Problems: NotFound."""
        found = self.assets.get(path)
        if found is not None:
            return found
        if "." in path.rsplit("/", 1)[-1]:
            raise NotFound
        return self.page


def _load(file: Path, folder: Path) -> Asset:
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    beside = {name: file.with_name(file.name + end) for name, end in PACKED.items()}
    packed = {name: one.read_bytes() for name, one in beside.items() if one.is_file()}
    return _asset(media_type, file.read_bytes(), packed, lasting=file.relative_to(folder).parts[0] == "assets")


def _asset(media_type: str, body: bytes, packed: dict[str, bytes], *, lasting: bool) -> Asset:
    is_text = media_type.startswith(_TEXTS)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    says_charset = is_text and not media_type.startswith("text/")  # there Litestar adds it
    return Asset(f"{media_type}; charset=utf-8" if says_charset else media_type, body, packed, etag, lasting)


def _taken(accepted: str) -> set[str]:
    """Return the compressions an `Accept-Encoding` names, without those it refuses (`br;q=0`)."""
    named = (one.replace(" ", "").partition(";q=") for one in accepted.lower().split(","))
    return {name for name, _, weight in named if weight.rstrip("0.") or not weight}


@get("/", include_in_schema=False, exclude_from_auth=True, packed=True, public=True)
async def get_root(
    request: Request[Any, Any, Any], client: Given[Client], authentication: Given[Authentication]
) -> Response[bytes]:
    """Serve the client; lead residents to their pages."""
    if authentication.face(request) == PUBLIC:
        return Response(b"", status_code=303, headers={"Location": PUBLIC_HOME, "Cache-Control": "no-store"})
    return _sent(request, client)


@get("/{path:path}", include_in_schema=False, exclude_from_auth=True, packed=True)
async def get_client(request: Request[Any, Any, Any], client: Given[Client]) -> Response[bytes]:
    """Serve the client."""
    return _sent(request, client)


def _sent(request: Request[Any, Any, Any], client: Client) -> Response[bytes]:
    asset = client.find(request.scope["path"])
    headers = {
        "Cache-Control": FOREVER if asset.lasting else ALWAYS_ASK,
        "ETag": asset.etag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    taken = _taken(request.headers.get("accept-encoding", ""))
    for name, body in asset.packed.items():
        if name in taken:
            return Response(body, headers={**headers, "Content-Encoding": name}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
