"""What an operator must know when a server starts: on the terminal as sentences, in the log as warnings.

Nothing here stops a start. What was lost (a key, an entrance that policies speak of) is said each time until it is
back or settled, so that a protection does not fall silent.
"""

from collections.abc import Iterator

from kairan.commands.key_missing import key_notice
from kairan.commands.notice import Notice, give
from kairan.commands.one_transaction import one_transaction
from kairan.core.edge.faces import Faces
from kairan.core.kit.database import Db
from kairan.core.settings import Settings
from kairan.policy.lost_faces import bodies_with_lost_faces


def give_notices(settings: Settings) -> None:
    """Say everything that is not as it should be."""
    give(notices(settings))


def notices(settings: Settings) -> list[Notice]:
    """Return what is not as it should be."""
    with one_transaction(settings) as db:
        key = key_notice(db, settings)
        return [*([] if key is None else [key]), *_lost_faces(db, settings), *_address(settings)]


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
    if settings.is_open_without_url:
        yield Notice(
            "url.missing",
            "設定 url がありません。印刷物やリンクのアドレスが正しくならず、ほかのサイトからの操作も見分けにくく"
            "なります。利用者が開くアドレスを url（KAIRAN_URL）に設定してください。",
            "The setting url is missing: sheets and links would have a wrong address, and requests from other sites "
            "are told apart less surely. Please set it (KAIRAN_URL) to the address people open.",
        )
