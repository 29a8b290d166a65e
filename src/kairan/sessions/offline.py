"""What a browser may keep to be read without a line (端末に残す): where, for how long without contact, and for whom.

The client keeps nothing unless the server says so, anew with each start: a device that is used by several, is not
approved, or stands at another entrance keeps nothing, and forgets what it kept. Of which rooms follows from policy:
what may be downloaded in a room may be kept of it.
"""

from sqlalchemy import exists, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.sessions.browsers import device_rules
from kairan.sessions.device_model import STOPPED, device_table
from kairan.sessions.model import session_table
from kairan.sessions.rules import HOUR_MS, rules_of

_d, _s = device_table.c, session_table.c


def offline_ms(db: Db, viewer: Viewer, most: int) -> int:
    """Return how long after its last contact a browser may show what it kept; 0: it keeps nothing.

    Never longer than a session may rest unused (`most`, or what the body says), so nothing is read that a sign-in
    would be asked for.
    """
    rules = device_rules(db, viewer.organization_id)
    if viewer.gates or rules.offline == "never" or viewer.face not in rules.offline_at:
        return 0
    here = select(_d.status, _d.token_digest).join(session_table, _s.device_id == _d.id)
    device = db.first(here.where(_s.id == viewer.session_id))
    if device is None or device.status in STOPPED or (rules.offline == "approved" and device.status != "approved"):
        return 0
    if _is_shared(db, viewer, device.token_digest):
        return 0
    own = rules_of(db, viewer.organization_id).idle_hours
    return most if own is None else min(most, own * HOUR_MS)


def _is_shared(db: Db, viewer: Viewer, digest: str) -> bool:
    """Whether somebody else has signed in with this browser, as far back as browsers are remembered."""
    others = exists().where(_d.token_digest == digest, _d.member_id != viewer.member_id)
    return bool(db.scalar(select(others)))
