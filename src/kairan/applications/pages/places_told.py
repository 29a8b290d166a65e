"""What the check page and the receipt say of places: that one will wait, or be drawn, and how it stands."""

from collections.abc import Sequence

from kairan.applications.model import Receipt, SeatSaid
from kairan.applications.pages.words import word
from kairan.applications.places import outlook_of, wanted_places
from kairan.applications.seats_model import PlaceCount
from kairan.applications.steps import Step


def told_on_check(step: Step, language: str) -> dict[str, object]:
    """Return the notes for the check page, and the questions of which they say that one will wait."""
    notes = [note for gate in step.gates for note in gate.notes]
    waits: list[str] = []
    for one in wanted_places(step.form.document, step.walked):
        label, count = one.question.label, step.counts.get((one.question.id, one.place_id), PlaceCount())
        match outlook_of(one, step.counts):
            case "waits":
                notes.append(word("will_wait", language, label=label, place=one.label, count=count.waiting))
                waits.append(one.question.id)
            case "draw":
                notes.append(word("will_draw", language, label=label))
            case _:
                pass
    return {"notes": notes, "waits": waits}


def told_when_done(receipt: Receipt, language: str) -> list[str]:
    """Return how it stands with what was submitted."""
    if receipt.is_withdrawn:
        return [word("withdrawn", language)]
    return seats_told(receipt.seats, language)


def seats_told(seats: Sequence[SeatSaid], language: str) -> list[str]:
    """Return how it stands with places, each in a sentence."""
    return [
        word(f"seat_{one.state}", language, label=one.label, place=one.place, ahead=one.ahead or 0) for one in seats
    ]
