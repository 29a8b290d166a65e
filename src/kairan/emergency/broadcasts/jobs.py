"""What is told later: pieces of a telling, and the rounds of the plans."""

from kairan.core.kit.jobs import Jobs
from kairan.core.kit.priority import urgently
from kairan.core.kit.store import Store
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.telling import Begin, Tell, begin_planned, tell_some

LIMIT_S = 30  # what a server was at when it died is taken up by another after this and half a minute more


def register_jobs(jobs: Jobs, store: Store, letters: LettersGo) -> None:
    """Add the jobs. What is urgent goes before ordinary work at the writer, in pieces, so that talk goes on between."""

    async def tell(wanted: Tell) -> None:
        while await _some(wanted):
            pass

    async def _some(wanted: Tell) -> bool:
        if not wanted.is_urgent:
            return await store.write(tell_some, wanted, letters)
        with urgently():
            return await store.write(tell_some, wanted, letters)

    jobs.add_outside("emergency.tell", Tell, tell, limit_s=LIMIT_S)
    jobs.add("emergency.round", Begin, begin_planned)
