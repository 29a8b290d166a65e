"""Where a form is found: at the entrance of residents; an internal one wherever its staff are."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

from kairan.core.edge.faces import PUBLIC
from kairan.forms.model import FormView


class FormLinks(msgspec.Struct, frozen=True):
    """Where residents come in; empty: where everybody does."""

    url: str

    def on(self, view: FormView) -> FormView:
        """Return a form with the address that is given to whom it is for."""
        if view.form.audience == "staff" or not self.url:
            return view
        return msgspec.structs.replace(view, url=f"{self.url}{view.url}")


def url_of_residents(url: str, faces: Mapping[str, str]) -> str:
    """Return where residents come in: at the first host of their entrance, else where everybody does."""
    host = next((host for host, face in faces.items() if face == PUBLIC), None)
    parts = urlsplit(url)
    if host is None or not parts.scheme:
        return url.rstrip("/")
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}"
