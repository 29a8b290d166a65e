"""Places as applications have them (枠): who has one, who waits, who was drawn; and codes that prove mail addresses."""

from typing import NamedTuple

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.applications.model import SeatState
from kairan.core.kit.database import Record, metadata

_Id = String(13)

place_seat_table = Table(
    "place_seat",
    metadata,
    Column("application_id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("question_id", String(13), primary_key=True),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("place_id", String(13), nullable=False),
    Column("turn", Integer),  # in which who waits moves up; of a lottery: the rank in which it was drawn
    Column("taken_at", BigInteger),
    Column("lost_at", BigInteger),  # not drawn, and no room to wait
    Column("left_at", BigInteger),  # withdrawn, or erased while waiting
    Column("tell", String(10)),  # what is still to be written to them: their state
    Index("ix_place_seat_form_id", "form_id", "question_id", "place_id", "turn"),
    Index("ix_place_seat_tell", "tell"),
)

place_draw_table = Table(
    "place_draw",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("question_id", String(13), primary_key=True),
    Column("seed", String(64), nullable=False),
    Column("applicants", Integer, nullable=False),
    Column("digest", String(64), nullable=False),  # of the result, as the record keeps it
    Column("drawn_at", BigInteger, nullable=False),
    Column("drawn_by", _Id, nullable=False),
)

mail_proof_table = Table(
    "mail_proof",
    metadata,
    Column("draft_id", _Id, primary_key=True),
    Column("question_id", String(40), primary_key=True),  # also of a member of a group
    Column("address_digest", String(64), primary_key=True),  # with the installation's key
    Column("code_digest", String(64), nullable=False),  # with the installation's key; empty: used up
    Column("letters", Integer, nullable=False),
    Column("tries", Integer, nullable=False),  # at the code that was sent last
    Column("sent_at", BigInteger, nullable=False),
    Column("proved_at", BigInteger),
    Index("ix_mail_proof_address_digest", "address_digest", "sent_at"),
    Index("ix_mail_proof_sent_at", "sent_at"),
)


class PlaceCount(NamedTuple):
    """How many have a place, and how many wait for it or for its draw."""

    taken: int = 0
    waiting: int = 0
    is_drawn: bool = False


def state_of(seat: Record) -> SeatState:
    """Return how it stands with a place, from what happened."""
    if seat.left_at is not None:
        return "left"
    if seat.taken_at is not None:
        return "taken"
    if seat.lost_at is not None:
        return "lost"
    return "applied" if seat.turn is None else "waiting"
