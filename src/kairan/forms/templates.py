"""Templates (ひな形): forms to begin from, as files under `templates/`; whoever begins takes a copy."""

from functools import cache
from importlib.resources import files

import msgspec

from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument
from kairan.forms.questions import Matrix
from kairan.policy import require

FOLDER = files("kairan.forms") / "templates"
KEYS = (
    "bulky-waste",
    "dog-death",
    "moving-out",
    "resident-record",
    "nursery",
    "disaster-certificate",
    "event",
    "facility",
    "recruitment",
    "citizen-survey",
    "public-comment",
    "health-check",
    "staff-survey",
    "training",
)
"""In the order in which they are offered: procedures of residents, surveys, and what staff ask each other."""


class TemplateRow(msgspec.Struct, frozen=True, kw_only=True):
    """A template in the list."""

    key: str
    title: str
    summary: str
    questions: int  # that are asked


@cache
def template(key: str) -> FormDocument:
    """Return a template; read once. Raises KeyError."""
    if key not in KEYS:
        raise KeyError(key)
    return msgspec.toml.decode((FOLDER / f"{key}.toml").read_bytes(), type=FormDocument)


def templates(_db: Db, viewer: Viewer) -> list[TemplateRow]:
    """Return what one may begin from. Problems: RefusedByPolicy."""
    require(viewer, "build_forms")
    return [_row(key, template(key)) for key in KEYS]


def _row(key: str, document: FormDocument) -> TemplateRow:
    asked = sum(len(one.rows) if isinstance(one, Matrix) else 1 for one in document.questions() if one.ASKS)
    return TemplateRow(key=key, title=document.title, summary=document.summary.strip(), questions=asked)


def template_document(_db: Db, viewer: Viewer, key: str) -> FormDocument:
    """Return a template, to be copied. Problems: RefusedByPolicy, NotFound."""
    require(viewer, "build_forms")
    if key not in KEYS:
        raise NotFound
    return template(key)
