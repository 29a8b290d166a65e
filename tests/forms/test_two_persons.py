"""Where the body says so, one person asks for a publication and another agrees; the record has both."""

import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.forms.actions import change_draft, publish_form
from kairan.forms.entries import FormPublished
from kairan.forms.model import DraftChange, FormId, FormRulesChange, Publication, RightHeld, form_version_table
from kairan.forms.problems import (
    FormChangedMeanwhile,
    FormNotAsked,
    FormNotFound,
    FormRulesMeanwhile,
    FormSamePerson,
)
from kairan.forms.publishing import agree_to_publish, drop_publication
from kairan.forms.queries import form_stream, form_view
from kairan.forms.rules import change_form_rules, form_rules
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.cast import Cast
from tests.forms.documents import DOG, EVENT
from tests.forms.forms import everything, kinds, made, share

FIRST = Publication(revision=1)


def versions(db: Db, form_id: FormId) -> list[int]:
    c = form_version_table.c
    return list(db.scalars(select(c.number).where(c.form_id == form_id).order_by(c.number)))


@pytest.fixture
def form_id(db: Db, office: Office, cast: Cast) -> FormId:
    change_form_rules(db, office.yoshida, FormRulesChange(revision=0, takes_two=True))
    return made(db, cast.sato, cast.welfare).form.id


def test_nobody_publishes_alone(db: Db, cast: Cast, form_id: FormId) -> None:
    asked = publish_form(db, cast.sato, form_id, FIRST)
    assert asked.takes_two
    assert asked.asked is not None
    assert (asked.asked.by, asked.asked.is_mine, asked.asked.revision) == ("佐藤 美咲", True, 1)
    assert versions(db, form_id) == []
    with pytest.raises(FormSamePerson):
        agree_to_publish(db, cast.sato, form_id, FIRST)
    for who in (cast.tanaka, cast.neighbour):
        for act in (agree_to_publish, publish_form):
            with pytest.raises(FormNotFound):
                act(db, who, form_id, FIRST)
        with pytest.raises(FormNotFound):
            drop_publication(db, who, form_id)
    done = agree_to_publish(db, cast.suzuki, form_id, FIRST)
    assert (done.form.version, done.asked) == (1, None)
    assert kinds(db, form_id) == ["form.created", "form.publication_asked", "form.published"]
    last = entries_after(db, form_stream(form_id), 0, 10)[-1]
    assert last.by == cast.suzuki.member_id
    assert f'"asked_by":"{cast.sato.member_id}"' in str(bytes(last.body).decode())
    assert FormPublished.kind == last.kind
    with pytest.raises(FormNotAsked):
        agree_to_publish(db, cast.suzuki, form_id, FIRST)


def test_what_is_agreed_to_is_what_was_asked_for(db: Db, cast: Cast, form_id: FormId) -> None:
    publish_form(db, cast.sato, form_id, FIRST)
    change_draft(db, cast.suzuki, form_id, DraftChange(revision=1, document=EVENT))
    for revision in (1, 2):
        with pytest.raises(FormChangedMeanwhile):
            agree_to_publish(db, cast.suzuki, form_id, Publication(revision=revision))
    # Whoever asks anew is the one who cannot agree.
    publish_form(db, cast.suzuki, form_id, Publication(revision=2))
    with pytest.raises(FormSamePerson):
        agree_to_publish(db, cast.suzuki, form_id, Publication(revision=2))
    agree_to_publish(db, cast.sato, form_id, Publication(revision=2))
    assert versions(db, form_id) == [1]
    assert form_view(db, cast.sato, form_id).form.title == EVENT.title != DOG.title


def test_what_was_asked_ends_with_the_right_to_ask_and_can_be_taken_back(
    db: Db, office: Office, cast: Cast, form_id: FormId
) -> None:
    publish_form(db, cast.sato, form_id, FIRST)
    reader = RightHeld(cast.sato.member_id, is_department=False, rights=["answers"])
    share(db, cast.suzuki, form_id, everything(cast.suzuki), reader)
    with pytest.raises(FormNotAsked):
        agree_to_publish(db, cast.suzuki, form_id, FIRST)
    share(db, cast.suzuki, form_id, everything(cast.suzuki), everything(cast.sato))
    assert drop_publication(db, cast.suzuki, form_id).asked is None
    drop_publication(db, cast.suzuki, form_id)
    assert kinds(db, form_id).count("form.publication_dropped") == 1
    with pytest.raises(FormNotAsked):
        agree_to_publish(db, cast.suzuki, form_id, FIRST)
    rules = form_rules(db, office.yoshida)
    change_form_rules(db, office.yoshida, FormRulesChange(revision=rules.revision, takes_two=False))
    assert publish_form(db, cast.sato, form_id, FIRST).form.version == 1


def test_only_who_administers_the_body_says_how_many_it_takes(db: Db, office: Office, cast: Cast) -> None:
    for who in (cast.sato, cast.guest, cast.neighbour):
        with pytest.raises((RoleNeeded, Problem)):
            change_form_rules(db, who, FormRulesChange(revision=0, takes_two=True))
    first = change_form_rules(db, office.yoshida, FormRulesChange(revision=0, takes_two=True))
    assert change_form_rules(db, office.yoshida, FormRulesChange(revision=0, takes_two=True)) == first
    with pytest.raises(FormRulesMeanwhile):
        change_form_rules(db, office.yoshida, FormRulesChange(revision=0, takes_two=False))
    assert made(db, cast.sato, cast.welfare).takes_two
