"""The manifest of consents of a second person."""

import kairan.consents.model
from kairan.consents.http import router
from kairan.core.concern import Concern, tables_in

CONCERN = Concern(
    package="kairan.consents",
    tables=tables_in(kairan.consents.model),
    personal=(kairan.consents.model.consent_seen_table,),
    routers=(router,),
)
