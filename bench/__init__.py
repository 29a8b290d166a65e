"""Kairan measured: `make bench` prints one table and writes bench/results/*.json.

The server runs on core 0, the load generator on core 1, where the machine has two; the generator's own share of
its core is printed, since a generator at its limit measures itself.
"""
