"""Members of a repeating group while a form is filled in (件数を増やす・減らす): added and taken out, without a script.

Promise: a button says what is to happen with what is on its page, and sends that along; pressed twice, or sent again,
it comes to the same.
"""

from kairan.applications.model import TypedIn
from kairan.forms.document import FormDocument
from kairan.forms.members import member_name
from kairan.forms.questions import Calculated, Group

ADD, REMOVE, COUNT = "add", "remove", "count"


def after_act(document: FormDocument, typed: TypedIn, act: str) -> TypedIn:
    """Return what is typed in after a button such as `add:family` or `remove:family:2`; others change nothing."""
    verb, _, rest = act.partition(":")
    name, _, at = rest.partition(":")
    group = document.question(name)
    if not isinstance(group, Group):
        return typed
    count = group.count_in(typed)
    if verb == ADD and count < group.most:
        return {**_without(typed, group, count + 1), name: [str(count + 1)]}
    is_there = at.isascii() and at.isdigit() and len(at) <= 2 and 1 <= int(at) <= count
    if verb == REMOVE and is_there and count > group.least:
        return {**_closed_up(typed, group, int(at)), name: [str(count - 1)]}
    return typed


def leads_back(document: FormDocument, typed: TypedIn, act: str) -> str:
    """Return where on its page a button leads that stays there: the new member, the group, the calculated value."""
    verb, _, rest = act.partition(":")
    asked = document.question(rest.partition(":")[0])
    if verb == ADD and isinstance(asked, Group):
        return f"m-{asked.id}.{asked.count_in(typed)}"
    is_here = (verb == REMOVE and isinstance(asked, Group)) or (verb == COUNT and isinstance(asked, Calculated))
    return f"q-{asked.id}" if is_here and asked is not None else ""


def _without(typed: TypedIn, group: Group, number: int) -> TypedIn:
    """Return what is typed in without a member: one that is added begins empty."""
    prefix = member_name(group.id, number, "")
    return {name: values for name, values in typed.items() if not name.startswith(prefix)}


def _closed_up(typed: TypedIn, group: Group, number: int) -> TypedIn:
    """Return what is typed in without a member, those behind it one nearer."""
    found: TypedIn = {}
    for name, values in typed.items():
        first, _, rest = name.partition(".")
        at, _, field = rest.partition(".")
        if first != group.id or not at.isdigit() or int(at) < number:
            found[name] = values
        elif int(at) > number:
            found[member_name(group.id, int(at) - 1, field)] = values
    return found
