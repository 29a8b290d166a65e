"""A refusal as a page, for people who open an address in a browser; programs get the problem document."""

import base64
import hashlib
from html import escape
from typing import Any

from litestar import Request, Response

from kairan.core.kit.problems import Problem

_STYLE = (
    "body{font-family:system-ui,'Noto Sans JP',sans-serif;line-height:1.75;margin:0 auto;max-width:40rem;"
    "padding:4rem 1.25rem;color:#1a1a1c;background:#fff}h1{font-size:1.25rem;line-height:1.6}"
    "p{margin:1rem 0}small{color:#4d4d4d}@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#1a1a1c}"
    "small{color:#b3b3b3}}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; frame-ancestors 'none'"


def wants_page(request: Request[Any, Any, Any]) -> bool:
    """Whether a person opened an address: the browser asks for a page, and not for one of our own.

    What a page without scripts sends is answered by a page, too.
    """
    return (
        (request.method in {"GET", "HEAD"} or is_rendered(request))
        and "text/html" in request.headers.get("accept", "")
        and not request.url.path.startswith("/api")
    )


def is_rendered(request: Request[Any, Any, Any]) -> bool:
    """Whether the address is one of the pages that are rendered for residents: they read every refusal there."""
    return bool(getattr(request.scope.get("route_handler"), "opt", {}).get("public"))


def page(request: Request[Any, Any, Any], problem: Problem, language: str, status: int | None = None) -> Response[str]:
    """Return the sentence as a page, complete in itself, in the person's language and the other one below."""
    other = "ja" if language == "en" else "en"
    number = str(request.scope.get("state", {}).get("request_id", ""))
    # Not 受付番号, which is what a resident gets when something was received.
    label = "Number of this request" if language == "en" else "お問い合わせ用の番号"
    title = "Kairan" if language == "en" else "回覧（Kairan）"
    text = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style>"
        f"<main><h1>{escape(problem.sentence(language))}</h1>"
        f'<p lang="{other}">{escape(problem.sentence(other))}</p>'
        f"<p><small>{label}: {escape(number)}</small></p></main></html>"
    )
    headers = {"Content-Security-Policy": POLICY, **problem.headers}
    if problem.retry_after_s is not None:
        headers["Retry-After"] = str(problem.retry_after_s)
    return Response(text, status_code=status or problem.status, media_type="text/html", headers=headers)
