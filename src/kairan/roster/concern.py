"""The manifest of the roster: everybody of a body at once."""

from kairan.core.concern import Concern
from kairan.roster.http import router
from kairan.roster.outgoing_http import router as outgoing

CONCERN = Concern(package="kairan.roster", routers=(router, outgoing))
