"""The manifest of alliances: bodies that work together."""

import kairan.alliances.model
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
    Sent,
    alliance_profile_table,
    alliance_set_aside_table,
)
from kairan.alliances.participation import goes_on, require_taken_part, sends
from kairan.alliances.sending import follow_posts
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import OrganizationId
from kairan.people import POST_FOLLOWERS
from kairan.talk.alliance_rooms import ALLIANCE_RULES, AllianceRules


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Look every hour at who is sent."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.alliances",
    tables=tables_in(kairan.alliances.model),
    personal=(alliance_profile_table, alliance_set_aside_table),
    routers=(router,),
    jobs=jobs,
    streams=(ALLIANCE_STREAM,),
    extensions=(
        ALLIANCE_RULES.by(AllianceRules(sends=sends, people=require_taken_part, limits=limits_of, goes_on=goes_on)),
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
        AllianceProfile(about="空き家バンク、固定資産税", contact="平日の午前中が確実です"),
    ),
    tags={"Alliances": "Bodies that work together: consent, people sent, the directory, rooms of several bodies."},
)
