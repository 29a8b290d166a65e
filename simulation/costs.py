"""What each operation costs, as `python -m simulation.measure` found it: processor time, and bytes on the line."""

from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "costs.json"


class Cost(msgspec.Struct, frozen=True):
    """One operation, in milliseconds of a core: of a node, of the database, of the broker; and bytes sent out."""

    node_ms: float = 0.0
    database_ms: float = 0.0
    broker_ms: float = 0.0
    out_bytes: float = 0.0


class Costs(msgspec.Struct, frozen=True):
    """Everything that was measured, on what machine; `other_node_ms` is what a message costs each other node."""

    machine: str
    load: float
    sqlite: dict[str, Cost]
    postgresql: dict[str, Cost]
    other_node_ms: float


def load_costs(file: Path = FILE) -> Costs:
    """Read the costs."""
    return msgspec.json.decode(file.read_bytes(), type=Costs)
