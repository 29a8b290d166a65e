"""One broken connection harms no other."""

import pytest

from tests.realtime.world import ITO, SATO, come, entry_of, run, world


def test_a_socket_that_fails_in_the_middle_of_a_burst_keeps_nobody_from_their_frames(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(come, "ito", "welfare")
            broken = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            whole = await town.join(ITO, {"own:ito": 1, "den:welfare": 2})

            def fail(*_: object) -> bool:
                raise RuntimeError("the transport is closed")

            monkeypatch.setattr(broken, "write", fail)
            monkeypatch.setattr(broken, "finish", fail)
            for seq in (3, 4, 5):
                town.live.hub.hear([entry_of("den:welfare", seq)])
                await town.settle()
            await town.sees(lambda: whole.seqs("den:welfare"), [3, 4, 5])
            await town.sees(lambda: town.live.readers, {whole.reader})

    run(work)
