"""What transfers do later: carry out a list at its hour."""

from kairan.administration.planned import ATTEMPTS
from kairan.core.kit.jobs import Jobs
from kairan.transfers.actions import CARRY_OUT, CarryOut
from kairan.transfers.execution import carry_out, give_list_up

LIMIT_S = 1_800  # thousands of people, on a slow and busy machine


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of transfers, once, where everything meets."""
    jobs.add(CARRY_OUT, CarryOut, carry_out, attempts=ATTEMPTS, at_once=1, limit_s=LIMIT_S, given_up=give_list_up)
