"""Ratios: how a measure stands to the floor of the same run, and how Kairan stands to a peer."""

from bench.row import Row, figure

CROWDS = (200, 1_000)
FLOOR_OF = {
    **{
        f"deliveries to {readers:,} readers, closed loop of 8": f"floor: sends to {readers:,} sockets by a loop in C"
        for readers in CROWDS
    },
    "posts acknowledged, 1 senders, SQLite": "floor: bare SQLite inserts, one a commit",
    "posts acknowledged, 16 senders, SQLite": "floor: bare SQLite inserts, 16 a commit",
    "posts acknowledged, 64 senders, SQLite": "floor: bare SQLite inserts, 64 a commit",
}
KAIRAN = "Kairan"
PEERS = ("ejabberd", "Synapse")


def ratio(row: Row, rows: dict[str, Row]) -> str:
    """Say how a measure stands to what it is compared with; empty where that is not in these rows."""
    measure, _, name = row.what.rpartition(", ")
    if name in PEERS:
        return _beside_kairan(row, rows.get(f"{measure}, {KAIRAN}"))
    floor = rows.get(FLOOR_OF.get(row.what, ""))
    if floor is None or not floor.value:
        return ""
    return f"{figure(row.value / floor.value)} of the floor"


def _beside_kairan(row: Row, kairan: Row | None) -> str:
    if kairan is None or not kairan.value or not row.value:
        return ""
    times = row.value / kairan.value if row.smaller_is_better else kairan.value / row.value
    return f"Kairan is {figure(times)} times better" if times >= 1 else f"Kairan is {figure(1 / times)} times worse"
