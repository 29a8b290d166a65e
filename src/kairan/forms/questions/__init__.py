"""Kinds of questions (設問の種類): one class each, which knows how to be asked, read, checked, shown and exported."""

from kairan.forms.questions.base import Column, Question, Typed, Unanswered
from kairan.forms.questions.calculated import Calculated
from kairan.forms.questions.choices import Consent, MultipleChoice, Option, Scale, SingleChoice, YesNo
from kairan.forms.questions.dates import Day, TimeOfDay
from kairan.forms.questions.explanations import Explanation, FormPicture
from kairan.forms.questions.files import FileUpload, Photo
from kairan.forms.questions.groups import Group, MemberQuestion, with_members
from kairan.forms.questions.link_values import LinkValue
from kairan.forms.questions.matrices import Matrix, MatrixRow
from kairan.forms.questions.numbers import CorporateNumber, Number
from kairan.forms.questions.people import Address, MailAddress, PersonName, Phone
from kairan.forms.questions.places import Place, Places
from kairan.forms.questions.positions import Position
from kairan.forms.questions.rankings import Ranking
from kairan.forms.questions.texts import LongText, ShortText

AnyQuestion = (
    ShortText
    | LongText
    | PersonName
    | Address
    | Phone
    | MailAddress
    | Day
    | TimeOfDay
    | Number
    | CorporateNumber
    | YesNo
    | SingleChoice
    | MultipleChoice
    | Scale
    | Matrix
    | Ranking
    | Position
    | Places
    | FileUpload
    | Photo
    | Consent
    | Explanation
    | Group
    | Calculated
    | LinkValue
)

__all__ = [
    "Address",
    "AnyQuestion",
    "Calculated",
    "Column",
    "Consent",
    "CorporateNumber",
    "Day",
    "Explanation",
    "FileUpload",
    "FormPicture",
    "Group",
    "LinkValue",
    "LongText",
    "MailAddress",
    "Matrix",
    "MatrixRow",
    "MemberQuestion",
    "MultipleChoice",
    "Number",
    "Option",
    "PersonName",
    "Phone",
    "Photo",
    "Place",
    "Places",
    "Position",
    "Question",
    "Ranking",
    "Scale",
    "ShortText",
    "SingleChoice",
    "TimeOfDay",
    "Typed",
    "Unanswered",
    "YesNo",
    "with_members",
]
