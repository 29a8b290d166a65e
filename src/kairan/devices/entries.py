"""What happens to devices, as entries of the body's stream."""

from kairan.core.journal import Body
from kairan.core.viewer import DeviceClass, MemberId
from kairan.sessions.device_model import Owner


class DeviceApplied(Body, frozen=True):
    """A person asked for a device to be approved, and agreed to this version of the consent."""

    kind = "device.applied"
    device_id: str
    member_id: MemberId
    device_name: str
    device: DeviceClass
    owner: Owner
    consent: int


class DeviceApproved(Body, frozen=True):
    """A device was approved, by an administrator or by the rule."""

    kind = "device.approved"
    device_id: str
    member_id: MemberId
    device_name: str
    by_rule: bool


class DeviceRefused(Body, frozen=True):
    """An administrator did not approve a device, for this reason."""

    kind = "device.refused"
    device_id: str
    member_id: MemberId
    device_name: str
    reason: str


class DeviceCutOff(Body, frozen=True):
    """An administrator took a device out of use; its sessions ended at once."""

    kind = "device.cut_off"
    device_id: str
    member_id: MemberId
    device_name: str
    reason: str
    sessions: int


class DeviceLostTold(Body, frozen=True):
    """A device was reported lost; its sessions ended at once, its store is cleared at its next contact."""

    kind = "device.lost"
    device_id: str
    member_id: MemberId
    device_name: str
    sessions: int


class DeviceWiped(Body, frozen=True):
    """A lost device came into contact and said that it had cleared what it stored."""

    kind = "device.wiped"
    device_id: str
    member_id: MemberId
    device_name: str
    address: str


class DeviceRulesChanged(Body, frozen=True):
    """An administrator changed what is asked of devices."""

    kind = "device.rules_changed"
    before: str
    after: str
