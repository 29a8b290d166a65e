"""One request to an address the operator set: no redirect; its whole time and what is read of the answer are bounded.

The clock runs from the connection to the last byte, whatever comes: headers that drip, hints without end (103), a body
that never ends. Nothing is unpacked: what is asked for is small, and what is packed may be without end.
"""

import asyncio
from typing import Literal

LIMIT_S = 30.0


class AddressTrouble(Exception):  # noqa: N818  (what happened, as in this house)
    """The address did not answer as it should; with what was found."""


def ask_address(
    method: Literal["POST", "PUT"], url: str, data: bytes, headers: dict[str, str], most: int, limit_s: float = LIMIT_S
) -> tuple[int, bytes]:
    """Send bytes to an address; returns the status and the answer, of at most `most` bytes. Raises AddressTrouble.

    Blocks; not to be called on the event loop.
    """
    return asyncio.run(_ask(method, url, data, headers, most, limit_s))


async def _ask(
    method: str, url: str, data: bytes, headers: dict[str, str], most: int, limit_s: float
) -> tuple[int, bytes]:
    import httpx2  # noqa: PLC0415  (a tenth of a cold start, for those who set no address for nothing)

    got = bytearray()
    try:
        async with (
            asyncio.timeout(limit_s),
            httpx2.AsyncClient(timeout=limit_s, follow_redirects=False) as client,
            client.stream(method, url, content=data, headers={**headers, "Accept-Encoding": "identity"}) as answer,
        ):
            async for part in answer.aiter_raw():
                got += part
                if len(got) > most:
                    raise AddressTrouble(f"HTTP {answer.status_code}, more than {most} bytes")
            return answer.status_code, bytes(got)
    except TimeoutError as error:
        raise AddressTrouble(f"not answered within {limit_s:g} s") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise AddressTrouble(f"{type(error).__name__}: {error}"[:200]) from error
