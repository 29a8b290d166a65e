"""The manifest of the core itself: the journal, jobs, mail, realtime and the edge."""

import kairan.core.journal.model
import kairan.core.kit.jobs.model
import kairan.core.kit.key_check
import kairan.core.kit.mail.model
import kairan.core.kit.upkeep
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.mail import register_jobs
from kairan.core.kit.upkeep import upkeep_table
from kairan.core.outgoing_mail import mail_server_of
from kairan.core.realtime.transports.posted import Opening


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Carry letters to the mail server."""
    register_jobs(jobs, parts.store, mail_server_of(parts.settings))


CONCERN = Concern(
    package="kairan.core",
    tables=tables_in(
        kairan.core.journal.model,
        kairan.core.kit.jobs.model,
        kairan.core.kit.key_check,
        kairan.core.kit.mail.model,
        kairan.core.kit.upkeep,
    ),
    passing=(upkeep_table,),
    jobs=jobs,
    examples=(
        Opening(vector={"member:0k3w9f2m7xq1s": 12, "room:0k3w9f2m9h7vz": 348}, look="0k3w9f2m9h7vz", way="sse"),
    ),
    tags={
        "Realtime": "The live connection without a WebSocket: server-sent events or long polling. "
        "Frames and resume rules are described in docs/realtime.md; the WebSocket is `GET /api/live`.",
        "Operation": "For supervisors: is the process alive, is it ready.",
    },
)
