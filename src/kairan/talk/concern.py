"""The manifest of talking: rooms, messages, read marks, reactions, threads, search."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import kairan.talk.confirmation_model
import kairan.talk.http
import kairan.talk.marking
import kairan.talk.model
import kairan.talk.my_numbers
import kairan.talk.phone_model
import kairan.talk.planned
import kairan.talk.reading_rules
import kairan.talk.search
import kairan.talk.shared_drafts
import kairan.talk.stamps.model
import kairan.talk.told_model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.notifications import SUBJECTS
from kairan.people import ACQUAINTANCES, POST_FOLLOWERS, TREE_FOLLOWERS
from kairan.sessions import Limits
from kairan.sessions.rules import HOUR_MS
from kairan.sign_in.access_refusals import TOLD
from kairan.talk.access import ROOM_STREAM, acquaintances, keeps_reading
from kairan.talk.confirmation_model import Asking, Confirming
from kairan.talk.entries import RoomReclassified
from kairan.talk.following import followed_rooms
from kairan.talk.http.catching_up import router as catching_up_routes
from kairan.talk.http.marking import router as marking_routes
from kairan.talk.http.messages import Rewording
from kairan.talk.http.own_reminders import router as own_reminder_routes
from kairan.talk.http.planned import router as planned_routes
from kairan.talk.http.reading_rules import router as reading_rules
from kairan.talk.http.room_administration import router as room_administration
from kairan.talk.http.rooms import People, ReadUpTo
from kairan.talk.http.shared_drafts import router as draft_routes
from kairan.talk.http.stamps import console as stamp_console
from kairan.talk.http.stamps import sending as stamp_sending
from kairan.talk.jobs import jobs
from kairan.talk.marking import Questioning, bookmark_table
from kairan.talk.model import (
    FILES_LIMIT,
    TEXT_LIMIT,
    Draft,
    Keep,
    Mention,
    NewRoom,
    RoomChange,
    kept_table,
    thread_mark_table,
)
from kairan.talk.my_numbers import count_refused
from kairan.talk.notice_words import SUBJECT
from kairan.talk.own_reminders import Reminding
from kairan.talk.phone_model import PhoneNote
from kairan.talk.planned import Planning, planned_message_table
from kairan.talk.post_rooms import IN_THE_TREE, follow_posts
from kairan.talk.reading_rules import ReadingRules
from kairan.talk.room_news import RoomNews
from kairan.talk.shared_drafts import DraftSaving, shared_draft_table
from kairan.talk.stamps.model import NewStamp, StampChoice
from kairan.talk.stamps.queries import PICTURE_STREAM
from kairan.talk.threads import Mark
from kairan.talk.told_model import own_reminder_table
from kairan.talk.urging import Urging

_SATO, _TANAKA = MemberId("0k3w9f2m7xq1s"), MemberId("0k3w9f2m8bd4t")


def provides(parts: Parts) -> dict[str, object]:
    """Give the bounds that the client should know before the server refuses."""
    settings = parts.settings
    limits = Limits(
        text=TEXT_LIMIT,
        file_bytes=settings.file_bytes,
        files=FILES_LIMIT,
        offline_ms=settings.session_idle_hours * HOUR_MS,
    )
    return {"limits": limits, "room_news": RoomNews(parts.store)}


@asynccontextmanager
async def lifespan(given: Mapping[str, object]) -> AsyncIterator[None]:
    """Let people be told of what was said for as long as the server runs."""
    news = given["room_news"]
    if not isinstance(news, RoomNews):  # pragma: no cover
        raise TypeError(news)
    async with news:
        yield


def heed(given: Mapping[str, object], announcements: Sequence[object]) -> None:
    """Note in which rooms something was said."""
    news = given["room_news"]
    if isinstance(news, RoomNews):
        news.heed(announcements)


CONCERN = Concern(
    package="kairan.talk",
    tables=tables_in(
        kairan.talk.model,
        kairan.talk.told_model,
        kairan.talk.search.model,
        kairan.talk.confirmation_model,
        kairan.talk.phone_model,
        kairan.talk.reading_rules,
        kairan.talk.stamps.model,
        kairan.talk.my_numbers,
        kairan.talk.planned,
        kairan.talk.shared_drafts,
        kairan.talk.marking,
    ),
    personal=(
        kept_table,
        thread_mark_table,
        own_reminder_table,
        planned_message_table,
        bookmark_table,
        shared_draft_table,
    ),
    routers=(
        kairan.talk.http.router,
        own_reminder_routes,
        catching_up_routes,
        room_administration,
        reading_rules,
        marking_routes,
        planned_routes,
        draft_routes,
        stamp_sending,
        stamp_console,
    ),
    fast_routes=tuple(kairan.talk.http.fast_routes),
    provides=provides,
    lifespan=lifespan,
    jobs=jobs,
    heeds=heed,
    streams=(ROOM_STREAM, PICTURE_STREAM),
    follows=followed_rooms,
    keeps={RoomReclassified.kind: keeps_reading},
    extensions=(
        ACQUAINTANCES.by(acquaintances),
        POST_FOLLOWERS.by(follow_posts),
        TREE_FOLLOWERS.by(IN_THE_TREE),
        SUBJECTS.by(SUBJECT),
        TOLD.by(count_refused),
    ),
    examples=(
        NewRoom(
            name="避難所運営チーム", purpose="開設状況の共有", open=False, history="all", member_ids=[_SATO, _TANAKA]
        ),
        RoomChange(purpose="開設状況と物資の共有"),
        Keep(favourite=True, notify="mentions"),
        People(member_ids=[_TANAKA]),
        Draft(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f11",
            text="@山田 花子 さん、第一小学校を開設しました。",
            mentions=[Mention(kind="person", id=_TANAKA, start=0, length=6)],
        ),
        Rewording(text="第一小学校を開設しました。収容可能 150 名です。"),
        ReadUpTo(n=42),
        Reminding(at=1_796_081_400_000),
        Planning(client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f12", text="おはようございます。", at=1_796_081_400_000),
        DraftSaving(text="明日の当番は、"),
        Questioning(question="solved"),
        Urging(reason="避難指示が出たため"),
        Asking(due_at=1_796_000_400_000),
        Confirming(),
        PhoneNote(outcome="absent"),
        ReadingRules(times="author"),
        NewStamp(file_id=Id("0k3w9f2m9ce5u"), words="当番に伝えます"),
        StampChoice(stamp_ids=["ryokai", "kakuninchu", "taiozumi"]),
    ),
    arrays=(Mark,),
    tags={"Talk": "Rooms, messages, threads, reactions, read marks, search."},
)
