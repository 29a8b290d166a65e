"""Sending by the gateway: what waits is taken in pieces, posted, and its outcome stands in its row.

Promise: what was accepted is not sent again; what is answered meanwhile is not sent at all; a gateway that is down is
asked again a few times, and then it is said that it was. That it accepted a message is no step of the ladder: a gateway
that lies takes nobody off the phone list.
"""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog
from sqlalchemy import select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.counting import is_waited_for
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.broadcasts.finding import questions_in
from kairan.emergency.broadcasts.letters import WANTED
from kairan.emergency.broadcasts.links import make_links, path_of
from kairan.emergency.broadcasts.model import broadcast_person_table, broadcast_table
from kairan.emergency.broadcasts.watching import SAFETY_WORDS
from kairan.emergency.contacts.actions import contact_of
from kairan.emergency.gateway.model import (
    AT_ONCE,
    ERROR_LIMIT,
    PIECE,
    TRIES,
    DispatchState,
    Gateway,
    GatewayAnswer,
    GatewayMessage,
    dispatch_table,
)
from kairan.emergency.gateway.writing import SEND, Dispatch
from kairan.people import member_table, organization_table

log = structlog.get_logger("kairan.emergency")

WHOLE_S = 15.0
LIMIT_S = 300
_d, _b, _bp, _m, _o = (
    dispatch_table.c,
    broadcast_table.c,
    broadcast_person_table.c,
    member_table.c,
    organization_table.c,
)


class GatewayTrouble(Exception):  # noqa: N818  (kept in the row, and tried again)
    """The gateway did not take some messages; they wait."""


class Said(msgspec.Struct, frozen=True):
    """What came of one message."""

    id: str
    state: DispatchState
    error: str | None = None


def register_gateway(jobs: Jobs, store: Store, box: SecretBox, gateway: Gateway, url: str) -> None:
    """Send what waits, a piece at a time."""

    async def send(what: Dispatch) -> None:
        seen: set[str] = set()
        while messages := await store.write(take_some, box, what, url, frozenset(seen)):
            said = await post_all(gateway, messages)
            await store.write(note_said, said)
            seen |= {one.id for one in said}
        if await store.read(is_waiting, what):
            raise GatewayTrouble

    jobs.add_outside(SEND, Dispatch, send, attempts=TRIES + 2, at_once=2, limit_s=LIMIT_S)


def take_some(db: Db, box: SecretBox, what: Dispatch, url: str, seen: frozenset[str]) -> list[GatewayMessage]:
    """Count a try of some that wait and were not tried in this run; what is answered meanwhile is put away."""
    row = db.first(
        select(broadcast_table, _o.name.label("body"))
        .join(organization_table, _o.id == _b.organization_id)
        .where(_b.id == what.broadcast_id)
    )
    if row is None:
        return []
    _put_away(db, row, what)
    waiting = (_d.broadcast_id == row.id, _d.way == what.way, _d.state == "waiting", _d.id.not_in(seen))
    taken = db.all(select(_d.id, _d.member_id).where(*waiting).order_by(_d.id).limit(PIECE))
    counted = {"tries": _d.tries + 1, "changed_at": now_ms()}
    db.execute(update(dispatch_table).where(_d.id.in_([one.id for one in taken])).values(counted))
    links = {one.member_id: one.token for one in make_links(db, row.id, [MemberId(one.member_id) for one in taken])}
    return [_message(db, box, row, what, one, f"{url.rstrip('/')}{path_of(links[one.member_id])}") for one in taken]


def _put_away(db: Db, row: Record, what: Dispatch) -> None:
    """Let nobody be told of what is over, or of which nothing is asked of them any more."""
    here = (_d.broadcast_id == row.id, _d.way == what.way, _d.state == "waiting")
    waits = select(_bp.member_id).join(member_table, _m.id == _bp.member_id)
    waits = waits.where(_bp.broadcast_id == row.id, is_waited_for(row.asked), _m.status == "active")
    needless = here if row.ended_at is not None else (*here, _d.member_id.not_in(waits))
    db.execute(update(dispatch_table).where(*needless).values(state="needless", changed_at=now_ms()))


def _message(db: Db, box: SecretBox, row: Record, what: Dispatch, one: Record, link: str) -> GatewayMessage:
    title = marked(row.title, is_drill=bool(row.is_drill))
    asks = WANTED[row.asked]
    spoken = f"{row.body}からの一斉連絡です。{title}。{asks}"
    return GatewayMessage(
        id=one.id,
        way=what.way,
        to=contact_of(db, box, one.member_id).phone,
        text=spoken if what.way == "voice" else f"{title}（{row.body}）{asks}{link}",
        link=link,
        answers=_answers(row),
    )


def _answers(row: Record) -> list[GatewayAnswer]:
    if row.asked == "safety":
        return [GatewayAnswer(choice, words) for choice, words in SAFETY_WORDS.items()]
    if row.asked == "question":
        return [GatewayAnswer(str(number), words) for number, words in enumerate(questions_in(row).choices)]
    return [GatewayAnswer("", "確認しました")]


def is_waiting(db: Db, what: Dispatch) -> bool:
    """Whether some still wait: the gateway was down."""
    here = (_d.broadcast_id == what.broadcast_id, _d.way == what.way, _d.state == "waiting")
    return db.first(select(_d.id).where(*here).limit(1)) is not None


def note_said(db: Db, said: Sequence[Said]) -> None:
    """Note what the gateway said of each; what was tried too often is given up."""
    for one in said:
        values: dict[str, object] = {"state": one.state, "error": one.error, "changed_at": now_ms()}
        db.execute(update(dispatch_table).where(_d.id == one.id, _d.state == "waiting").values(values))
    tired = (_d.id.in_([one.id for one in said]), _d.state == "waiting", _d.tries >= TRIES)
    db.execute(update(dispatch_table).where(*tired).values(state="failed"))


async def post_all(gateway: Gateway, messages: Sequence[GatewayMessage]) -> list[Said]:
    """Ask the gateway for each message, some at once; nothing that happens on the way is raised."""
    import httpx2  # noqa: PLC0415  (a tenth of a cold start, for whoever has no gateway for nothing)

    places = asyncio.Semaphore(AT_ONCE)
    headers = {"Content-Type": "application/json", "User-Agent": "Kairan"}
    if gateway.key:
        headers["Authorization"] = f"Bearer {gateway.key}"
    async with httpx2.AsyncClient(timeout=WHOLE_S, follow_redirects=False, headers=headers) as client:

        async def post(message: GatewayMessage) -> Said:
            if not message.to:
                return Said(message.id, "refused", "no_number")
            async with places:
                try:
                    async with (
                        asyncio.timeout(WHOLE_S),
                        client.stream(
                            "POST", gateway.address(message.way), content=msgspec.json.encode(message)
                        ) as answer,
                    ):
                        return _said(message.id, answer.status_code)
                except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError) as error:
                    log.warning("gateway.not_reached", way=message.way, error=type(error).__name__)
                    return Said(message.id, "waiting", type(error).__name__[:ERROR_LIMIT])

        return list(await asyncio.gather(*(post(one) for one in messages)))


def _said(dispatch_id: str, status: int) -> Said:
    """Read an answer: 2xx took it, 4xx never will (but for haste and time-outs), all else is tried again."""
    if 200 <= status < 300:
        return Said(dispatch_id, "accepted")
    if 400 <= status < 500 and status not in {408, 429}:
        return Said(dispatch_id, "refused", str(status))
    return Said(dispatch_id, "waiting", str(status))
