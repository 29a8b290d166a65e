"""The templates: every one can be published after its contact is filled in, and leads everybody to an end."""

from datetime import date
from random import Random

import msgspec
import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound
from kairan.demo.forms import read_names
from kairan.demo.made_answers import Answering, Said, filled_in
from kairan.forms.actions import create_form, publish_form
from kairan.forms.conditions import AnswerOf, Compare, Condition, Constant, Contains, asked_by, nodes
from kairan.forms.document import END, FormDocument, QuestionPage
from kairan.forms.faults import faults_of
from kairan.forms.members import question_named
from kairan.forms.model import NewForm, Publication
from kairan.forms.own_templates import (
    keep_as_template,
    own_template_document,
    own_templates,
    remove_template,
    share_template,
)
from kairan.forms.problems import FormNotFound, FormTemplateNotYours
from kairan.forms.questions import MultipleChoice, Option, SingleChoice
from kairan.forms.templates import FOLDER, KEYS, template, template_document, templates
from kairan.people import organization_stream
from kairan.policy.problems import RefusedByPolicy
from tests.cast import Cast, assemble
from tests.policy.conftest import allowing

TODAY = date(2026, 11, 30)
WALKS = 400
ANONYMOUS = {"citizen-survey", "staff-survey", "health-check"}
"""What asks for no mail address on purpose, so that no receipt can be sent."""
AGES = {"born": Said(ages=(10, 60)), "born1": Said(ages=(0, 9))}


@pytest.fixture
def cast(db: Db) -> Cast:
    """Everybody, in a fresh database."""
    return assemble(db)


every_template = pytest.mark.parametrize("key", KEYS)


def test_every_file_is_offered() -> None:
    found = {file.name for file in FOLDER.iterdir()}
    assert found == {f"{key}.toml" for key in KEYS}
    assert len(set(KEYS)) == len(KEYS)


@every_template
def test_only_what_the_body_fills_in_is_missing(key: str) -> None:
    missing = {"no_contact", "no_receipt"} if key in ANONYMOUS else {"no_contact"}
    assert {one.code for one in faults_of(template(key))} == missing


@every_template
def test_a_template_says_what_it_is_for_what_is_done_with_answers_and_what_comes_next(key: str) -> None:
    document = template(key)
    for text in (document.title, document.summary, document.privacy, document.done):
        assert text.strip()
    assert all(page.title for page in document.pages)


@every_template
def test_a_template_never_asks_for_my_number(key: str) -> None:
    for question in template(key).every_question():
        assert question.id == "number" or "個人番号" not in question.label, question.id
        assert "マイナンバーを" not in question.label


@every_template
def test_a_condition_asks_for_options_that_there_are(key: str) -> None:
    """A condition on an option that was renamed would silently never hold."""
    document = template(key)
    questions = {one.id: one for one in document.every_question()}
    for condition in _conditions(document):
        for node in nodes(condition):
            match node:
                case Contains(question=name, value=str(value)):
                    asked = questions[name]
                    assert isinstance(asked, MultipleChoice)
                    assert value in {one.id for one in asked.options}, node
                case Compare(left=AnswerOf(question=name), right=Constant(value=str(value))):
                    asked = questions[name]
                    assert isinstance(asked, SingleChoice)
                    assert value in {one.id for one in asked.options}, node
                case _:
                    pass
        assert set(asked_by(condition)) <= set(questions)


def _conditions(document: FormDocument) -> list[Condition]:
    pages = [page.show_if for page in document.pages]
    rules = [rule.when for page in document.pages for rule in page.rules]
    return [one for one in [*pages, *rules, *(q.show_if for q in document.every_question())] if one is not None]


@every_template
def test_everybody_is_led_to_an_end_and_every_question_and_every_end_is_met(key: str) -> None:
    document = template(key)
    names = read_names()
    shown: set[str] = set()
    ends: set[str] = set()
    completed = 0
    for seed in range(WALKS):
        _, walked = filled_in(document, TODAY, Answering(names, Random(seed), TODAY, AGES))
        assert not walked.complaints, (seed, walked.complaints)
        shown |= {question_named(one.id) for one in walked.questions()} | {one.page.id for one in walked.pages}
        if walked.ended is None:
            completed += 1
        else:
            ends.add(walked.ended)
    assert completed > 0
    assert shown == {one.id for one in document.every_question()} | {page.id for page in document.pages}
    assert ends == {rule.text for page in document.pages for rule in page.rules if rule.to == END}


@every_template
def test_a_template_can_be_published(db: Db, cast: Cast, key: str) -> None:
    document = msgspec.structs.replace(template(key), contact="福祉課　電話0123-45-6789")
    made = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=document))
    published = publish_form(db, cast.sato, made.form.id, Publication(revision=made.revision))
    assert published.form.status == "open"
    assert not [one for one in published.faults if one.is_error]


def test_an_option_called_as_the_other_one_is_told_to_whoever_builds() -> None:
    """It could never be chosen: that name stands for what is said in words."""
    options = [Option("yes", "ある"), Option("other", "そのほか")]
    page = QuestionPage(id="p", questions=[SingleChoice(id="q", label="ありますか", options=options, has_other=True)])
    faults = faults_of(FormDocument(title="点検", pages=[page]))
    assert ("same_option", "q", True) in {(one.code, one.at, one.is_error) for one in faults}


def test_the_list_tells_what_one_may_begin_from(db: Db, cast: Cast) -> None:
    rows = {one.key: one for one in templates(db, cast.sato)}
    assert list(rows) == list(KEYS)
    assert rows["citizen-survey"].title == "市民意識調査"
    assert rows["citizen-survey"].questions == 40
    assert template_document(db, cast.sato, "event").title == "親子料理教室の申込み"


def test_who_may_build_no_forms_gets_none(db: Db, cast: Cast) -> None:
    there = allowing(cast.sato, build_forms=0)
    with pytest.raises(RefusedByPolicy):
        templates(db, there)
    with pytest.raises(RefusedByPolicy):
        template_document(db, there, "event")


@pytest.mark.parametrize("key", ["", "nothing", "../document", "event.toml", "../../demo/content/names"])
def test_what_is_no_template_is_not_found(db: Db, cast: Cast, key: str) -> None:
    with pytest.raises(NotFound):
        template_document(db, cast.sato, key)


def test_a_body_keeps_templates_of_its_own_and_others_take_copies_of_what_it_shares(db: Db, cast: Cast) -> None:
    form_id = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=template("event"))).form.id
    kept = keep_as_template(db, cast.sato, form_id)
    assert [(one.key, one.is_own, one.may_change) for one in own_templates(db, cast.suzuki)] == [
        (kept.key, True, False)
    ]
    assert own_templates(db, cast.neighbour) == []
    with pytest.raises(NotFound):
        own_template_document(db, cast.neighbour, kept.key)
    with pytest.raises(FormTemplateNotYours):
        share_template(db, cast.suzuki, kept.key, True)
    for act in (share_template, lambda db, viewer, key, _: remove_template(db, viewer, key)):
        with pytest.raises(NotFound):
            act(db, cast.neighbour, kept.key, True)
    with pytest.raises(FormNotFound):
        keep_as_template(db, cast.tanaka, form_id)
    share_template(db, cast.sato, kept.key, True)
    share_template(db, cast.sato, kept.key, True)
    (shared,) = own_templates(db, cast.neighbour)
    assert (shared.key, shared.body, shared.is_own, shared.may_change) == (kept.key, "あおば市", False, False)
    assert own_template_document(db, cast.neighbour, kept.key) == template("event")
    assert remove_template(db, cast.sato, kept.key) == []
    with pytest.raises(NotFound):
        own_template_document(db, cast.neighbour, kept.key)
    told = [one.kind for one in entries_after(db, organization_stream(cast.city), 0, 1_000)]
    assert told[-3:] == ["form.template_kept", "form.template_shared", "form.template_removed"]
    for key in ("", "../event", "x" * 5_000, kept.key):
        with pytest.raises(NotFound):
            own_template_document(db, cast.sato, key)
