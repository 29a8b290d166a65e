"""What devices are told: of what is still asked, marked where it is a drill, without words where policy says."""

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import Rules, Viewer
from kairan.emergency.broadcasts.describing import describe
from kairan.emergency.broadcasts.finding import broadcast_stream
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastId
from kairan.emergency.broadcasts.reaching import answer
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.notifications import Asked, Content, DueNotice
from tests.emergency.conftest import Headquarters


def notice(viewer: Viewer, broadcast_id: BroadcastId) -> DueNotice:
    return DueNotice(
        id="notice",
        member_id=viewer.member_id,
        organization_id=viewer.organization_id,
        channel="push",
        stream=broadcast_stream(broadcast_id),
        seq=1,
        kind="broadcast",
        urgent=True,
        created_at=0,
        attempts=0,
    )


def told(db: Db, broadcast_id: BroadcastId, *viewers: Viewer) -> list[Content | None]:
    found = describe(db, [Asked(viewer, [notice(viewer, broadcast_id)]) for viewer in viewers])
    return [one.get("notice") for one in found]


def test_it_is_told_while_it_is_asked_and_with_the_words_policy_lets_be_shown(
    db: Db, headquarters: Headquarters
) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send_safety(is_drill=True, text="まず身の安全を。")
    silent = msgspec.structs.replace(cast.suzuki, rules=Rules(upto={"notify_content": 0}), language="en")
    whole, without, nobody = told(db, broadcast_id, cast.sato, silent, cast.neighbour)
    assert whole is not None
    assert (whole.title, whole.text) == ("【訓練】安否を回答してください", "まず身の安全を。")
    assert whole.path == f"/broadcasts/{broadcast_id}"
    assert without is not None
    assert (without.title, without.text) == ("[Drill] There is a broadcast for you", "")
    assert nobody is None
    answer(db, cast.sato, broadcast_id, BroadcastAnswer(choice="safe"))
    assert [one is None for one in told(db, broadcast_id, cast.sato, cast.suzuki)] == [True, False]
    end_broadcast(db, headquarters.lead, broadcast_id)
    assert told(db, broadcast_id, cast.suzuki) == [None]
