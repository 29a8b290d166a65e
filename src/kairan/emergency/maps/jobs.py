"""Positions that are shown no more are forgotten."""

from kairan.core.kit.jobs import Jobs
from kairan.emergency.maps.sharing import forget_positions

EVERY_S = 60


def register_jobs(jobs: Jobs) -> None:
    """Add the job."""
    jobs.every(EVERY_S, "emergency.positions", forget_positions)
