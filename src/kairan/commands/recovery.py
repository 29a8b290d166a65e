"""`kairan recover`: let somebody in again when nobody else can: the only administrator lost password or factors."""

import typer
from sqlalchemy import select

from kairan.administration.entries import PasswordReset
from kairan.administration.model import new_password
from kairan.core.journal import append
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say
from kairan.factors.actions import clear_factors
from kairan.people import member_table, organization_stream, organization_table
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
    found = select(_m.id, _m.name, _m.organization_id).where(_m.login == login, _m.status == "active")
    if organization is not None:
        bodies = select(_o.id).where((_o.code == organization) | (_o.name == organization))
        found = found.where(_m.organization_id.in_(bodies))
    rows = db.all(found.limit(2))
    if len(rows) != 1:
        raise Refusal(
            f"アカウント「{login}」を一つに決められません。--organization で団体の名称かコードを指定してください。",
            f"There is not exactly one account “{login}” in use. Please name the body with --organization.",
        )
    (row,) = rows
    ended = issue_password(db, row.id, hashed, None)
    clear_factors(db, None, row.id, REASON, ended)
    reset = PasswordReset(id=row.id, name=row.name, sessions=ended)
    append(db, organization_stream(row.organization_id), reset, None)
    return str(row.name)
