"""The manifest of the continuous self-audit."""

from kairan.core.concern import Concern, Parts
from kairan.core.kit.jobs import Jobs
from kairan.selfaudit.jobs import register_jobs


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Recount samples."""
    register_jobs(jobs, parts.store, parts.settings.selfaudit_s)


CONCERN = Concern(package="kairan.selfaudit", jobs=jobs, settings=("selfaudit_s",))
