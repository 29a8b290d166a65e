"""The simulation is checked against what is known: of queues by theory, of Kairan by a measurement."""

import random

import pytest

from simulation.costs import Cost, Costs, load_costs
from simulation.model import FULL, Installation, cores_needed, loads, nodes_needed
from simulation.queues import arrivals, percentile, waits
from simulation.workload import HOUR_S, earthquake


def poisson(rate: float, ends: float, seed: int = 1) -> list[float]:
    return list(arrivals(lambda _at: rate, rate, ends, random.Random(seed)))


@pytest.mark.parametrize("busy", [0.3, 0.6, 0.8])
def test_of_a_queue_with_even_service_people_wait_as_pollaczek_and_khinchine_say(busy: float) -> None:
    """M/D/1: the mean wait is ρ / (2 (1 − ρ)) services."""
    came = poisson(busy, 400_000)
    waited = waits(came, [1.0] * len(came))
    assert sum(waited) / len(waited) == pytest.approx(busy / (2 * (1 - busy)), rel=0.05)


def test_of_a_queue_with_uneven_service_they_wait_twice_as_long() -> None:
    """M/M/1: ρ / (1 − ρ)."""
    chance = random.Random(2)
    came = poisson(0.6, 400_000)
    waited = waits(came, [chance.expovariate(1.0) for _ in came])
    assert sum(waited) / len(waited) == pytest.approx(1.5, rel=0.05)


def test_of_several_servers_they_wait_as_erlang_says() -> None:
    """M/M/2 at ρ = 0.6: the mean wait is ρ² / (1 − ρ²) services."""
    chance = random.Random(3)
    came = poisson(1.2, 300_000)
    waited = waits(came, [chance.expovariate(1.0) for _ in came], servers=2)
    assert sum(waited) / len(waited) == pytest.approx(0.36 / 0.64, rel=0.05)


def test_a_rate_that_changes_gives_as_many_arrivals_as_its_area() -> None:
    came = list(arrivals(lambda at: at / 100, 10, 1_000, random.Random(4)))
    assert len(came) == pytest.approx(5_000, rel=0.05)
    assert percentile(came, 0.25) == pytest.approx(500, rel=0.05)


def test_a_closed_loop_delivers_as_fast_as_the_real_server_did() -> None:
    """`make bench` of 2026-11-22: 8 messages in flight to 1,000 readers, 6.6 µs of the server for a delivery, and
    148,891 deliveries a second with the server 98 % busy. The cost alone must predict the rate."""
    service_s, in_flight, rounds = 1_000 * 6.6e-6, 8, 2_000
    came = [0.0] * in_flight
    free_at = 0.0
    for turn in range(rounds):
        waited = waits([max(came[turn], free_at)], [service_s])[0]
        free_at = max(came[turn], free_at) + waited + service_s
        came.append(free_at)
    assert 1_000 * rounds / free_at == pytest.approx(148_891, rel=0.1)


def test_what_is_needed_is_enough_and_one_node_less_is_not() -> None:
    acts, costs = earthquake(), load_costs()
    blank = Installation("", 60_000, "postgresql", 1, 1)
    nodes, cores = nodes_needed(blank, acts, costs), cores_needed(blank, acts, costs)
    enough = loads(blank._replace(nodes=nodes, database_cores=cores), acts, costs)
    assert max(enough["loop"].busiest, enough["threads"].busiest, enough["line"].busiest) <= FULL
    assert enough["database"].busiest <= FULL
    fewer = loads(blank._replace(nodes=max(1, nodes // 2), database_cores=max(1, cores // 2)), acts, costs)
    assert fewer["loop"].busiest > enough["loop"].busiest
    assert fewer["database"].busiest > FULL or cores == 1


def test_every_act_is_made_of_operations_whose_cost_was_measured() -> None:
    costs = load_costs()
    for table in (costs.sqlite, costs.postgresql):
        assert {name for act in earthquake() for name, _ in act.costs} <= set(table)
        assert all(isinstance(cost, Cost) and cost.node_ms > 0 for cost in table.values())
    assert isinstance(costs, Costs)
    assert costs.other_node_ms > 0


def test_the_peaks_of_the_workload_are_never_passed() -> None:
    for act in earthquake():
        assert all(act.rate(at) <= act.peak * 1.000001 for at in range(0, int(HOUR_S), 7)), act.name
