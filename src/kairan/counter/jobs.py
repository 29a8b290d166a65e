"""What the counter does by itself."""

from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.counter.assigning import give_back_cases

EVERY_S = 600


def register_jobs(jobs: Jobs) -> None:
    """Look every ten minutes for cases that nobody works on any more."""
    jobs.every(EVERY_S, "counter.sweep", sweep)


def sweep(db: Db) -> None:
    """Give cases of people who have left back to their section."""
    give_back_cases(db)
