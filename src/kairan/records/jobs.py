"""What is done with records later: masters are told of what is over, and others of what awaits their consent."""

from kairan.core.kit.jobs import Jobs
from kairan.records.letters import write_of_what_awaits
from kairan.records.notices import tell_of_what_is_over

EVERY_S = 600
LETTERS_EVERY_S = 120


def register_jobs(jobs: Jobs, url: str | None) -> None:
    """Add the jobs of records, once, where everything meets; without an address no letters are written."""
    jobs.every(EVERY_S, "records.tell_masters", tell_of_what_is_over)
    if url is not None:
        address = url
        jobs.every(LETTERS_EVERY_S, "records.write_of_what_awaits", lambda db: write_of_what_awaits(db, address))
