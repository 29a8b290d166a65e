"""The manifest of files: what is attached."""

import kairan.files.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.files.actions import Capacity
from kairan.files.checks import default_checks
from kairan.files.clamd import Scanner
from kairan.files.http import router
from kairan.files.intake import Intake
from kairan.files.jobs import register_jobs


def provides(parts: Parts) -> dict[str, object]:
    """Give what takes uploads in."""
    scanner = Scanner(parts.settings.clamd) if parts.settings.clamd else None
    checks = default_checks(scanner=scanner)
    return {"intake": Intake(parts.blobs, Capacity(file_bytes=parts.settings.file_bytes), checks)}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Delete bytes nobody needs."""
    register_jobs(jobs, parts.blobs)


CONCERN = Concern(
    package="kairan.files",
    tables=tables_in(kairan.files.model),
    routers=(router,),
    provides=provides,
    jobs=jobs,
    tags={"Files": "Sending files, which are checked on the way, and getting them back."},
    settings=("files", "file_bytes", "clamd"),
)
