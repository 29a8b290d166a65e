"""The work of talking that nobody starts."""

from kairan.core.concern import Parts
from kairan.core.kit.jobs import Jobs
from kairan.talk import newly_called, own_reminders, planned
from kairan.talk.confirmation_reminding import EVERY_S, remind_before_due


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Remind of what is due, tell whom an edited message calls, and what was put off; send what was planned."""
    newly_called.register_jobs(jobs)
    own_reminders.register_jobs(jobs)
    planned.register_jobs(jobs)
    jobs.every(EVERY_S, "talk.confirmations", remind_before_due)
