"""The manifest of API keys: other systems of a body read the cases of a form."""

import kairan.api_keys.model
from kairan.api_keys.http import ReadFrom, reading, router
from kairan.api_keys.model import ApiKeyNew
from kairan.core.concern import Concern, Parts, tables_in


def provides(parts: Parts) -> dict[str, object]:
    """Give from where systems may read."""
    return {"read_from": ReadFrom(parts.settings.api_from)}


CONCERN = Concern(
    package="kairan.api_keys",
    tables=tables_in(kairan.api_keys.model),
    routers=(router, reading),
    provides=provides,
    examples=(ApiKeyNew(note="基幹システム", reads="states"),),
    tags={"API keys": "Other systems of a body read the cases of a form."},
    settings=("api_from",),
)
