"""What happens to lists of moves, as entries of the organisation's stream."""

from kairan.core.journal import Body
from kairan.transfers.model import ListId


class TransferPrepared(Body, frozen=True):
    """An administrator began a list of moves."""

    kind = "transfer.prepared"
    id: ListId
    name: str
    effective_at: int


class TransferChanged(Body, frozen=True):
    """An administrator changed a list that is being prepared: its name or hour, or how many moves it holds."""

    kind = "transfer.changed"
    id: ListId
    name: str
    effective_at: int
    moves: int


class TransferDiscarded(Body, frozen=True):
    """An administrator threw a list away."""

    kind = "transfer.discarded"
    id: ListId
    name: str


class TransferSet(Body, frozen=True):
    """An administrator set a list for its hour (予約)."""

    kind = "transfer.set"
    id: ListId
    name: str
    effective_at: int
    moves: int


class TransferWithdrawn(Body, frozen=True):
    """An administrator took a list back before its hour."""

    kind = "transfer.withdrawn"
    id: ListId
    name: str


class TransferCarriedOut(Body, frozen=True):
    """A list was carried out: how many people, who came into rooms and went out of them, masters named."""

    kind = "transfer.carried_out"
    id: ListId
    name: str
    moves: int
    entered: int
    exited: int
    masters: int


class TransferFailed(Body, frozen=True):
    """The hour of a list came and nothing of it was carried out, for these faults."""

    kind = "transfer.failed"
    id: ListId
    name: str
    faults: list[str]


class TransferUndone(Body, frozen=True):
    """An administrator took back what a list had changed; `kept` people were changed since and stayed."""

    kind = "transfer.undone"
    id: ListId
    name: str
    moves: int
    kept: int
