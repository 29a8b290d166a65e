"""The key that seals secrets: is it here, and is it the one this database was used with?"""

from sqlalchemy import func, or_, select

from kairan.commands.notice import Notice, give
from kairan.commands.one_transaction import one_transaction
from kairan.core.kit.database import Db
from kairan.core.kit.key_check import is_another_key, known_key, tie_to_key
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.words import Refusal
from kairan.factors.totp import apps_sealed
from kairan.sessions.factor_model import recovery_code_table, totp_table
from kairan.single_sign_on.model import connection_table
from kairan.single_sign_on.setup import secrets_sealed


def key_notice(db: Db, settings: Settings) -> Notice | None:
    """Return what to say when what was sealed cannot be opened any more; None while it can."""
    box, sealed = SecretBox(settings.secret_key_path), _sealed(db)
    is_missing = not box.key_file.exists()
    if not sealed or not (is_missing or _is_another(db, box)):
        return None
    file = settings.secret_key_path
    ja = f"秘密の鍵のファイル {file} が" + (
        "ありません" if is_missing else "、このデータベースで使っていたものと違います"
    )
    en = f"The key file {file} " + ("is missing" if is_missing else "is not the one this database was used with")
    return Notice(
        "key.missing" if is_missing else "key.other",
        f"{ja}。認証アプリ、回復コード、統合認証の秘密（{sealed:,}件）を確かめられません。"
        "鍵の控えがあれば、サーバーを止めて元の場所に戻してください。なければ、パスキーを使うか、"
        "管理者が二要素を外して、登録し直してもらってください（運用の手引き 6章）。",
        f"{en}. Authenticator apps, recovery codes and secrets of sign-in providers ({sealed:,}) cannot "
        "be checked. If you kept a copy of the key, stop the server and put it back. Otherwise use passkeys, or "
        "let administrators take the second factors off so that people add them anew.",
    )


def tell_of_missing_key(settings: Settings) -> bool:
    """Say so, where it is so; true when it was said."""
    with one_transaction(settings) as db:
        notice = key_notice(db, settings)
    give([] if notice is None else [notice])
    return notice is not None


def tie_to_present_key(settings: Settings) -> None:
    """Let the present key, made if need be, be the one from now on; not where something is sealed with another."""
    box = SecretBox(settings.secret_key_path)
    with one_transaction(settings) as db:
        is_tied = box.key_file.exists() and known_key(db) is not None and not is_another_key(db, box)
        if not is_tied and key_notice(db, settings) is None:
            _tie(db, box)


def _is_another(db: Db, box: SecretBox) -> bool:
    """Whether this is not the key; a database from before it was remembered tells by what does not open."""
    if known_key(db) is not None:
        return is_another_key(db, box)
    return apps_sealed(db, box) + secrets_sealed(db, box) > 0


def _tie(db: Db, box: SecretBox) -> None:
    try:
        tie_to_key(db, box)
    except OSError as error:
        raise Refusal(
            f"秘密の鍵のファイル {box.key_file} を作れません（{error.strerror}）。",
            f"The key file {box.key_file} cannot be made ({error.strerror}).",
        ) from error


def _sealed(db: Db) -> int:
    """Count what only the key opens."""
    secrets = or_(connection_table.c.secret.is_not(None), connection_table.c.key.is_not(None))
    counts = (
        select(func.count()).select_from(totp_table),
        select(func.count()).select_from(recovery_code_table),
        select(func.count()).select_from(connection_table).where(secrets),
    )
    return sum(int(db.scalar(count)) for count in counts)
