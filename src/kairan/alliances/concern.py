"""The manifest of alliances: bodies that work together."""

import kairan.alliances.aid.model
import kairan.alliances.model
import kairan.alliances.moderation_model
import kairan.alliances.question_model
import kairan.alliances.weekly_model
from kairan.alliances.aid.http import router as aid_router
from kairan.alliances.aid.model import AgreementAnswer, AidOfferChange, NewAgreement, NewAidOffer, NewAidRequest
from kairan.alliances.finding import ALLIANCE_STREAM
from kairan.alliances.http import router
from kairan.alliances.jobs import register_jobs
from kairan.alliances.limits import limits_of
from kairan.alliances.model import (
    AllianceChange,
    AllianceOffer,
    AllianceProfile,
    AllianceSending,
    BodyAct,
    NewAlliance,
    NewAllianceRoom,
    RoomPin,
    RoomsLeft,
    Sent,
    alliance_profile_table,
    alliance_set_aside_table,
)
from kairan.alliances.moderation_model import (
    NewMessageReport,
    ReportDecision,
    alliance_moderator_table,
    alliance_welcomed_table,
)
from kairan.alliances.participation import goes_on, is_for, may_be_in, require_taken_part
from kairan.alliances.question_model import NewQuestion, QuestionChange
from kairan.alliances.sending import follow_posts
from kairan.alliances.talking_http import router as talking_router
from kairan.alliances.weekly_model import WeekLetter, alliance_week_letter_table
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import OrganizationId
from kairan.notifications.concern import NOBODY
from kairan.people import POST_FOLLOWERS
from kairan.talk.alliance_rooms import ALLIANCE_RULES, AllianceRules
from kairan.talk.model import MessageId, RoomId


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Look every hour at who is sent, and write letters of the week where mail is sent."""
    settings = parts.settings
    register_jobs(jobs, (settings.url or NOBODY).rstrip("/"), is_mail_sent=bool(settings.mail_url))


_RULES = AllianceRules(sends=may_be_in, is_for=is_for, people=require_taken_part, limits=limits_of, goes_on=goes_on)

CONCERN = Concern(
    package="kairan.alliances",
    tables=tables_in(
        kairan.alliances.model,
        kairan.alliances.moderation_model,
        kairan.alliances.question_model,
        kairan.alliances.weekly_model,
        kairan.alliances.aid.model,
    ),
    personal=(
        alliance_profile_table,
        alliance_set_aside_table,
        alliance_moderator_table,
        alliance_welcomed_table,
        alliance_week_letter_table,
    ),
    routers=(router, talking_router, aid_router),
    jobs=jobs,
    streams=(ALLIANCE_STREAM,),
    extensions=(
        ALLIANCE_RULES.by(_RULES),
        POST_FOLLOWERS.by(follow_posts),
    ),
    examples=(
        NewAlliance(
            name="県内市町連携",
            purpose="県と市町の職員が、分野ごとに相談し合う",
            terms="1. 業務に関することだけを書く。\n2. 個人情報は書かない。",
        ),
        AllianceChange(revision=1, purpose="県と全市町の職員が、分野ごとに相談し合う"),
        BodyAct(act="accept", terms_version=1),
        AllianceSending(
            revision=2,
            sent=[Sent("department", "0k3w9f2m8bd4t"), Sent("post", "課長")],
            class_most=2,
            passing_on=False,
        ),
        AllianceOffer(body_id=OrganizationId("0k3w9f2m9h7vz")),
        NewAllianceRoom(name="空き家", purpose="空き家対策の相談", theme="まちづくり"),
        RoomPin(pinned=True),
        RoomsLeft(room_ids=[RoomId("0k3w9f2m3a6s0")]),
        NewQuestion(
            room_id=RoomId("0k3w9f2m3a6s0"),
            text="標準準拠システムへの移行で、外字はどう整理されましたか。",
            client_key="0k3w9f2m3b1c2",
        ),
        QuestionChange(solved=True, answer_id=MessageId("0k3w9f2m3e8d7")),
        NewMessageReport(message_id=MessageId("0k3w9f2m3e8d7"), reason="住民の個人情報が書かれています"),
        WeekLetter(wanted=True),
        NewAgreement(
            title="災害時における相互応援に関する協定",
            text="第1条 災害が発生し、独力では十分な応急措置ができないとき、他の団体に応援を要請できる。",
            contact="危機管理課 087-000-0000（24時間）",
            body_ids=[OrganizationId("0k3w9f2m9h7vz")],
        ),
        AgreementAnswer(agreed=True, contact="総務課 087-000-0001（夜間は宿直）"),
        NewAidRequest(
            kind="supplies",
            item="土のう",
            quantity=200,
            unit="袋",
            needed_by=1_795_158_000_000,
            place="役場の車庫",
            client_key="0k3w9f2m3b1c3",
        ),
        NewAidOffer(quantity=120, note="土木の車で届けます", client_key="0k3w9f2m3b1c4"),
        AidOfferChange(state="received"),
        ReportDecision(outcome="hidden", reason="個人情報が含まれていたため"),
        AllianceProfile(about="空き家バンク、固定資産税", contact="平日の午前中が確実です"),
    ),
    tags={"Alliances": "Bodies that work together: consent, people sent, the directory, rooms of several bodies."},
)
