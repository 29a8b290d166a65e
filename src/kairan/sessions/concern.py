"""The manifest of sessions: who is signed in, with what was shown."""

import kairan.sessions.device_model
import kairan.sessions.factor_model
import kairan.sessions.model
import kairan.sessions.rules
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.sessions.device_model import device_table
from kairan.sessions.factor_model import passkey_table, recovery_code_table, spent_challenge_table, totp_table
from kairan.sessions.model import session_table, try_table
from kairan.sessions.sign_in_throttle import TOLD_EVERY_MS, tell_leftovers


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Tell of refused tries that came soon after the last entry."""
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_tries", tell_leftovers)


CONCERN = Concern(
    package="kairan.sessions",
    tables=tables_in(
        kairan.sessions.model, kairan.sessions.rules, kairan.sessions.device_model, kairan.sessions.factor_model
    ),
    passing=(session_table, try_table, spent_challenge_table),
    personal=(session_table, totp_table, recovery_code_table, passkey_table, device_table, try_table),
    jobs=jobs,
    settings=("session_hours", "session_idle_hours", "issued_password_days", "operator_faces", "operator_from"),
)
