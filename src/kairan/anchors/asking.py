"""One request to an address the operator set: no redirect; time and what is read of the answer are bounded."""

import time
from typing import Literal

LIMIT_S = 30.0


class AddressTrouble(Exception):  # noqa: N818  (what happened, as in this house)
    """The address did not answer as it should; with what was found."""


def ask_address(
    method: Literal["POST", "PUT"], url: str, data: bytes, headers: dict[str, str], most: int
) -> tuple[int, bytes]:
    """Send bytes to an address; returns the status and the answer, of at most `most` bytes. Raises AddressTrouble."""
    import httpx2  # noqa: PLC0415  (a tenth of a cold start, for those who set no address for nothing)

    latest = time.monotonic() + LIMIT_S
    got = bytearray()
    try:
        with (
            httpx2.Client(timeout=LIMIT_S, follow_redirects=False) as client,
            client.stream(method, url, content=data, headers=headers) as answer,
        ):
            for part in answer.iter_bytes():
                got += part
                if len(got) > most:
                    raise AddressTrouble(f"HTTP {answer.status_code}, more than {most} bytes")
                if time.monotonic() > latest:
                    raise AddressTrouble(f"HTTP {answer.status_code}, not within {LIMIT_S:g} s")
            return answer.status_code, bytes(got)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise AddressTrouble(f"{type(error).__name__}: {error}"[:200]) from error
