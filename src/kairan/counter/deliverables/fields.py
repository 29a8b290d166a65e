"""What is filled into a letter (差し込み): what is known of the case, and its answers by the words of the question.

Promise: answers that need care are never a field, so that nobody prints them by a template.
"""

import re
from collections.abc import Iterator, Mapping

from kairan.counter.deliverables.model import LetterFact, LetterTemplate
from kairan.counter.deliverables.problems import LetterFieldUnknown
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import AnyQuestion, Group

NAME, NUMBER, RECEIVED_ON = "氏名", "受付番号", "受付日"
PROCEDURE, ISSUED_ON, DOCUMENT_NUMBER, SERIAL = "手続名", "発行日", "発行番号", "通し番号"
BUILT_IN = (NAME, NUMBER, RECEIVED_ON, PROCEDURE, ISSUED_ON, DOCUMENT_NUMBER, SERIAL)
_FIELD = re.compile(r"\{\{([^{}\n]{1,400})\}\}")


def asked_in(document: FormDocument) -> dict[str, AnyQuestion]:
    """Return the questions that may be filled in, by their words; two with the same words are neither."""
    found: dict[str, list[AnyQuestion]] = {}
    for one in document.questions():
        if one.ASKS and not isinstance(one, Group):
            found.setdefault(one.label.strip(), []).append(one)
    return {
        label: same[0]
        for label, same in found.items()
        if len(same) == 1 and not same[0].needs_care and label not in BUILT_IN and _FIELD.fullmatch("{{" + label + "}}")
    }


def require_known(template: LetterTemplate, document: FormDocument) -> None:
    """Let pass a template of which everything can be filled in; in its title nothing: strangers read it.

    Problems: LetterFieldUnknown.
    """
    if (inside := _FIELD.search(template.title)) is not None:
        raise LetterFieldUnknown(field=inside[1][:80])
    known = {*BUILT_IN, *asked_in(document)}
    for field in _fields_in(template):
        if field not in known:
            raise LetterFieldUnknown(field=field[:80])


def _fields_in(template: LetterTemplate) -> Iterator[str]:
    texts = [template.mark, template.addressee, template.body, template.sender]
    for fact in template.facts:
        texts += [fact.name, fact.value]
    for text in texts:
        yield from (one.strip() for one in _FIELD.findall(text))


def answers_in(document: FormDocument, answers: Mapping[str, Value]) -> dict[str, str]:
    """Return the answers by the words of their questions; what was not answered is empty."""
    return {label: one.shown(answers[one.id]) if one.id in answers else "" for label, one in asked_in(document).items()}


def filled(template: LetterTemplate, values: Mapping[str, str]) -> LetterTemplate:
    """Return a template with everything filled in, once: what somebody answered is no field again."""

    def fill(text: str) -> str:
        return _FIELD.sub(lambda field: values.get(field[1].strip(), ""), text)

    return LetterTemplate(
        title=template.title,
        mark=fill(template.mark),
        addressee=fill(template.addressee),
        body=fill(template.body),
        facts=[LetterFact(fill(one.name), fill(one.value)) for one in template.facts],
        sender=fill(template.sender),
        keep_days=template.keep_days,
    )
