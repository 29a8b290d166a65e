"""Why an answer is not accepted (入力の誤り): said at the field and above the page, in both languages, by name."""

from collections.abc import Mapping

import msgspec

from kairan.forms.easy_complaints import EASY
from kairan.forms.file_complaints import FILE_WORDS

WORDS: Mapping[str, tuple[str, str]] = {
    **FILE_WORDS,
    "no_file": ("「{label}」のファイルを選んでください。", "Please choose a file for “{label}”."),
    "missing": ("「{label}」を入力してください。", "Please enter “{label}”."),
    "not_chosen": ("「{label}」を選んでください。", "Please choose “{label}”."),
    "not_agreed": (
        "続けるには「{label}」の内容を確かめて、同意の欄に印を付けてください。",
        "To go on, please read “{label}” and tick that you agree.",
    ),
    "too_long": ("「{label}」は{most}文字以内で入力してください。", "“{label}” may have at most {most} characters."),
    "too_short": ("「{label}」は{least}文字以上で入力してください。", "“{label}” needs at least {least} characters."),
    "not_storable": (
        "「{label}」に使用できない文字が含まれています。その文字を消してください。",
        "“{label}” contains a character that cannot be used. Please remove it.",
    ),
    "kana": ("「{label}」はカタカナで入力してください。", "Please enter “{label}” in katakana."),
    "hiragana": ("「{label}」はひらがなで入力してください。", "Please enter “{label}” in hiragana."),
    "digits": ("「{label}」は数字だけで入力してください。", "Please enter “{label}” in digits only."),
    "ascii": ("「{label}」は半角の英数字で入力してください。", "Please enter “{label}” in letters and digits."),
    "my_number": (
        "「{label}」に個人番号（マイナンバー）と思われる12桁の数字があります。このフォームには入力しないでください。",
        "“{label}” seems to hold an Individual Number (My Number). Please do not enter it in this form.",
    ),
    "name_part": (
        "「{label}」の姓と名を、両方入力してください（一つしかない方は、姓の欄だけでかまいません）。",
        "Please enter the family name in “{label}”.",
    ),
    "reading_missing": (
        "「{label}」のフリガナを入力してください。",
        "Please enter the reading of “{label}” in katakana.",
    ),
    "postcode": (
        "「{label}」の郵便番号は7桁の数字で入力してください（例：100-0001）。",
        "The postal code in “{label}” has seven digits, for example 100-0001.",
    ),
    "address_part": (
        "「{label}」の都道府県、市区町村、町名・番地を入力してください。",
        "Please enter prefecture, municipality and street in “{label}”.",
    ),
    "phone": (
        "「{label}」は市外局番から、10桁か11桁の数字で入力してください（例：090-1234-5678）。",
        "Please enter “{label}” with its area code, ten or eleven digits, for example 090-1234-5678.",
    ),
    "mail": (
        "「{label}」はメールアドレスの形で入力してください（例：taro@example.jp）。",
        "Please enter “{label}” as a mail address, for example taro@example.jp.",
    ),
    "mail_differs": (
        "「{label}」の2つの欄が同じではありません。もう一度確かめてください。",
        "The two fields of “{label}” differ. Please check them.",
    ),
    "date": (
        "「{label}」の年、月、日を数字で入力してください（例：2026年4月1日、または令和8年4月1日）。",
        "Please enter year, month and day of “{label}” in digits, for example 2026 4 1.",
    ),
    "no_such_day": (
        "「{label}」の{day}はありません。日付を確かめてください。",
        "There is no {day}. Please check “{label}”.",
    ),
    "other_era": (
        "「{label}」の{day}は{other}です。元号を確かめてください。",
        "{day} in “{label}” is {other}. Please check the era.",
    ),
    "too_early": ("「{label}」は{least}以後の日を入力してください。", "“{label}” must be {least} or later."),
    "too_late": ("「{label}」は{most}以前の日を入力してください。", "“{label}” must be {most} or earlier."),
    "future": ("「{label}」が今日より先の日になっています。", "“{label}” lies in the future."),
    "time": (
        "「{label}」は時と分を数字で入力してください（例：13時30分）。",
        "Please enter “{label}” in hours and minutes, for example 13 30.",
    ),
    "number": ("「{label}」は数字で入力してください。", "Please enter “{label}” as a number."),
    "whole": ("「{label}」は小数点以下{most}桁までで入力してください。", "“{label}” may have {most} decimal places."),
    "too_small": ("「{label}」は{least}以上で入力してください。", "“{label}” must be {least} or more."),
    "too_large": ("「{label}」は{most}以下で入力してください。", "“{label}” must be {most} or less."),
    "no_such_choice": (
        "「{label}」の選択肢が変わりました。もう一度選んでください。",
        "The choices of “{label}” have changed. Please choose again.",
    ),
    "other_missing": ("「{label}」の「その他」の内容を入力してください。", "Please say what “other” is in “{label}”."),
    "too_many": ("「{label}」は{most}つまで選べます。", "At most {most} may be chosen in “{label}”."),
    "too_few": ("「{label}」は{least}つ以上選んでください。", "Please choose at least {least} in “{label}”."),
    "row_missing": (
        "「{label}」の「{row}」を選んでください。",
        "Please choose an answer for “{row}” in “{label}”.",
    ),
    "not_ranked": ("「{label}」の順番を選んでください。", "Please put “{label}” in order."),
    "same_place": (
        "「{label}」の「{first}」と「{second}」が、どちらも{place}番になっています。同じ番号は1つだけにしてください。",
        "In “{label}”, “{first}” and “{second}” are both number {place}. Please use each number once.",
    ),
    "place_missing": (
        "「{label}」の{place}番が選ばれていません。1番から{most}番までを、1つずつ選んでください。",
        "Number {place} is missing in “{label}”. Please use each number from 1 to {most} once.",
    ),
    "no_position": (
        "「{label}」の緯度と経度、または場所の説明を入力してください。",
        "Please enter latitude and longitude, or describe the place, in “{label}”.",
    ),
    "half_position": (
        "「{label}」の緯度と経度は、両方入力してください。分からないときは、場所の説明だけでかまいません。",
        "Please enter both latitude and longitude of “{label}”, or describe the place instead.",
    ),
    "coordinates": (
        "「{label}」の緯度と経度は数字で入力してください（例：35.689500 と 139.691700）。",
        "Please enter latitude and longitude of “{label}” in digits, for example 35.689500 and 139.691700.",
    ),
    "outside_japan": (
        "「{label}」の位置が日本の外になっています。緯度は20から46、経度は122から155の間です。",
        "“{label}” lies outside Japan: latitudes are between 20 and 46, longitudes between 122 and 155.",
    ),
    "corporate_number": (
        "「{label}」の13桁の数字を確かめてください。法人番号ではないようです。",
        "Please check the 13 digits of “{label}”: this is no corporate number.",
    ),
    "calculated_too_large": (
        "「{label}」の桁数が多すぎて計算できません。前に入力した数を確かめてください。",
        "“{label}” has too many digits. Please check the numbers you entered before.",
    ),
    "full": (
        "「{label}」で選んだ「{place}」は満員になりました。ほかを選んでください。",
        "“{place}” in “{label}” is full. Please choose another.",
    ),
}
"""Every reason, in Japanese and English."""


class Complaint(msgspec.Struct, frozen=True):
    """Why an answer is not accepted: a reason of `WORDS`, and what its sentence names."""

    code: str
    detail: Mapping[str, str | int] = {}
    part: str = ""  # the field of several at which it is told

    def sentence(self, label: str, language: str) -> str:
        """Return what the applicant is told: in Japanese, easy Japanese ("easy"), else in English."""
        japanese, english = WORDS[self.code]
        sentence = {"ja": japanese, "easy": EASY.get(self.code, japanese)}.get(language, english)
        return sentence.format(label=label, **self.detail)


class NotAccepted(Exception):  # noqa: N818  (a refusal, not an error)
    """Raised while an answer is read; the edge of it is `journey`, which tells the complaint at the field."""

    def __init__(self, code: str, part: str = "", **detail: str | int) -> None:
        super().__init__(code)
        self.complaint = Complaint(code, detail, part)
