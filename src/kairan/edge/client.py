"""The staff client's files, from memory, compressed once; every address of the client answers with its page."""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency as Given

from kairan.kit.problems import NotFound

FOLDER = Path(__file__).parent.parent / "client"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
LEAST_COMPRESSED = 1_000
_TEXTS = ("text/", "application/json", "application/manifest", "image/svg", "application/javascript")

NO_CLIENT = (
    "<!doctype html><html lang='ja'><meta charset='utf-8'><title>Kairan</title><p>画面が作られていません。"
    "<code>make client</code> を実行してください。The client is not built: run <code>make client</code>.</p>"
)


class Asset(msgspec.Struct, frozen=True):
    """A file of the client."""

    media_type: str
    body: bytes
    zipped: bytes | None
    etag: str
    lasting: bool


class Client:
    """All files of the built client; bounded by what was built."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.assets = {
            "/" + file.relative_to(folder).as_posix(): _load(file, folder)
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
        self.page = self.assets.get("/index.html") or _asset("text/html", NO_CLIENT.encode(), lasting=False)

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
    return _asset(media_type, file.read_bytes(), lasting=file.relative_to(folder).parts[0] == "assets")


def _asset(media_type: str, body: bytes, *, lasting: bool) -> Asset:
    is_text = media_type.startswith(_TEXTS)
    zipped = gzip.compress(body, 6) if is_text and len(body) >= LEAST_COMPRESSED else None
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    says_charset = is_text and not media_type.startswith("text/")  # there Litestar adds it
    return Asset(f"{media_type}; charset=utf-8" if says_charset else media_type, body, zipped, etag, lasting)


@get(["/", "/{path:path}"], include_in_schema=False, exclude_from_auth=True)
async def get_client(request: Request[Any, Any, Any], client: Given[Client]) -> Response[bytes]:
    """Serve the client."""
    asset = client.find(request.scope["path"])
    headers = {
        "Cache-Control": FOREVER if asset.lasting else ALWAYS_ASK,
        "ETag": asset.etag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    if asset.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.zipped, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
