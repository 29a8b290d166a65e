"""What alliances do by themselves."""

from kairan.alliances.membership import take_unsent_out
from kairan.alliances.weekly import KIND, wake_week_letters, write_week_letters
from kairan.alliances.weekly_model import WeekLetters
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs

EVERY_S = 3_600
WEEK_EVERY_S = 600


def register_jobs(jobs: Jobs, address: str, *, is_mail_sent: bool) -> None:
    """Look every hour for people whom nobody sends any more, and write letters of the week, which lead to `address`."""
    jobs.every(EVERY_S, "alliances.sweep", sweep)
    jobs.add(KIND, WeekLetters, lambda db, _: write_week_letters(db, address), at_once=1)
    if is_mail_sent:
        jobs.every(WEEK_EVERY_S, "alliances.week", wake_week_letters)


def sweep(db: Db) -> None:
    """Let out of the rooms whom nobody sends any more: a title was changed, a department closed, a body suspended."""
    take_unsent_out(db, None)
