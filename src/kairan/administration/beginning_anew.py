"""Powers begin anew (権限の始まり): what somebody came in by before they had powers is no way in with powers.

Whoever came in as the person until then, by a link of the provider's rule or a password that was issued, could have
linked or registered something of their own, or be in still; nobody can tell. Decision 0175.
"""

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.factors.actions import clear_factors
from kairan.factors.queries import has_factors
from kairan.sessions import end_sessions
from kairan.single_sign_on.dropping import drop_links_by_rule

REASON = "権限または担当が付いたため"


def begin_with_powers(
    db: Db, viewer: Viewer, member_id: MemberId, *, had_powers: bool, second: MemberId | None = None
) -> None:
    """Take away what somebody came in by before, on record; called whenever a role or a task is given.

    Of who had powers only what the provider's rule linked. The password stays.
    """
    drop_links_by_rule(db, viewer, [member_id], also_own=not had_powers)
    if had_powers:
        return
    ended = end_sessions(db, member_id, viewer)
    if has_factors(db, member_id):
        clear_factors(db, viewer, member_id, REASON, ended, second)
