"""An installation on paper: its stations, what the workload asks of each, and how long people wait there.

Every station is looked at by itself, with the arrivals as they come: a full one would shield those behind it, so this
is the harder case. A queue of many cores is looked at as one core with its share, which waits longer than the whole.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from simulation.costs import Cost, Costs
from simulation.queues import arrivals, percentile, waits
from simulation.workload import HOUR_S, Act

Station = Literal["loop", "threads", "database", "broker", "line"]
STATIONS: tuple[Station, ...] = ("loop", "threads", "database", "broker", "line")
BESIDE = frozenset({"sign_in", "upload"})  # passwords and pictures are worked on beside the loop, on another core
LINE_BITS = 1e9  # of a node, each second
EVENTS = 60_000  # at most of one station; beyond that one event stands for several acts
MINUTE_S = 60.0
FULL = 0.7  # a station is not planned to be fuller than that in its busiest minute


class Installation(NamedTuple):
    """What stands there."""

    name: str
    accounts: int
    database: Literal["sqlite", "postgresql"]
    nodes: int
    database_cores: int


class Load(NamedTuple):
    """How a station fares in that hour: its busiest minute, how long is waited, how much is left at the end."""

    busiest: float
    p99_s: float
    longest_s: float


def loads(installation: Installation, acts: Sequence[Act], costs: Costs, seed: int = 1) -> dict[Station, Load]:
    """Simulate the hour at every station this installation has."""
    found = {}
    for station in STATIONS:
        demands = list(_demands(station, installation, acts, costs))
        if demands:
            found[station] = _simulate(demands, random.Random(seed))
    return found


def nodes_needed(installation: Installation, acts: Sequence[Act], costs: Costs) -> int:
    """Return how many nodes keep the loop and the line of each below `FULL`; more nodes hear more from each other."""
    nodes = 1
    while nodes < 4_096:
        tried = installation._replace(nodes=nodes)
        most = max(_busiest(list(_demands(one, tried, acts, costs))) for one in ("loop", "threads", "line"))
        if most <= FULL:
            return nodes
        nodes = max(nodes + 1, math.ceil(nodes * min(most / FULL, 2)) if most < 2 else nodes * 2)
    return nodes


def cores_needed(installation: Installation, acts: Sequence[Act], costs: Costs) -> int:
    """Return how many cores keep the database below `FULL`."""
    demands = list(_demands("database", installation._replace(database_cores=1), acts, costs))
    return max(1, math.ceil(_busiest(demands) / FULL))


class Demand(NamedTuple):
    """What one kind of act asks of one station: how often each second, and how long each, in seconds."""

    rate: Callable[[float], float]
    peak: float
    service_s: float


def _demands(station: Station, here: Installation, acts: Sequence[Act], costs: Costs) -> Iterator[Demand]:
    table = costs.sqlite if here.database == "sqlite" else costs.postgresql
    share = _share(station, here)
    for act in acts:
        heard_by = _others(act, here.nodes)
        service = sum(count * _service_s(station, name, table[name], heard_by) for name, count in act.costs)
        if service:
            yield Demand(_times(act.rate, share), act.peak * share, service)
        said = sum(count for name, count in act.costs if name == "post")
        if station == "loop" and said and here.nodes > 1:
            heard = here.accounts * _follows(act, here.nodes)
            yield Demand(_times(act.rate, heard), act.peak * heard, said * costs.other_node_ms / 1_000)


def _share(station: Station, here: Installation) -> float:
    """Return how many accounts the station (of one node, one core) works for."""
    if station == "database":
        return here.accounts / here.database_cores
    return float(here.accounts) if station == "broker" else here.accounts / here.nodes


def _service_s(station: Station, name: str, cost: Cost, heard_by: float) -> float:
    match station:
        case "loop":
            return 0.0 if name in BESIDE else cost.node_ms / 1_000
        case "threads":
            return cost.node_ms / 1_000 if name in BESIDE else 0.0
        case "database":
            return cost.database_ms / 1_000
        case "broker":
            # Measured with one other node: one message in, one out. Each further node that hears it is one more out.
            return cost.broker_ms / 2_000 * (1 + heard_by) if name == "post" and heard_by else 0.0
        case "line":
            return cost.out_bytes * 8 / LINE_BITS


def _others(act: Act, nodes: int) -> float:
    """Return how many other nodes have a reader of what is said, on average: a node follows what its readers follow."""
    readers = sum(count for name, count in act.costs if name == "deliver")
    return (nodes - 1) * (1 - (1 - 1 / nodes) ** readers)


def _follows(act: Act, nodes: int) -> float:
    """Return how likely a node has a reader of what is said at another one."""
    readers = sum(count for name, count in act.costs if name == "deliver")
    return (1 - (1 - 1 / nodes) ** readers) * (1 - 1 / nodes)


def _times(rate: Callable[[float], float], factor: float) -> Callable[[float], float]:
    return lambda at: rate(at) * factor


def _simulate(demands: Sequence[Demand], chance: random.Random) -> Load:
    expected = sum(_mean(demand) for demand in demands) * HOUR_S
    grain = max(1, math.ceil(expected / EVENTS))
    came = sorted(
        (at, demand.service_s * grain)
        for demand in demands
        for at in arrivals(_times(demand.rate, 1 / grain), demand.peak / grain, HOUR_S, chance)
    )
    waited = waits([at for at, _ in came], [service for _, service in came])
    return Load(_busiest(demands), percentile(waited, 0.99), max(waited, default=0.0))


def _mean(demand: Demand) -> float:
    steps = 600
    return sum(demand.rate((step + 0.5) * HOUR_S / steps) for step in range(steps)) / steps


def _busiest(demands: Sequence[Demand]) -> float:
    """Return the share of time worked in the busiest minute; above one, work is left over."""
    seconds = [sum(demand.rate(second + 0.5) * demand.service_s for demand in demands) for second in range(int(HOUR_S))]
    return max((sum(seconds[at : at + 60]) / MINUTE_S for at in range(0, int(HOUR_S), 10)), default=0.0)
