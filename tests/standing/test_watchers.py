"""Figures are for those who watch over the installation, and for nobody else."""

from typing import Any

import pytest
from litestar import Request

from kairan.core.edge.health import require_watcher
from kairan.core.kit.problems import NotFound

LOOPBACK = ("127.0.0.0/8", "::1/128")


def asked(host: str, **headers: str) -> Request[Any, Any, Any]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Any = {"type": "http", "client": (host, 1), "headers": raw, "state": {}}
    return Request(scope)


def test_this_machine_and_named_networks_see_the_figures() -> None:
    require_watcher(asked("127.0.0.1"), LOOPBACK)
    require_watcher(asked("::1"), LOOPBACK)
    require_watcher(asked("10.1.2.3"), ("10.1.0.0/16",))


@pytest.mark.parametrize(
    "request_",
    [asked("10.1.2.3"), asked("127.0.0.1", x_forwarded_for="203.0.113.9"), asked("127.0.0.1", forwarded="for=x")],
)
def test_others_cannot_tell_that_there_are_any(request_: Request[Any, Any, Any]) -> None:
    with pytest.raises(NotFound):
        require_watcher(request_, LOOPBACK)
