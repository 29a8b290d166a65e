"""The work of hazards: acting by rules, asking feeds, forgetting what is old."""

from collections.abc import Sequence

from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.store import Store
from kairan.hazards.acting import act
from kairan.hazards.feed import register_feed_jobs
from kairan.hazards.model import Acting
from kairan.hazards.receiving import ACT, forget_old

SWEEP_S = 600


def register_jobs(jobs: Jobs, store: Store, feeds: Sequence[str]) -> None:
    """Add the work of hazards."""
    jobs.add(ACT, Acting, act)
    jobs.every(SWEEP_S, "hazards.sweep", sweep)
    register_feed_jobs(jobs, store, feeds)


def sweep(db: Db) -> None:
    """Forget telegrams whose time is over."""
    forget_old(db)
