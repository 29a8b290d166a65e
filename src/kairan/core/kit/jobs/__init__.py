"""Jobs: work that must happen, written as a row in the transaction that wants it, and done soon after its commit.

Promise: what was enqueued is run at least once, however often the server is killed; a transactional handler takes
effect exactly once. A job is leased for a time; a worker that dies lets the lease run out. Attempts are counted
before the run, so that a job that kills its worker ends as failed too. What failed for good stays visible.
"""

from kairan.core.kit.jobs.actions import enqueue, forget_failed, retry_failed
from kairan.core.kit.jobs.model import FailedJob, JobCounts, JobEnqueued
from kairan.core.kit.jobs.queries import failed_jobs, has_job, job_counts
from kairan.core.kit.jobs.registry import Jobs
from kairan.core.kit.jobs.worker import Worker

__all__ = [
    "FailedJob",
    "JobCounts",
    "JobEnqueued",
    "Jobs",
    "Worker",
    "enqueue",
    "failed_jobs",
    "forget_failed",
    "has_job",
    "job_counts",
    "retry_failed",
]
