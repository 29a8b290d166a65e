"""What the entrance does later: tell of refused tries that came soon after the last entry; sweep what is over."""

from kairan.entry.devices.actions import sweep_devices
from kairan.entry.oidc.actions import sweep
from kairan.entry.oidc.refusals import tell_leftovers as tell_refused_arrivals
from kairan.entry.tries import TOLD_EVERY_MS, tell_leftovers
from kairan.kit.jobs import Jobs


def register_jobs(jobs: Jobs) -> None:
    """Add the jobs of the entrance, once, where everything meets."""
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_tries", tell_leftovers)
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_arrivals", tell_refused_arrivals)
    jobs.every(TOLD_EVERY_MS // 1000, "entry.sweep_journeys", sweep)
    jobs.every(24 * 3600, "entry.sweep_devices", sweep_devices)
