"""The manifest of polls."""

import kairan.polls.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.polls.finding import POLL_STREAM
from kairan.polls.http import router
from kairan.polls.model import NewPoll, NewPollOption, PollAnswer, PollChoice, PollClosing
from kairan.polls.sweeping import register_jobs
from kairan.talk.model import RoomId


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Close what is over."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.polls",
    tables=tables_in(kairan.polls.model),
    routers=(router,),
    jobs=jobs,
    streams=(POLL_STREAM,),
    examples=(
        NewPoll(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f14",
            room_id=RoomId("0k3w9f2m9qz1c"),
            kind="one",
            title="訓練の集合場所",
            options=[NewPollOption(label="市役所"), NewPollOption(label="消防本部")],
        ),
        PollAnswer(choices=[PollChoice(position=1)]),
        PollClosing(),
    ),
    tags={"Polls": "Asking a room, and finding the date that suits most (投票・日程調整)."},
)
