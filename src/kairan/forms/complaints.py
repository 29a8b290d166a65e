"""Why an answer is not accepted (入力の誤り): said at the field and above the page, in both languages, by name."""

from collections.abc import Mapping

import msgspec

FILE_WORDS: Mapping[str, tuple[str, str]] = {
    "file_too_large": (
        "「{label}」の「{name}」は大きすぎるため、受け取れませんでした。1つ{most}MBまでです。",
        "“{name}” in “{label}” is too large. Each may have at most {most} MB.",
    ),
    "file_too_much": (
        "「{label}」の「{name}」は受け取れませんでした。このフォーム全体で送れるファイルは、合わせて{most}MBまでです。",
        "“{name}” in “{label}” was not taken: all files of this form together may have {most} MB.",
    ),
    "file_too_many": (
        "「{label}」で送れるファイルは{most}つまでです。",
        "At most {most} files can be sent for “{label}”.",
    ),
    "file_kind": (
        "「{label}」の「{name}」は、受け付けていない種類のファイルです。受け付けている種類のファイルにして、もう一度選んでください。",
        "“{name}” is of a kind that is not taken for “{label}”. Please choose a file of a kind that is.",
    ),
    "file_disguised": (
        "「{label}」の「{name}」は、名前と中身の種類が合わないため、受け取れませんでした。元のファイルを開いて保存し直してください。",
        "“{name}” in “{label}” does not contain what its name says. Please open the original and save it anew.",
    ),
    "file_picture": (
        "「{label}」の「{name}」を、写真として開けませんでした。JPEG か PNG で保存し直して、もう一度選んでください。",
        "“{name}” in “{label}” cannot be opened as a picture. Please save it as JPEG or PNG, then choose it again.",
    ),
    "file_infected": (
        "「{label}」の「{name}」は、ウイルス対策ソフトが危険と判定したため、受け取れませんでした。"
        "このファイルを外して、別のファイルを送るか、お問い合わせ先にご連絡ください。",
        "The virus checker found something dangerous in “{name}” in “{label}”, so it was not taken. "
        "Please remove it and send another file, or ask the office.",
    ),
    "file_empty": (
        "「{label}」の「{name}」は中身が空です。元のファイルを開けるか確かめて、もう一度選んでください。",
        "“{name}” in “{label}” is empty. Please check that the original opens, then choose it again.",
    ),
    "file_broken_off": (
        "「{label}」の「{name}」は、送信が途中で切れたため、受け取れていません。通信の状態を確かめて、もう一度選んでください。",
        "“{name}” in “{label}” did not arrive: the upload broke off. Please check the connection and choose it again.",
    ),
    "file_no_room": (
        "「{label}」の「{name}」は、いま受け取れませんでした。しばらくしてから、もう一度選んでください。",
        "“{name}” in “{label}” could not be taken just now. Please choose it again in a while.",
    ),
    "file_gone": (
        "「{label}」のファイルが見つかりません。もう一度選んでください。",
        "A file of “{label}” was not found. Please choose it again.",
    ),
}
"""Why a file was not taken."""

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
    "corporate_number": (
        "「{label}」の13桁の数字を確かめてください。法人番号ではないようです。",
        "Please check the 13 digits of “{label}”: this is no corporate number.",
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
        """Return what the applicant is told, in "ja" or "en"."""
        return WORDS[self.code][language == "en"].format(label=label, **self.detail)


class NotAccepted(Exception):  # noqa: N818  (a refusal, not an error)
    """Raised while an answer is read; the edge of it is `journey`, which tells the complaint at the field."""

    def __init__(self, code: str, part: str = "", **detail: str | int) -> None:
        super().__init__(code)
        self.complaint = Complaint(code, detail, part)
