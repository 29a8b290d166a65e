"""`kairan recover`: let somebody in again when nobody else can: the only administrator lost password or factors."""

from collections.abc import Sequence

import typer
from sqlalchemy import select

from kairan.administration.entries import PasswordReset
from kairan.administration.model import new_password
from kairan.administration.queries import holding
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal, say
from kairan.factors.actions import clear_factors
from kairan.people import has_login, member_table, organization_stream, organization_table
from kairan.sessions import hash_password, issue_password

REASON = "サーバーのコマンド kairan recover による"

_m, _o = member_table.c, organization_table.c


def recover(settings: Settings, login: str, organization: str | None) -> None:
    """Issue a password, take every factor away, end all sessions; refuses who is not there or not in use."""
    password = new_password()
    hashed = hash_password(password)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            name = _recover(db, login, organization, hashed)
    finally:
        engine.dispose()
    typer.echo(
        say(
            f"{name} さんの認証をリセットし、パスワードを発行しました: {password}\n"
            "最初のサインインで変えるまで、ほかの操作はできません。この操作は団体の記録に残りました。",
            f"The factors of {name} were reset and a password was issued: {password}\n"
            "It must be changed at the first sign-in. This is on the organisation's record.",
        )
    )


def _recover(db: Db, login: str, organization: str | None, hashed: str) -> str:
    found = select(_m.id, _m.name, _m.organization_id, _m.roles).where(has_login(login), _m.status == "active")
    if organization is not None:
        bodies = select(_o.id).where((_o.code == organization) | (_o.name == organization))
        found = found.where(_m.organization_id.in_(bodies))
    row = _only(db.all(found.limit(2)), login, organization)
    _require_needed(db, row)
    ended = issue_password(db, row.id, hashed, None)
    clear_factors(db, None, row.id, REASON, ended)
    reset = PasswordReset(id=row.id, name=row.name, sessions=ended)
    append(db, organization_stream(row.organization_id), reset, None)
    return str(row.name)


def _only(rows: Sequence[Record], login: str, organization: str | None) -> Record:
    """Return the one account there is; refuses none and several, each in its own words."""
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise Refusal(
            f"アカウント「{login}」は複数の団体にあります。--organization で団体の名称かコードを指定してください。",
            f"Several bodies have an account “{login}”. Please name the body with --organization.",
        )
    place_ja = "すべての団体" if organization is None else f"団体「{organization}」"
    place_en = "any body" if organization is None else f"the body “{organization}”"
    raise Refusal(
        f"利用中のアカウント「{login}」が見つかりません（探した先: {place_ja}）。"
        "ログインIDと --organization を確かめてください。",
        f"There is no account “{login}” in use in {place_en}. Please check the login and --organization.",
    )


def _require_needed(db: Db, row: Record) -> None:
    """Refuse whom an administrator can let in: this is for those who have nobody else to ask."""
    if row.organization_id == INSTALLATION or "administrator" in row.roles:
        return
    own = _m.organization_id == row.organization_id, _m.status == "active", holding("administrator")
    if db.first(select(_m.id).where(*own).limit(1)) is not None:
        raise Refusal(
            f"{row.name} さんは管理者ではありません。団体の管理者が、管理の画面で認証をリセットしてください。",
            f"{row.name} is no administrator. An administrator of the body can reset the factors in the console.",
        )
