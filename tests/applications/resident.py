"""A resident with a browser without scripts: reads pages, fills in fields, presses buttons."""

import re
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

import httpx


class _Fields(HTMLParser):
    """What a browser would send: the values of fields, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.files: list[str] = []
        self.action = ""
        self.brings_files = False
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.action = given.get("action") or ""
            self.brings_files = given.get("enctype") == "multipart/form-data"
        elif tag == "input" and name and given.get("type") == "file":
            self.files.append(name)
        elif tag == "input" and name:
            kind = given.get("type")
            if kind not in {"radio", "checkbox"} or "checked" in given:
                self.fields.append((name, value or ("on" if kind == "checkbox" else "")))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select is not None:
            self._options.append((value, "selected" in given))
        elif tag == "textarea":
            self._textarea, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            chosen = next((value for value, is_chosen in self._options if is_chosen), None)
            self.fields.append((self._select, chosen if chosen is not None else self._options[0][0]))
            self._select = None
        elif tag == "textarea" and self._textarea is not None:
            self.fields.append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None


BOUNDARY = "----KairanTest7MA4YWxkTrZu0gW"
Chosen = tuple[str, str, bytes]
"""A file that was chosen: in which field, how it is called, what is in it."""


def multipart(fields: Iterable[tuple[str, str]], files: Iterable[Chosen]) -> bytes:
    """Return a body as browsers write it, fields before files."""
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields]
    for name, called, content in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content)
    return b"".join(f"--{BOUNDARY}\r\n".encode() + one + b"\r\n" for one in parts) + f"--{BOUNDARY}--\r\n".encode()


class Resident:
    """Somebody at the entrance of residents."""

    def __init__(self, url: str, **headers: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, headers=headers, follow_redirects=True, timeout=30)
        self.page = httpx.Response(200)

    def open(self, path: str) -> str:
        """Open an address and return the page."""
        self.page = self.client.get(path)
        return self.page.text

    @property
    def path(self) -> str:
        """Where the browser is."""
        return str(self.page.url).removeprefix(self.url)

    @property
    def faults(self) -> list[str]:
        """What the page says is to be mended."""
        box = re.search(r'<div class="fault".*?</ul></div>', self.page.text, re.DOTALL)
        return [unescape(one) for one in re.findall(r'<a href="#[^"]*">(.*?)</a>', box[0])] if box else []

    def sent(self, **typed: str | list[str]) -> dict[str, list[str]]:
        """Return what would be sent: what stands in the page, with this typed into it (`name__family` for parts)."""
        form = _Fields()
        form.feed(self.page.text)
        self.action, self.brings_files, self._files = form.action, form.brings_files, form.files
        given: dict[str, list[str]] = {}
        for name, value in form.fields:
            given.setdefault(name, []).append(value)
        for name, wanted in typed.items():
            given[name.replace("__", ".")] = [wanted] if isinstance(wanted, str) else wanted
        return given

    def press(self, button: str = "next", *files: Chosen, **typed: str | list[str]) -> str:
        """Fill in fields, choose files and press a button; return the page one is led to.

        A button is "next", or its name and value: "-remove q.0k3w9f2m7xq1s".
        """
        pushed, _, value = button.rpartition(" ")
        given = {**self.sent(**typed), pushed or "-to": [value]}
        headers = {"Origin": self.url}
        if not self.brings_files:
            self.page = self.client.post(self.action, data=given, headers=headers)
            return self.page.text
        chosen = [*files, *((name, "", b"") for name in self._files if name not in {one[0] for one in files})]
        body = multipart([(name, one) for name, values in given.items() for one in values], chosen)
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        self.page = self.client.post(self.action, content=body, headers=headers)
        return self.page.text

    def begin(self, address: str) -> str:
        """Open a form and begin it."""
        self.open(f"/f/{address}")
        return self.press()
