"""More readers come at once than can be brought to the present together: the rest come back one after the other."""

import pytest

from kairan.core.realtime import live as live_module
from tests.realtime.world import SATO, come, run, world


def test_a_herd_beyond_the_bound_is_asked_back_in_slots(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            monkeypatch.setattr(live_module, "GREETINGS_MOST", 0)
            later = []
            for _ in range(3):
                reader = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
                assert reader.reader.ended == "resume"
                later += [bye["after_ms"] for bye in reader.of("bye")]
            assert len(later) == 3
            assert later == sorted(later)
            monkeypatch.setattr(live_module, "GREETINGS_MOST", 1)
            reader = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            assert reader.reader.ended is None

    run(work)
