"""One place of two nodes for all of them."""

from collections.abc import Iterator

import pytest

from tests.scale.place import Place
from tests.support.broker import Broker
from tests.support.postgres import Postgres


@pytest.fixture(scope="session")
def place(postgres: Postgres, broker: Broker) -> Iterator[Place]:
    made = Place(postgres, broker)
    try:
        made.add("east")
        made.add("west")
        made.open()
        yield made
    finally:
        made.remove()
