"""What every template is given, whatever it prints."""

from collections.abc import Sequence
from pathlib import Path

from litestar import Response

from kairan.core.kit.typesetting.glyphs import Printable, Run, code_points

FOLDER = Path(__file__).parent
REPLACED_SHOWN = 40  # characters that could not be printed, as they are told below

Fact = tuple[str, str]
"""What something is called, and what it is."""


def around(ink: Printable, title: str, author: str, language: str, words: dict[str, str]) -> dict[str, object]:
    """Return what stands around any content; made last, when all is known that could not be printed."""
    return {
        "title": title,
        "author": author,
        "language": language,
        "words": words,
        "fonts": ink.families,
        "replaced": [
            {"shown": ink(shown), "codes": code_points(cluster)}
            for cluster, shown in list(ink.replaced.items())[:REPLACED_SHOWN]
        ],
    }


def as_pdf(content: bytes, name: str) -> Response[bytes]:
    """Return a PDF to be saved under a name of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


def inked(ink: Printable, facts: Sequence[Fact]) -> list[dict[str, str | list[Run]]]:
    """Return facts for a template."""
    return [{"name": name, "value": ink(value)} for name, value in facts]
