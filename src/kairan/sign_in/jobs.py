"""What the entrance does later: tell of refused tries that came soon after the last entry; sweep what is over."""

from kairan.core.kit.jobs import Jobs
from kairan.devices.actions import sweep_devices
from kairan.sessions.sign_in_throttle import TOLD_EVERY_MS, tell_leftovers
from kairan.single_sign_on.actions import sweep
from kairan.single_sign_on.refusals import tell_leftovers as tell_refused_arrivals


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of the entrance, once, where everything meets."""
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_tries", tell_leftovers)
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_arrivals", tell_refused_arrivals)
    jobs.every(TOLD_EVERY_MS // 1000, "entry.sweep_journeys", sweep)
    jobs.every(24 * 3600, "entry.sweep_devices", sweep_devices)
