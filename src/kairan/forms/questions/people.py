"""Who somebody is and how they are reached (氏名・住所・電話・メール)."""

import re
from datetime import date
from typing import ClassVar

import regex

from kairan.core.kit.mail import is_address
from kairan.core.kit.national_numbers import holds_my_number
from kairan.core.kit.text import graphemes
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Column, Question, Typed, narrow, said_plainly
from kairan.forms.questions.texts import converted, only_digits

NAME_PART_LIMIT = 60
STREET_LIMIT = 200
MAIL_LIMIT = 254
_LATIN = regex.compile(r"[\p{Latin}\p{M} .,'’‘`ʻʼ\-‐]+")  # also Nguyễn, Đặng, Oʻahu
_PHONE = re.compile(r"0[0-9]{9,10}")
_ABROAD = re.compile(r"\+[0-9]{7,15}")


class _Parts(Question, frozen=True, kw_only=True):
    """A question of several fields; its answer is what stands in each."""

    TITLES: ClassVar[dict[str, str]] = {}

    def _given(self, typed: Typed) -> dict[str, str]:
        given = {part: " ".join(self.typed_in(typed, part).split("\n")) for part in self.PARTS}
        for part, text in given.items():
            if holds_my_number(text):
                raise NotAccepted("my_number", part)
        return given

    def columns(self) -> list[Column]:
        """Return a column for each part."""
        return [Column(part, f"{self.label}（{title}）") for part, title in self.TITLES.items()]

    def cells(self, value: Value | None) -> list[str]:
        """Return the parts."""
        keys = [one.key for one in self.columns()]
        if self._is_own(value):
            parts = value if isinstance(value, dict) else {}
            return [parts.get(key, "") for key in keys]
        return ["" if value is None else said_plainly(value), *[""] * (len(keys) - 1)]

    def _is_own(self, value: Value | None) -> bool:
        """Whether an answer is of this kind, not of one the question was before."""
        return isinstance(value, dict) and not set(value).isdisjoint(self.PARTS)

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the fields."""
        parts = value if isinstance(value, dict) else {}
        return {self.field(part): [parts[part]] for part in self.PARTS if part in parts}


class PersonName(_Parts, frozen=True, kw_only=True, tag="name"):
    """A person's name (氏名): 姓 and 名, each with its reading.

    Who has one name only, or names in Latin letters, is not turned away: 名 may stay empty, and Latin letters are their
    own reading. Rare characters and their variants (髙 﨑 葛󠄀 𠮷) stay as they were typed.
    """

    PARTS: ClassVar[tuple[str, ...]] = ("family", "given", "family_kana", "given_kana")
    TITLES: ClassVar[dict[str, str]] = {
        "family": "姓",
        "given": "名",
        "family_kana": "姓のフリガナ",
        "given_kana": "名のフリガナ",
    }

    with_reading: bool = True

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the parts that are filled in. Raises NotAccepted."""
        given = self._given(typed)
        if not any(given.values()):
            return None
        if not given["family"]:
            raise NotAccepted("name_part", "family")
        if self.with_reading:
            for part in ("family", "given"):
                given[f"{part}_kana"] = self._reading(part, given[part], given[f"{part}_kana"])
        else:
            given["family_kana"] = given["given_kana"] = ""
        for part in self.PARTS:
            if graphemes(given[part]) > NAME_PART_LIMIT:
                raise NotAccepted("too_long", part, most=NAME_PART_LIMIT)
        return {part: text for part, text in given.items() if text}

    def _reading(self, part: str, name: str, reading: str) -> str:
        if not name:
            return ""
        if not reading:
            if _LATIN.fullmatch(narrow(name)):
                return ""
            raise NotAccepted("reading_missing", f"{part}_kana")
        if _LATIN.fullmatch(narrow(reading)):
            return narrow(reading)
        try:
            return converted(reading, "kana")
        except NotAccepted:
            raise NotAccepted("kana", f"{part}_kana") from None

    def shown(self, value: Value) -> str:
        """Return the name with its reading behind it."""
        if not self._is_own(value) or not isinstance(value, dict):
            return said_plainly(value)
        parts = value
        name = "　".join(parts[part] for part in ("family", "given") if part in parts)
        reading = "　".join(parts[part] for part in ("family_kana", "given_kana") if part in parts)
        return f"{name}（{reading}）" if reading else name

    def columns(self) -> list[Column]:
        """Return a column for each part that is asked."""
        return [one for one in super().columns() if self.with_reading or not one.key.endswith("_kana")]


class Address(_Parts, frozen=True, kw_only=True, tag="address"):
    """An address (住所): 郵便番号, 都道府県, 市区町村, 町名・番地, 建物名・部屋番号."""

    PARTS: ClassVar[tuple[str, ...]] = ("postcode", "prefecture", "city", "street", "building")
    TITLES: ClassVar[dict[str, str]] = {
        "postcode": "郵便番号",
        "prefecture": "都道府県",
        "city": "市区町村",
        "street": "町名・番地",
        "building": "建物名・部屋番号",
    }

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the parts that are filled in. Raises NotAccepted."""
        given = self._given(typed)
        if not any(given.values()):
            return None
        if given["postcode"]:
            given["postcode"] = self._postcode(given["postcode"])
        for part in ("prefecture", "city", "street"):
            if not given[part]:
                raise NotAccepted("address_part", part)
        for part in self.PARTS:
            if graphemes(given[part]) > STREET_LIMIT:
                raise NotAccepted("too_long", part, most=STREET_LIMIT)
        return {part: text for part, text in given.items() if text}

    @staticmethod
    def _postcode(text: str) -> str:
        digits = only_digits(text.replace("〒", ""))
        if len(digits) != 7 or not digits.isascii() or not digits.isdigit():
            raise NotAccepted("postcode", "postcode")
        return f"{digits[:3]}-{digits[3:]}"

    def shown(self, value: Value) -> str:
        """Return the address as it stands on an envelope, in one line."""
        if not self._is_own(value) or not isinstance(value, dict):
            return said_plainly(value)
        parts = value
        postcode = f"〒{parts['postcode']} " if "postcode" in parts else ""
        line = "".join(parts.get(part, "") for part in ("prefecture", "city", "street"))
        return postcode + line + (f"　{parts['building']}" if "building" in parts else "")


class Phone(Question, frozen=True, kw_only=True, tag="phone"):
    """A telephone number (電話番号), with or without hyphens; from abroad with +."""

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the digits. Raises NotAccepted."""
        text = self.typed_in(typed)
        if not text:
            return None
        digits = only_digits(re.sub(r"[()（）.．]", "", narrow(text)))
        if digits.startswith("+81"):
            digits = "0" + digits.removeprefix("+81").removeprefix("0")
        if _PHONE.fullmatch(digits) or _ABROAD.fullmatch(digits):  # twelve digits behind + are of a country
            return digits
        if holds_my_number(text):
            raise NotAccepted("my_number")
        raise NotAccepted("phone")

    def shown(self, value: Value) -> str:
        """Return the number; a mobile one in its usual groups, others as typed since area codes differ in length."""
        digits = said_plainly(value)
        is_mobile = len(digits) == 11 and digits.startswith(("070", "080", "090", "050", "060"))
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}" if is_mobile else digits

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the field."""
        return {self.field(): [self.shown(value)]}


class MailAddress(Question, frozen=True, kw_only=True, tag="mail"):
    """A mail address (メールアドレス), typed twice where that is asked for."""

    PARTS: ClassVar[tuple[str, ...]] = ("", "again")

    twice: bool = True
    gets_receipt: bool = True  # the receipt is sent there
    proved: bool = False  # a code is sent there, and entered on the next page: the address is the applicant's

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the address. Raises NotAccepted."""
        text = narrow(self.typed_in(typed))
        again = narrow(self.typed_in(typed, "again"))
        if not text and not again:
            return None
        if holds_my_number(text) or holds_my_number(again):
            raise NotAccepted("my_number", "" if holds_my_number(text) else "again")
        if len(text) > MAIL_LIMIT or not is_address(text):
            raise NotAccepted("mail")
        if self.twice and text.lower() != again.lower():
            raise NotAccepted("mail_differs", "again")
        return text

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return both fields."""
        return {self.field(): [str(value)], self.field("again"): [str(value)]}
