"""The work of talking that nobody starts."""

from kairan.core.concern import Parts
from kairan.core.kit.jobs import Jobs
from kairan.talk import newly_called
from kairan.talk.confirmation_reminding import EVERY_S, remind_before_due


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Remind whoever has not confirmed what is due soon, and tell whom an edited message calls."""
    newly_called.register_jobs(jobs)
    jobs.every(EVERY_S, "talk.confirmations", remind_before_due)
