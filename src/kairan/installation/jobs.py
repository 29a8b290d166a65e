"""What the installation does by itself: telling administrators in time of the end of a trial and of limits."""

from collections.abc import Sequence

from kairan.core.kit.jobs import Jobs
from kairan.installation.own import tell_notices

TOLD_EVERY_S = 6 * 3_600


def register_jobs(jobs: Jobs, url: str | None, faces: Sequence[str]) -> None:
    """Add the jobs of the installation, once, where everything meets; without an address no letters are written."""
    jobs.every(TOLD_EVERY_S, "installation.tell_notices", lambda db: tell_notices(db, url, faces))
