"""The manifest of figures: what is used, in numbers that tell of nobody."""

import kairan.figures.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.figures.http import router
from kairan.figures.jobs import register_jobs
from kairan.figures.model import Estimate


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Count what is due."""
    register_jobs(jobs, parts.store)


CONCERN = Concern(
    package="kairan.figures",
    tables=tables_in(kairan.figures.model),
    routers=(router,),
    jobs=jobs,
    examples=(Estimate(message_seconds=60, reading_seconds=15),),
)
