"""Templates (ひな形): forms to begin from, as files under `templates/`; whoever begins takes a copy."""

from functools import cache
from importlib.resources import files

import msgspec

from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument
from kairan.forms.questions import Group, Matrix
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
    body: str = ""  # whose it is; empty: it comes with Kairan
    is_own: bool = False  # of the viewer's body
    is_shared: bool = False  # other bodies of the installation may take copies
    may_change: bool = False  # the viewer may share or remove it


@cache
def template(key: str) -> FormDocument:
    """Return a template; read once. Raises KeyError."""
    if key not in KEYS:
        raise KeyError(key)
    return msgspec.toml.decode((FOLDER / f"{key}.toml").read_bytes(), type=FormDocument)


def templates(_db: Db, viewer: Viewer) -> list[TemplateRow]:
    """Return what one may begin from. Problems: RefusedByPolicy."""
    require(viewer, "build_forms")
    return [template_row(key, template(key)) for key in KEYS]


def template_row(
    key: str,
    document: FormDocument,
    *,
    body: str = "",
    is_own: bool = False,
    is_shared: bool = False,
    may_change: bool = False,
) -> TemplateRow:
    """Return a template as the list shows it."""
    return TemplateRow(
        key=key,
        title=document.title,
        summary=document.summary.strip(),
        questions=_asked(document),
        body=body,
        is_own=is_own,
        is_shared=is_shared,
        may_change=may_change,
    )


def _asked(document: FormDocument) -> int:
    """Return how many questions a form asks, those of a group once, of a matrix each row."""
    asked = (one for one in document.every_question() if one.fields() and one.ON_PAGE and not isinstance(one, Group))
    return sum(len(one.rows) if isinstance(one, Matrix) else 1 for one in asked)


def template_document(_db: Db, viewer: Viewer, key: str) -> FormDocument:
    """Return a template, to be copied. Problems: RefusedByPolicy, NotFound."""
    require(viewer, "build_forms")
    if key not in KEYS:
        raise NotFound
    return template(key)
