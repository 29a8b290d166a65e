"""The manifest of devices: browsers people sign in with, approved where the body asks for it."""

from kairan.core.concern import Concern, Parts
from kairan.core.kit.jobs import Jobs
from kairan.devices.actions import sweep_devices
from kairan.devices.console_http import Decided
from kairan.devices.console_http import router as console
from kairan.devices.evidence import evidence
from kairan.devices.http import router
from kairan.people.evidence import EVIDENCE
from kairan.sessions.device_model import Application, Demanded, DeviceRules

DAILY_S = 24 * 3600


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Forget browsers nobody has used for long."""
    jobs.every(DAILY_S, "entry.sweep_devices", sweep_devices)


CONCERN = Concern(
    package="kairan.devices",
    routers=(router, console),
    jobs=jobs,
    extensions=(EVIDENCE.by((45, evidence)),),
    examples=(
        Application(name="わたしのスマートフォン", owner="private", consent=1),
        Decided(device_ids=["0k3w9f2m9h7vz"], decision="approve"),
        DeviceRules(demanded=[Demanded("internet", "phone")], approve_lent=True, approve_first=1, offline="never"),
    ),
)
