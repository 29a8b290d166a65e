"""A case is opened with its application, in the same transaction (受付)."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, insert, select, update

from kairan.applications.arrivals import Arrival
from kairan.applications.streams import application_stream
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.folding import fold
from kairan.core.kit.mail import forget_letters
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.secrets import SecretBox
from kairan.counter.extending import CaseEvent, tell_event
from kairan.counter.letters import CASE
from kairan.counter.model import (
    WHO_LIMIT,
    case_access_table,
    case_correction_table,
    case_message_table,
    case_table,
    procedure_table,
)
from kairan.counter.period import day_after
from kairan.counter.procedure import decoded
from kairan.counter.thread.writing import forget_writings_of
from kairan.files.made import release_files
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import Day, PersonName

_p, _c = procedure_table.c, case_table.c
NOBODY_KNOWN = ""


def open_case(db: Db, box: SecretBox, arrival: Arrival) -> None:
    """Open the case of an application that is just being submitted; answers to a survey are counted, and not worked."""
    if arrival.document.is_survey:
        return
    found = _PROCEDURE.first(db, {"of_form": arrival.form_id})
    procedure = decoded(None if found is None else found[0])
    received_on = date.fromisoformat(day_of(arrival.at))
    due_on = day_after(received_on, procedure.standard_days).isoformat() if procedure.standard_days else None
    values = {
        "organization_id": arrival.organization_id,
        "form_id": arrival.form_id,
        "state": "received",
        "state_at": arrival.at,
        "turn": "section",
        **whose(box, arrival.document, arrival.values),
        "received_at": arrival.at,
        "changed_at": arrival.at,
        "due_on": due_on,
        "is_opened": False,
        "device": arrival.device,
        "revision": 1,
    }
    _OPEN.run(db, {"id": arrival.application_id, **values})
    tell_event(
        db,
        CaseEvent(
            kind="case.received",
            case_id=arrival.application_id,
            organization_id=arrival.organization_id,
            form_id=arrival.form_id,
            number=arrival.number,
            state="received",
        ),
    )


_PROCEDURE = Prepared(select(_p.document).where(_p.form_id == bindparam("of_form")))
_OPEN = Prepared(
    insert(case_table),
    [
        one.name
        for one in case_table.columns
        if one.name not in {"owner_id", "stopped_on", "reply_due_on", "paper_wanted_at"}  # of a new case there are none
    ],
)


def whose(box: SecretBox, document: FormDocument, values: Mapping[str, Value]) -> dict[str, str | None]:
    """Return what a case keeps of the person it is about."""
    asked = _asked_name(document, values)
    who = "" if asked is None else "　".join(_name(values[asked.id]))[:WHO_LIMIT]
    read = "" if asked is None else asked.shown(values[asked.id])
    sought = fold(f"{who} {read}")[: WHO_LIMIT * 8]
    return {"who": who, "sought": sought, "person_key": person_key(box, document, values)}


def _asked_name(document: FormDocument, values: Mapping[str, Value]) -> PersonName | None:
    """Return the first name that was asked for, given, and needs no care."""
    asked = (one for one in document.questions() if isinstance(one, PersonName) and not one.needs_care)
    return next((one for one in asked if one.id in values), None)


def _name(value: Value) -> list[str]:
    """Return 姓 and 名, as far as they were given."""
    parts = [value.get("family"), value.get("given")] if isinstance(value, dict) else [str(value)]
    return [str(one) for one in parts if one]


def person_key(box: SecretBox, document: FormDocument, values: Mapping[str, Value]) -> str | None:
    """Return what stands for a person: name and birth date folded, which nobody without the key can guess from it."""
    name = next((one for one in document.questions() if isinstance(one, PersonName) and one.id in values), None)
    births = (one for one in document.questions() if isinstance(one, Day) and one.is_birth and one.id in values)
    birth = next(births, None)
    if name is None or birth is None:
        return None
    folded = fold("".join(_name(values[name.id]))).replace(" ", "")
    return box.digest(f"{folded}\n{values[birth.id]}", "case person").hex()


def forget_words(db: Db, application_ids: Sequence[str]) -> None:
    """Erase with the answers whatever was said about them; that and when it was said stays in the record."""
    for table in (case_message_table, case_correction_table, case_access_table):
        db.execute(delete(table).where(table.c.application_id.in_(application_ids)))
    forget_letters(db, CASE, application_ids)
    forget_writings_of(db, application_ids)
    release_files(db, [application_stream(one) for one in application_ids])  # of messages, and what was handed over
    mine = _c.id.in_(application_ids)
    gone = {"who": NOBODY_KNOWN, "sought": NOBODY_KNOWN, "person_key": None, "reply_due_on": None}
    db.execute(update(case_table).where(mine).values(gone))
