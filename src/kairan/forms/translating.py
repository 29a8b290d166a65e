"""A form in other languages (多言語): its texts, by where they stand, with what they were made from.

Promise: nobody reads a translation of another text than the one that stands there now. Where one is missing, or its
original has changed since, the original is shown, and said to be in Japanese.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar, get_args

import msgspec

from kairan.forms.document import FormDocument, Tongue, Translated

TONGUES: tuple[Tongue, ...] = get_args(Tongue)
ORIGINAL: Tongue = "ja"
CODES: Mapping[str, str] = {"easy": "ja", "zh": "zh-Hans", "zh-hant": "zh-Hant", "tl": "fil"}
"""What the attribute `lang` says, where it is not the name of the language here (BCP 47)."""
NAMES: Mapping[Tongue, str] = {
    "ja": "日本語",
    "easy": "やさしい日本語",
    "en": "English",
    "zh": "简体中文",
    "zh-hant": "繁體中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "tl": "Filipino",
    "pt": "Português",
    "es": "Español",
    "ne": "नेपाली",
    "id": "Bahasa Indonesia",
    "my": "မြန်မာဘာသာ",
    "th": "ไทย",
    "uk": "Українська",
}

_TEXTS = frozenset(
    "title summary needs contact privacy done text label help alt yes no low high agree unit".split()  # noqa: SIM905
)
_UNREAD = frozenset({"translations", "show_if", "when"})
_BY_ID = frozenset({"pages", "questions"})  # whose ids are of the whole form: they stay where something is moved
S = TypeVar("S", bound=msgspec.Struct)

Made = Mapping[str, Translated]


class Said(str):
    """A text of a form, and in which language it is."""

    lang: str

    def __new__(cls, text: str, lang: str = "ja") -> "Said":
        """Make one; `lang` as in HTML."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made


def lang_of(tongue: str) -> str:
    """Return what the attribute `lang` says."""
    return CODES.get(tongue, tongue)


def texts_of(document: FormDocument) -> Iterator[tuple[str, str]]:
    """Yield every text of a form that is read, by where it stands."""
    yield from _texts(document, "")


def _texts(struct: msgspec.Struct, at: str) -> Iterator[tuple[str, str]]:
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if name in _TEXTS and isinstance(value, str):
            if value.strip():
                yield at + name, value
        elif isinstance(value, list) and name not in _UNREAD:
            for place, one in enumerate(value):
                if isinstance(one, msgspec.Struct):
                    yield from _texts(one, _inside(at, name, one, place))


def _inside(at: str, name: str, one: msgspec.Struct, place: int) -> str:
    key = getattr(one, "id", place)
    return f"{key}." if name in _BY_ID else f"{at}{name}.{key}."


def missing_in(document: FormDocument, tongue: Tongue) -> list[str]:
    """Return where a text has no translation, or one of another text than stands there now."""
    made = document.translations.get(tongue, {})
    return [place for place, text in texts_of(document) if not _is_good(made.get(place), text)]


def _is_good(made: Translated | None, text: str) -> bool:
    return made is not None and made.of == text and bool(made.text.strip())


def translated(document: FormDocument, tongue: str) -> FormDocument:
    """Return a form as it is read in a language; each text knows which language it is in."""
    if tongue == ORIGINAL:
        return document
    made: Made = next((texts for name, texts in document.translations.items() if name == tongue), {})
    return _translated(document, made, lang_of(tongue), "")


def _translated(struct: S, made: Made, lang: str, at: str) -> S:
    changed: dict[str, object] = {}
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if name in _TEXTS and isinstance(value, str):
            if value:
                changed[name] = _said(value, made.get(at + name), lang)
        elif isinstance(value, list) and name not in _UNREAD:
            changed[name] = [
                _translated(one, made, lang, _inside(at, name, one, place)) if isinstance(one, msgspec.Struct) else one
                for place, one in enumerate(value)
            ]
    return msgspec.structs.replace(struct, **changed)


def _said(text: str, made: Translated | None, lang: str) -> Said:
    return Said(made.text, lang) if made is not None and _is_good(made, text) else Said(text)


def said_of(document: FormDocument, place: str, text: str, tongue: str) -> str:
    """Return one text as it is read in a language: for lists, where whole forms would be too much."""
    if tongue == ORIGINAL:
        return text
    made: Made = next((texts for name, texts in document.translations.items() if name == tongue), {})
    return _said(text, made.get(place), lang_of(tongue))


def offered_tongues(document: FormDocument) -> list[Tongue]:
    """Return in which languages a form may be read: Japanese, English around it, and those it was put into."""
    return [one for one in TONGUES if one in {ORIGINAL, "en"} or one in document.translations]
