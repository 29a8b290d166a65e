"""The soak's arithmetic: flat is flat, and what grows is seen."""

from bench.soak import SLOPE_MOST_KIB, Sample, slope_kib


def samples(*memory_kib: float) -> list[Sample]:
    return [Sample(2.0 * number, int(kib), 10, 10) for number, kib in enumerate(memory_kib)]


def test_memory_that_goes_up_and_down_is_flat() -> None:
    assert abs(slope_kib(samples(*(50_000 + 500 * (n % 2) for n in range(300))))) < 10


def test_caches_that_fill_in_the_first_third_are_forgiven() -> None:
    assert slope_kib(samples(*(min(n, 100) * 1_000 for n in range(300)))) == 0


def test_a_leak_of_a_kibibyte_a_connection_is_seen() -> None:
    ten_connections_a_second = [50_000 + 20 * n for n in range(300)]
    assert slope_kib(samples(*ten_connections_a_second)) > 500
    assert slope_kib(samples(*(50_000 + 40 * n for n in range(300)))) > SLOPE_MOST_KIB


def test_pages_that_fill_up_are_told_apart_from_what_leaks() -> None:
    filling = [Sample(2.0 * n, 50_000 + 40 * n, 10, 10, pages_kib=40 * n) for n in range(300)]
    assert slope_kib(filling) > SLOPE_MOST_KIB
    assert slope_kib(filling, lambda one: one.beside_pages_kib) == 0
