"""Figures are for those who watch over the installation, and for nobody else."""

from typing import Any

import pytest
from litestar import Request

from kairan.core.edge.health import Watchers, require_watcher
from kairan.core.kit.problems import NotFound

NAME = "kairan.example.lg.jp"
LOOPBACK = Watchers.of(("127.0.0.0/8", "::1/128"), ["kairan.lgwan.example"], f"https://{NAME}", "")


def asked(peer: str, /, **headers: str) -> Request[Any, Any, Any]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Any = {"type": "http", "client": (peer, 1), "headers": raw, "state": {}}
    return Request(scope)


def test_this_machine_and_named_networks_see_the_figures() -> None:
    require_watcher(asked("127.0.0.1"), LOOPBACK)
    require_watcher(asked("::1"), LOOPBACK)
    require_watcher(asked("10.1.2.3"), Watchers(("10.1.0.0/16",)))
    require_watcher(asked("127.0.0.1", host="127.0.0.1:8000"), LOOPBACK)
    require_watcher(asked("127.0.0.1", host="localhost"), Watchers.of(("127.0.0.0/8",), (), "http://localhost:8000"))


@pytest.mark.parametrize(
    "request_",
    [
        asked("10.1.2.3"),
        asked("127.0.0.1", x_forwarded_for="203.0.113.9"),
        asked("127.0.0.1", forwarded="for=x"),
        asked("127.0.0.1", x_real_ip="203.0.113.9"),
        asked("127.0.0.1", x_forwarded_proto="https"),
        asked("127.0.0.1", via="1.1 proxy"),
        asked("127.0.0.1", host=f"{NAME}:443"),  # a proxy that adds nothing asks for the name people use
        asked("127.0.0.1", host="KAIRAN.lgwan.example."),
    ],
)
def test_others_cannot_tell_that_there_are_any(request_: Request[Any, Any, Any]) -> None:
    with pytest.raises(NotFound):
        require_watcher(request_, LOOPBACK)
