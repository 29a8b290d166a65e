"""What the organisation's stream says happened."""

from typing import Any

import msgspec

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.people import organization_stream

ACTS = ("person.", "people.", "role.", "department.", "task.")


def told(db: Db, organization_id: OrganizationId) -> list[tuple[str, str | None, dict[str, Any]]]:
    """Return kind, actor and body of what administrators did; sign-ins and the founding are left out."""
    entries = entries_after(db, organization_stream(organization_id), 0, 1_000)
    return [
        (entry.kind, entry.by, msgspec.json.decode(entry.body))
        for entry in entries
        if entry.kind.startswith(ACTS) and entry.by
    ]
