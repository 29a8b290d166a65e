"""What the entrance does later: tell of refused tries that came soon after the last entry."""

from kairan.entry.tries import TOLD_EVERY_MS, tell_leftovers
from kairan.kit.jobs import Jobs


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of the entrance, once, where everything meets."""
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_tries", tell_leftovers)
