"""What is done with records later: masters are told of what is over."""

from kairan.kit.jobs import Jobs
from kairan.records.notices import tell_of_what_is_over

EVERY_S = 600


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of records, once, where everything meets."""
    jobs.every(EVERY_S, "records.tell_masters", tell_of_what_is_over)
