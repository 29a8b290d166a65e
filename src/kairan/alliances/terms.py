"""The terms of an alliance (参加の約束): every version stays readable, so that nobody forgets what a body agreed to."""

import msgspec
from sqlalchemy import insert, select

from kairan.alliances.finding import find_alliance
from kairan.alliances.model import TERMS_LIMIT, alliance_terms_table
from kairan.alliances.problems import AllianceTermsNeeded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.talk.model import AllianceId

VERSIONS_SHOWN = 50

_t = alliance_terms_table.c


class TermsVersion(msgspec.Struct, frozen=True):
    """The terms as they held from an instant on."""

    version: int
    text: str
    at: int


class TermsVersions(msgspec.Struct, frozen=True):
    """The newest fifty versions of an alliance's terms, the newest first."""

    versions: list[TermsVersion]


def good_terms(terms: str) -> str:
    """Return terms as they are kept. Problems: AllianceTermsNeeded, TextTooLong."""
    if not (good := bounded_text(terms.strip(), TERMS_LIMIT)):
        raise AllianceTermsNeeded
    return good


def keep_terms(db: Db, viewer: Viewer, alliance_id: AllianceId, version: int, text: str) -> None:
    """Write down a version of an alliance's terms."""
    values = {"alliance_id": alliance_id, "version": version, "text": text, "at": now_ms(), "by_id": viewer.member_id}
    db.execute(insert(alliance_terms_table).values(values))


def terms_of(db: Db, alliance_id: str, version: int) -> str:
    """Return a version of an alliance's terms."""
    return str(db.scalar(select(_t.text).where(_t.alliance_id == alliance_id, _t.version == version)) or "")


def terms_versions(db: Db, viewer: Viewer, alliance_id: AllianceId) -> TermsVersions:
    """Return the versions of an alliance's terms, for whoever may know of it. Problems: AllianceNotFound."""
    find_alliance(db, viewer, alliance_id)
    rows = db.all(
        select(_t.version, _t.text, _t.at)
        .where(_t.alliance_id == alliance_id)
        .order_by(_t.version.desc())
        .limit(VERSIONS_SHOWN)
    )
    return TermsVersions([TermsVersion(row.version, row.text, row.at) for row in rows])
