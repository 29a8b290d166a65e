"""A form in other languages: nobody reads a translation of another text than the one that stands there."""

import json
import subprocess
from pathlib import Path

import msgspec

from kairan.forms.document import FormDocument, QuestionPage, Translated, decoded, encoded
from kairan.forms.faults import faults_of
from kairan.forms.questions import Option, ShortText, SingleChoice
from kairan.forms.templates import KEYS, template
from kairan.forms.translating import Said, missing_in, texts_of, translated

WEB = Path(__file__).parents[2] / "web"
SEX = SingleChoice(id="sex", label="性別", options=[Option("m", "おす"), Option("f", "めす")])
FORM = FormDocument(
    title="飼い犬の死亡届",
    contact="環境課",
    privacy="届出だけに使います。",
    pages=[QuestionPage(id="p", title="犬", questions=[SEX, ShortText(id="name", label="名前")])],
    translations={
        "en": {
            "title": Translated("飼い犬の死亡届", "Death of a dog"),
            "sex.label": Translated("性別", "Sex"),
            "sex.options.m.label": Translated("おす", "Male"),
            "name.label": Translated("犬の名前", "Name of the dog"),  # of what stood there before
        }
    },
)


def test_each_text_is_said_in_its_language_and_an_outdated_one_is_the_original() -> None:
    assert translated(FORM, "ja") is FORM
    read = translated(decoded(encoded(FORM)), "en")
    sex, name = read.pages[0].questions
    assert isinstance(sex, SingleChoice)
    said = [read.title, read.contact, sex.label, *(one.label for one in sex.options), name.label]
    assert [(str(one), one.lang) for one in said if isinstance(one, Said)] == [
        ("Death of a dog", "en"), ("環境課", "ja"), ("Sex", "en"), ("Male", "en"), ("めす", "ja"), ("名前", "ja"),
    ]  # fmt: skip
    assert {one.lang for one in (translated(FORM, "vi").title,) if isinstance(one, Said)} == {"ja"}
    assert missing_in(FORM, "en") == ["contact", "privacy", "p.title", "sex.options.f.label", "name.label"]
    # Where a question is moved to says nothing about it: its translation goes along.
    moved = msgspec.structs.replace(FORM, pages=[QuestionPage(id="q", questions=[SEX])])
    assert translated(moved, "en").pages[0].questions[0].label == "Sex"


def test_what_is_missing_is_a_warning_and_what_cannot_be_shown_an_error() -> None:
    (warning,) = [one for one in faults_of(FORM) if one.tongue]
    assert (warning.code, warning.is_error, warning.tongue, warning.count) == ("no_translation", False, "en", 5)
    bad = msgspec.structs.replace(FORM, translations={"en": {"title": Translated("飼い犬の死亡届", "\x00")}})
    assert ("translation_not_good", True) in [(one.code, one.is_error) for one in faults_of(bad)]


def test_the_builder_finds_the_same_texts() -> None:
    documents = [FORM, *(template(key) for key in KEYS)]
    lines = b"\n".join(encoded(one) for one in documents)
    done = subprocess.run(["node", "tools/texts.mjs"], cwd=WEB, input=lines, capture_output=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [sorted(map(tuple, one)) for one in found] == [sorted(texts_of(one)) for one in documents]
