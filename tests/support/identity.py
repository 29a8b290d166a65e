"""A certified OpenID Connect provider, as its own process: what signing in through one is tested against."""

import json
import re
from pathlib import Path
from typing import Any

import httpx

from tests.support.processes import Program, free_port, needed

FOLDER = Path(__file__).parent / "oidc"
SECRET = "shared with the provider: signs & all +/=%"
Form = dict[str, str]


class Provider:
    """`oidc-provider` with its people; it keeps its port over `stop` and `start`."""

    def __init__(self, folder: Path, people: dict[str, dict[str, Any]], *, is_card: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.people = people
        self.clients: list[dict[str, Any]] = []
        self.keys: dict[str, Any] | None = None
        self.is_card = is_card
        self.program: Program | None = None

    def knows(self, client_id: str, redirect_uri: str, **more: object) -> None:
        """Register a client, as its administrator would."""
        client = {
            "client_id": client_id,
            "client_secret": SECRET,
            "redirect_uris": [redirect_uri],
            "response_types": ["code"],
            "grant_types": ["authorization_code"],
            **more,
        }
        self.clients.append({name: value for name, value in client.items() if value is not None})

    def start(self) -> None:
        """Start with what is known by now, and wait until it answers."""
        config = {
            "port": self.port,
            "issuer": self.issuer,
            "clients": self.clients,
            "people": self.people,
            **({"keys": self.keys} if self.keys else {}),
            **({"card": True} if self.is_card else {}),
        }
        (self.folder / "provider.json").write_text(json.dumps(config), "utf-8")
        command = [needed("node"), str(FOLDER / "provider.mjs"), str(self.folder / "provider.json")]
        self.program = Program(command, self.folder / "provider.log")
        self.program.wait_for(self._answers, "the provider answers", within_s=60)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.issuer}/.well-known/openid-configuration", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        if self.program:
            self.program.kill()

    def sign_in(self, address: str, login: str, browser: httpx.Client, *, cancel: bool = False) -> Form:
        """Do there what a person does, beginning at the address we sent them to; give what they come back with."""
        answer = browser.get(address)
        while answer.status_code in {302, 303} and "/interaction/" in answer.headers["location"]:
            page = httpx.URL(self.issuer).join(answer.headers["location"])
            form = {"login": login, **({"cancel": "1"} if cancel else {})}
            answer = browser.get(browser.post(page, data=form).headers["location"])
        assert answer.status_code in {302, 303}, f"{answer.status_code} {answer.text}\n{self._tail()}"
        return dict(httpx.URL(answer.headers["location"]).params)

    def sign_out(self, browser: httpx.Client) -> None:
        """Sign out at the provider, as from a page of its own."""
        page = browser.get(f"{self.issuer}/session/end")
        xsrf = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert xsrf, page.text
        done = browser.post(f"{self.issuer}/session/end/confirm", data={"xsrf": xsrf[1], "logout": "yes"})
        assert done.status_code in {302, 303}, done.text

    def _tail(self) -> str:
        return self.program.tail() if self.program else ""
