"""The manifest of erasure: deleting accounts."""

from kairan.core.concern import Concern
from kairan.erasure.http import router

CONCERN = Concern(package="kairan.erasure", routers=(router,))
