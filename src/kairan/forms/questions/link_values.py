"""Values that come along in the link (リンクから引き継ぐ値): from which poster, letter or page somebody came."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from kairan.core.kit.national_numbers import holds_my_number
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Question, Typed

VALUE_LIMIT = 200
RESERVED = frozenset({"why"})
"""What the page in front of a form is asked with itself."""

Parameter = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{0,30}$")]


class LinkValue(Question, frozen=True, kw_only=True, tag="link_value"):
    """What stands in the form's address behind `?parameter=`; not asked, but told on the check page.

    A value that is too long, cannot be stored or could be a My Number is dropped as if it were not there: whoever
    follows a link did not write it, and could mend nothing.
    """

    ON_PAGE: ClassVar[bool] = False
    GIVEN: ClassVar[bool] = True

    required: bool = False
    parameter: Parameter = ""
    most: Annotated[int, msgspec.Meta(ge=1, le=VALUE_LIMIT)] = 50  # characters

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return what came along, or None for nothing, or nothing good."""
        given = typed.get(self.field(), ())
        return self.good(given[0]) if given else None

    def good(self, text: str) -> str | None:
        """Return a value as it is stored, or None for one that is dropped."""
        try:
            found = " ".join(self.good_text(text, VALUE_LIMIT).split())
        except NotAccepted:
            return None
        return found if found and len(found) <= self.most and not holds_my_number(found) else None
