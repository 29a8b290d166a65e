"""Explanations (見出し・説明): a heading, a text with its links, and a picture; read, not answered."""

from typing import Annotated

import msgspec

from kairan.forms.questions.base import Unanswered

ALT_LIMIT = 300
PICTURE_PX = 1_200  # at most, on the longer side: twice the width of a page, for fine screens
PictureId = Annotated[str, msgspec.Meta(pattern="^[0-9a-z]{13}$")]
Pixels = Annotated[int, msgspec.Meta(ge=1, le=PICTURE_PX)]


class FormPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which picture, and its size: a page keeps its place for it, so that nothing moves when it comes."""

    id: PictureId
    width: Pixels
    height: Pixels


class Explanation(Unanswered, frozen=True, kw_only=True, tag="explanation"):
    """What is only read. A picture is described in words (代替テキスト), for whoever does not see it."""

    picture: FormPicture | None = None
    alt: Annotated[str, msgspec.Meta(max_length=ALT_LIMIT * 4)] = ""
