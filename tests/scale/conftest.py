"""A place of two nodes for each file of tests: what one of them wrote would puzzle the next one's checker."""

from collections.abc import Iterator

import pytest

from tests.scale.place import Place
from tests.support.broker import Broker
from tests.support.bucket import Buckets
from tests.support.postgres import Postgres


@pytest.fixture(scope="module")
def place(postgres: Postgres, broker: Broker, buckets: Buckets) -> Iterator[Place]:
    made = Place(postgres, broker, buckets)
    try:
        made.add("east")
        made.add("west")
        made.open()
        yield made
    finally:
        made.remove()
