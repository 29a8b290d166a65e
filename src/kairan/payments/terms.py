"""What is paid for the applications of a form (手数料の設定): how much, when, and how."""

from typing import Annotated, Literal

import msgspec

from kairan.forms.conditions import QuestionId, Values

AMOUNT_MOST = 99_999_999  # yen; the largest that card providers take
CARD_LEAST = 50  # yen; the smallest
TEXT_LIMIT = 2_000
SUBJECT_LIMIT = 60
PAY_DAYS_MOST = 365

Yen = Annotated[int, msgspec.Meta(ge=0, le=AMOUNT_MOST)]
Way = Literal["card", "elsewhere", "transfer", "window"]
"""カード, 別のサイト, 口座振込, 窓口."""
_Text = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]
_Link = Annotated[str, msgspec.Meta(max_length=500, pattern=r"^(https://[^\s<>\"']+)?$")]


class FixedFee(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is", tag="fixed"):
    """The same for everybody (定額)."""

    amount: Yen


class CalculatedFee(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is", tag="calculated"):
    """What a calculated question of the form comes to (計算)."""

    question: QuestionId


class FeeByStaff(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is", tag="staff"):
    """What the section says for each application (職員が決める)."""


Fee = FixedFee | CalculatedFee | FeeByStaff


class PaymentTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the applications of a form are paid for."""

    fee: Fee
    when: Literal["before", "after"] = "before"  # 審査の前 or 後: before it, nothing is examined that is not paid
    ways: Annotated[list[Way], msgspec.Meta(min_length=1, max_length=4)]
    pay_days: Annotated[int, msgspec.Meta(ge=1, le=PAY_DAYS_MOST)] = 14  # days until it is to be paid
    subject: Annotated[str, msgspec.Meta(max_length=SUBJECT_LIMIT * 4)] = ""  # 歳入科目
    elsewhere: _Link = ""  # where "elsewhere" leads; {reference} stands for the reference number, {amount} for yen
    transfer: _Text = ""  # the account
    window: _Text = ""  # where and when


_decode = msgspec.json.Decoder(PaymentTerms | None).decode


def decoded_terms(text: str | None) -> PaymentTerms | None:
    """Read stored terms; null: nothing is paid."""
    return None if text is None else _decode(text)


def first_amount(terms: PaymentTerms, values: Values) -> int | None:
    """Return what an application costs by its answers, in yen; None: the section says it.

    A calculation that comes to no whole yen, to less than nothing or to more than anybody pays is left to people.
    """
    if isinstance(terms.fee, FixedFee):
        return terms.fee.amount
    found = values.get(terms.fee.question) if isinstance(terms.fee, CalculatedFee) else None
    is_yen = isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= AMOUNT_MOST
    return found if is_yen else None  # type: ignore[return-value]
