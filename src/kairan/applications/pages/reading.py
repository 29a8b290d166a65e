"""A form as it is read in the language its applicant chose; see `forms.translating`."""

import msgspec

from kairan.applications.steps import Step
from kairan.forms.document import FormDocument
from kairan.forms.journey import Journey, PageOnPath
from kairan.forms.translating import NAMES, ORIGINAL, lang_of, offered_tongues, translated

AROUND = ("ja", "easy", "en")
"""In which languages the words around a form are there: these may be chosen everywhere."""


class TongueShown(msgspec.Struct, frozen=True):
    """A language at the top of a page."""

    tongue: str
    name: str
    lang: str
    is_here: bool


def tongues_shown(document: FormDocument | None, tongue: str) -> list[TongueShown]:
    """Return the languages that may be chosen, each by its own name."""
    offered = AROUND if document is None else offered_tongues(document)
    wanted = [one for one in NAMES if one in AROUND or one in offered]
    return [TongueShown(one, NAMES[one], lang_of(one), one == tongue) for one in wanted]


def tongue_for(document: FormDocument | None, tongue: str) -> str:
    """Return in which language a form is read; English stands in for what it was not put into."""
    is_there = tongue in AROUND or (document is not None and tongue in document.translations)
    return tongue if is_there else "en"


def in_tongue(step: Step, tongue: str) -> Step:
    """Return where an applicant is, in their language: the same pages, questions and answers."""
    if tongue == ORIGINAL:
        return step
    document = translated(step.draft.document, tongue)
    pages = {page.id: page for page in document.pages}
    questions = {one.id: one for one in document.questions()}
    shown = [
        PageOnPath(pages.get(one.page.id, one.page), [questions.get(asked.id, asked) for asked in one.questions])
        for one in step.walked.pages
    ]
    walked = Journey(shown, step.walked.values, step.walked.complaints, _ended(step, document))
    form = msgspec.structs.replace(step.form, document=translated(step.form.document, tongue))
    draft = msgspec.structs.replace(step.draft, document=document)
    return msgspec.structs.replace(step, form=form, draft=draft, walked=walked)


def _ended(step: Step, document: FormDocument) -> str | None:
    """Return why nothing can be submitted, in the language of the document."""
    if step.walked.ended is None or not step.walked.pages:
        return step.walked.ended
    here = step.walked.pages[-1].page
    there = document.page(here.id) or here
    texts = zip(here.rules, there.rules, strict=True)
    return next((now.text for was, now in texts if was.text == step.walked.ended), step.walked.ended)
