"""What the counter does by itself."""

from kairan.core.concern import Parts
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.counter.announcing.announcing import ANNOUNCE, Announce, announce
from kairan.counter.assigning import give_back_cases
from kairan.counter.deliverables.making import register_making
from kairan.counter.entering.entering import release_entered
from kairan.counter.thread.writing import forget_writings

EVERY_S = 600


def register_jobs(jobs: Jobs, parts: Parts) -> None:
    """Look every ten minutes for cases that nobody works on any more, make the letters that were ordered, and say
    in rooms what came in.
    """
    jobs.every(EVERY_S, "counter.sweep", sweep)
    base = parts.settings.url.rstrip("/")
    jobs.add(ANNOUNCE, Announce, lambda db, what: announce(db, base, what.form_id))
    register_making(jobs, parts.store, parts.blobs, parts.box)


def sweep(db: Db) -> None:
    """Give cases of people who have left back to their section, and let go of what was entered for somebody,
    and forget what applicants wrote and did not send.
    """
    give_back_cases(db)
    release_entered(db)
    forget_writings(db)
