"""May somebody come in here at all? Asked once the credentials are right: until then nothing is told of anybody."""

from sqlalchemy import select

from kairan.core.edge.networks import is_inside
from kairan.core.edge.problems import AddressRefused
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, MemberId
from kairan.people import member_table
from kairan.policy.compiling import COLUMNS, at, networks_at, of_member, rules_of_row
from kairan.policy.model import policy_rule_table, policy_table
from kairan.policy.problems import RefusedByPolicy

_m = member_table.c


def require_entrance(db: Db, member_id: MemberId, entrance: Entrance, address: str) -> None:
    """Refuse whom policy keeps out at this entrance. Problems: RefusedByPolicy, AddressRefused."""
    row = db.first(
        select(_m.kind, *COLUMNS)
        .outerjoin(policy_table, of_member())
        .outerjoin(policy_rule_table, at(entrance.face, entrance.device))
        .where(_m.id == member_id)
    )
    if row is None:
        return  # whoever opens a session for nobody will notice
    if not rules_of_row(row[1:], row[0], entrance.face, entrance.device).upto.get("sign_in", 1):
        raise RefusedByPolicy(act="sign_in").concerning(member_id)
    if address and not is_inside(address, networks_at(row[1:], entrance.face)):
        raise AddressRefused(address=address).concerning(member_id)
