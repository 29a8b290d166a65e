"""Kairan measured: `make bench` prints one table and writes bench/results/*.json.

Deliveries and resume: the server on core 0, the load generator on core 1. Posts: the server, one process, may use
both, as it would in a town hall; the generator stays on core 1; the generator's own share of
its core is printed, since a generator at its limit measures itself.
"""
