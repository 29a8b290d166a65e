"""The names of the streams of people."""

from kairan.core.viewer import MemberId, OrganizationId


def organization_stream(organization_id: OrganizationId) -> str:
    """Return the stream of an organisation's administration; its administrators and auditors read it."""
    return f"organization:{organization_id}"


def directory_stream(organization_id: OrganizationId) -> str:
    """Return the stream that tells an organisation's staff that their directory changed."""
    return f"directory:{organization_id}"


def member_stream(member_id: MemberId) -> str:
    """Return the stream of what is a member's own: settings, rooms entered and left."""
    return f"member:{member_id}"
