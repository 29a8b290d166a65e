"""What the installation does by itself: telling administrators in time of the end of a trial and of limits."""

from kairan.installation.own import tell_notices
from kairan.kit.jobs import Jobs

TOLD_EVERY_S = 6 * 3_600


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of the installation, once, where everything meets."""
    jobs.every(TOLD_EVERY_S, "installation.tell_notices", tell_notices)
