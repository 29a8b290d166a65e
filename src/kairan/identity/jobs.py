"""What runs by itself: what is over is forgotten, and anonymous answers are let go of."""

from kairan.core.kit.jobs import Jobs
from kairan.identity.accounts.keeping import release_anonymous
from kairan.identity.hop import sweep_journeys
from kairan.identity.proofs import forget_orphans
from kairan.identity.signatures import forget_unsent
from kairan.identity.signing_in import sweep_sign_ins

SWEEP_S = 300


def register_jobs(jobs: Jobs) -> None:
    """Register them."""
    jobs.every(SWEEP_S, "identity.sweep_journeys", sweep_journeys)
    jobs.every(SWEEP_S, "identity.forget_orphans", forget_orphans)
    jobs.every(SWEEP_S, "identity.forget_unsent", forget_unsent)
    jobs.every(SWEEP_S, "identity.release_anonymous", release_anonymous)
    jobs.every(SWEEP_S, "identity.sweep_sign_ins", sweep_sign_ins)
