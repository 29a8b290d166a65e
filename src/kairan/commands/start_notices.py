"""What an operator must know when a server starts: on the terminal as sentences, in the log as warnings.

Nothing here stops a start. What was lost (a key, an entrance that policies speak of) is said each time until it is
back or settled, so that a protection does not fall silent.
"""

import sys
from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple

import structlog

from kairan.core.edge.faces import Faces
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.words import say
from kairan.factors.totp import apps_sealed
from kairan.policy.lost_faces import bodies_with_lost_faces
from kairan.single_sign_on.setup import secrets_sealed

log = structlog.get_logger("kairan.start")


class Notice(NamedTuple):
    """One thing to know."""

    event: str
    ja: str
    en: str


def give_notices(settings: Settings) -> None:
    """Say everything that is not as it should be."""
    for notice in notices(settings):
        sys.stderr.write(say(f"注意: {notice.ja}\n", f"Note: {notice.en}\n"))
        log.warning(notice.event, message=notice.en)


def notices(settings: Settings) -> list[Notice]:
    """Return what is not as it should be."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            return [*_key(db, settings), *_lost_faces(db, settings), *_address(settings)]
    finally:
        engine.dispose()


def _key(db: Db, settings: Settings) -> Iterator[Notice]:
    """Tell of secrets that were sealed with another key than there is; a new key is made when one is next needed."""
    box = SecretBox(settings.secret_key_path)
    apps, others = apps_sealed(db, box), secrets_sealed(db, box)
    if not apps + others:
        return
    file, is_there = settings.secret_key_path, settings.secret_key_path.exists()
    what_ja = f"秘密の鍵のファイル {file} が{'、封じたときの鍵と違います' if is_there else 'ありません'}。"
    what_en = f"The key file {file} {'is not the one secrets were sealed with' if is_there else 'is missing'}."
    yield Notice(
        "key.other" if is_there else "key.missing",
        f"{what_ja}認証アプリ {apps:,} 件と統合認証の秘密 {others:,} 件を読み出せません。控えておいた鍵を戻して"
        "起動し直してください。失ったときは、認証アプリと回復コードを管理者がリセットし、秘密を入力し直します。",
        f"{what_en} {apps:,} authenticator apps and {others:,} secrets of single sign-on cannot be read. Please put "
        "back the key you kept and start again; if it is lost, factors must be reset and secrets entered anew.",
    )


def _lost_faces(db: Db, settings: Settings) -> Iterator[Notice]:
    bodies = bodies_with_lost_faces(db, Faces(settings.faces).names)
    if not bodies:
        return
    lost = sorted({face for those in bodies.values() for face in those})
    yield Notice(
        "policy.faces_lost",
        f"{len(bodies):,} 団体のポリシーに、今の設定にない入口（{'、'.join(lost)}）の決まりがあります。"
        "設定 faces が失われていないか確かめてください。知らない入口では、最も厳しい決まりを使います。",
        f"The policies of {len(bodies):,} bodies speak of entrances the settings do not have ({', '.join(lost)}). "
        "Was faces lost? At an entrance a policy does not know, the strictest of its rules hold.",
    )


def _address(settings: Settings) -> Iterator[Notice]:
    if settings.url or _is_loopback(settings.host):
        return
    yield Notice(
        "url.missing",
        "設定 url がありません。印刷物やリンクのアドレスが正しくならず、書き込み元の確認も弱くなります。"
        "職員が開くアドレスを KAIRAN_URL に書いてください。",
        "The setting url is missing: sheets and links would have a wrong address, and the check of where a change "
        "comes from is weaker. Please write the address people open into KAIRAN_URL.",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
