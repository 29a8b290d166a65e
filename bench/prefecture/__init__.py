"""A prefecture's five years of talk, made in minutes: the big database that pages and searches are measured on.

2,810 people, 4,000 rooms, 6 million messages (100,000 a month for five years). People and rooms come in through the
product's own actions; what is said is written in bulk, with the chains, marks, threads and search index that the
product would have written. `tests/bench` holds a small one to `kairan verify`, to a recount and to a brute-force
search.
"""

from bench.prefecture.cache import Prefecture, prefecture
from bench.prefecture.life import Size

__all__ = ["Prefecture", "Size", "prefecture"]
