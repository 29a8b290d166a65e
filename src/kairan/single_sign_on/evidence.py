"""What the page of evidence says of the body's own provider (統合認証)."""

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people.evidence import Fact, Section, register_evidence
from kairan.single_sign_on.model import Terms, connection_table, subject_table

_ACCOUNTS = {
    "linked": "すでに結び付いた人だけ",
    "matched": "登録済みの職員と一致した人",
    "created": "認証サーバーにいる人すべて",
}
_PASSWORDS = {"everyone": "全員", "administrators_and_guests": "管理者とゲストだけ"}
_c, _s = connection_table.c, subject_table.c


def _provider(db: Db, viewer: Viewer) -> Section:
    own = _c.organization_id == viewer.organization_id
    row = db.first(select(_c.enabled, _c.terms).where(own))
    if row is None or not row.enabled:
        return Section("統合認証", "Single sign-on", [Fact("利用", "In use", "使わない")])
    terms = msgspec.json.decode(row.terms, type=Terms)
    linked = db.scalar(select(func.count()).where(_s.organization_id == viewer.organization_id))
    return Section(
        "統合認証",
        "Single sign-on",
        [
            Fact("利用", "In use", "使う"),
            Fact("認証サーバー", "Issuer", terms.issuer),
            Fact("入れる人", "Who comes in", _ACCOUNTS[terms.accounts]),
            Fact("パスワードでサインインできる人", "Who may use a password", _PASSWORDS[terms.passwords]),
            Fact("結び付いた職員", "Linked people", f"{linked:,}"),
        ],
    )


register_evidence(35, _provider)
