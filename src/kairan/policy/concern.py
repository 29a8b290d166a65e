"""The manifest of policy: what a body allows where."""

import kairan.policy.model
from kairan.core.concern import Concern, tables_in
from kairan.policy.http import router
from kairan.policy.model import Policy, Rule

CONCERN = Concern(
    package="kairan.policy",
    tables=tables_in(kairan.policy.model),
    routers=(router,),
    examples=(
        Policy(
            revision=3,
            rules=[Rule(face="internet", device="phone", kind="staff", upto={"read": 2, "download": 0, "copy": 0})],
            networks={"lgwan": ["10.0.0.0/8"]},
        ),
    ),
)
