"""What people type into each kind of question, what is read from it, and what is not accepted and why."""

from datetime import date

from kairan.forms.conditions import Value
from kairan.forms.questions import (
    Address,
    AnyQuestion,
    Calculated,
    Consent,
    CorporateNumber,
    Day,
    Explanation,
    FileUpload,
    Group,
    LinkValue,
    LongText,
    MailAddress,
    MultipleChoice,
    Number,
    Option,
    PersonName,
    Phone,
    Photo,
    Place,
    Places,
    Scale,
    ShortText,
    SingleChoice,
    TimeOfDay,
    YesNo,
)
from tests.forms.row_answers import BAD_ROWS, EVERY_ROWS, GOOD_ROWS

TODAY = date(2026, 11, 30)
MY_NUMBER = "123456789018"
AB = [Option("a", "甲"), Option("b", "乙")]
TEXT, LINES = ShortText(id="q", label="文"), LongText(id="q", label="文")
KANA, DIGITS = ShortText(id="q", label="カナ", characters="kana"), ShortText(id="q", label="数", characters="digits")
HIRAGANA, ASCII = (
    ShortText(id="q", label="かな", characters="hiragana"),
    ShortText(id="q", label="英", characters="ascii"),
)
NAME, PLAIN_NAME = PersonName(id="q", label="氏名"), PersonName(id="q", label="氏名", with_reading=False)
HOME, PHONE, MAIL = Address(id="q", label="住所"), Phone(id="q", label="電話"), MailAddress(id="q", label="メール")
MAIL_ONCE = MailAddress(id="q", label="メール", twice=False)
DAY, BIRTH = Day(id="q", label="日"), Day(id="q", label="生年月日", is_birth=True)
TIME, HALF_HOURS = TimeOfDay(id="q", label="時刻"), TimeOfDay(id="q", label="時刻", step=30)
NUMBER, PERCENT = Number(id="q", label="数"), Number(id="q", label="割合", unit="％", decimals=6, least=-1e6, most=1e6)
CORPORATE = CorporateNumber(id="q", label="法人番号")
ONE = SingleChoice(id="q", label="選", options=AB)
ONE_OR_OTHER = SingleChoice(id="q", label="選", options=AB, has_other=True)
MANY = MultipleChoice(id="q", label="選", options=AB, has_other=True)
BOTH = MultipleChoice(id="q", label="選", options=AB, least=2)
NAMED_OTHER = SingleChoice(id="q", label="選", options=[*AB, Option("other", "ほか")])
YES, SCALE = YesNo(id="q", label="はい"), Scale(id="q", label="段階", low="低い", high="高い")
PLACES = Places(id="q", label="枠", places=[Place("am", "午前", 3)])
CONSENT, READ = Consent(id="q", label="同意"), Explanation(id="q", label="説明")
FILE, PHOTO = FileUpload(id="q", label="書類", kinds=["pdf", "word"]), Photo(id="q", label="写真", most=2)
LINE = f"0k3w9f2m7xq1s:2048:{'a' * 64}:application/pdf:診断書: 写し.pdf"
GROUP = Group(id="q", label="世帯員", counter="人", least=0, most=3, questions=[ShortText(id="t", label="文")])
SUM, FROM = Calculated(id="q", label="合計"), LinkValue(id="q", label="経路", parameter="from")
EVERY: list[AnyQuestion] = [
    TEXT, LINES, KANA, DIGITS, HIRAGANA, ASCII, NAME, PLAIN_NAME, HOME, PHONE, MAIL, MAIL_ONCE, DAY, BIRTH, TIME,
    HALF_HOURS, NUMBER, PERCENT, CORPORATE, ONE, ONE_OR_OTHER, MANY, BOTH, NAMED_OTHER, YES, SCALE, PLACES, CONSENT,
    READ, FILE, PHOTO, GROUP, SUM, FROM, *EVERY_ROWS,
]  # fmt: skip

Typed = str | dict[str, str] | list[str]


def fields(question: AnyQuestion, typed: Typed) -> dict[str, list[str]]:
    """Return what was typed as a page sends it: a text into the first field, or by part."""
    if isinstance(typed, str):
        return {question.field(): [typed]}
    if isinstance(typed, list):
        return {question.field(): typed}
    return {question.field(part): [text] for part, text in typed.items()}


def name(family: str, given_name: str = "", family_kana: str = "", given_kana: str = "") -> dict[str, str]:
    return {"family": family, "given": given_name, "family_kana": family_kana, "given_kana": given_kana}


def day(year: str, month: str, of_month: str, era: str = "西暦") -> dict[str, str]:
    return {"era": era, "year": year, "month": month, "day": of_month}


def at(postcode: str, prefecture: str = "東京都", city: str = "千代田区", street: str = "1-1") -> dict[str, str]:
    return {"postcode": postcode, "prefecture": prefecture, "city": city, "street": street}


def both(mail: str, again: str | None = None) -> dict[str, str]:
    return {"": mail, "again": mail if again is None else again}


GOOD: list[tuple[AnyQuestion, Typed, Value | None]] = [
    (TEXT, "髙﨑葛󠄀城𠮷田", "髙﨑葛󠄀城𠮷田"),  # the variant's selector stays
    (TEXT, "か\u3099", "が"),  # as Macs take it apart
    (TEXT, "神\uFA19", "神\uFA19"),
    (TEXT, "👨‍👩‍👧‍👦 と 🇯🇵", "👨‍👩‍👧‍👦 と 🇯🇵"),
    (TEXT, "  一行目\n二行目  ", "一行目 二行目"),
    (TEXT, "<b>&amp;</b>", "<b>&amp;</b>"),
    (TEXT, "=1+1", "=1+1"),
    (TEXT, "\u202eexe.pdf", "exe.pdf"),
    (TEXT, " \u3000\u200b ", None),
    (TEXT, "が" * 100, "が" * 100),
    (LINES, "一\r\n\r\n二\u2028三", "一\n\n二\n三"),
    (KANA, "ﾔﾏﾀﾞ たろう", "ヤマダ タロウ"),
    (KANA, "ヴァイオリン・ゔ", "ヴァイオリン・ヴ"),
    (KANA, "ｧｰ", "ァー"),
    (KANA, "イランカラㇷ゚テ", "イランカラㇷ゚テ"),
    (HIRAGANA, "ヤマダﾀﾛｳ", "やまだたろう"),
    (DIGITS, "１２３-４５６ ７８ー９", "123456789"),
    (DIGITS, "①②", "12"),
    (ASCII, "ＡＢＣ　ａｂｃ！", "ABC abc!"),
    (NAME, name("髙橋", "太郎", "たかはし", "ﾀﾛｳ"), name("髙橋", "太郎", "タカハシ", "タロウ")),
    (NAME, name("葛󠄀城", "𠮷", "カツラギ", "ヨシ"), name("葛󠄀城", "𠮷", "カツラギ", "ヨシ")),
    (NAME, name("Smith", "John Fitzgerald"), {"family": "Smith", "given": "John Fitzgerald"}),
    (NAME, name("Nguyễn", "Thị Minh Khai"), {"family": "Nguyễn", "given": "Thị Minh Khai"}),
    (NAME, name("Nguye\u0302\u0303n", "Đức"), {"family": "Nguyễn", "given": "Đức"}),
    (NAME, name("O’Connor-D'Arcy", "J. P., Jr."), {"family": "O’Connor-D'Arcy", "given": "J. P., Jr."}),
    (NAME, name("Kāne", "Oʻahu"), {"family": "Kāne", "given": "Oʻahu"}),
    (NAME, name("ＳＭＩＴＨ", "ＪＯＨＮ"), {"family": "ＳＭＩＴＨ", "given": "ＪＯＨＮ"}),
    (NAME, name("Sukarno"), {"family": "Sukarno"}),
    (NAME, name("王", "小明", "Wang", "Xiaoming"), name("王", "小明", "Wang", "Xiaoming")),
    (NAME, name("Ψαρός", "", "プサロス"), {"family": "Ψαρός", "family_kana": "プサロス"}),
    (PLAIN_NAME, name("山田", "", "ヤマダ"), {"family": "山田"}),
    (HOME, at("1000001"), at("100-0001")),
    (HOME, at("〒１００－０００１"), at("100-0001")),
    (HOME, at("100ー0001"), at("100-0001")),
    (HOME, at("100─0001"), at("100-0001")),
    (HOME, {**at(""), "building": "髙﨑ビル 2F"},
     {"prefecture": "東京都", "city": "千代田区", "street": "1-1", "building": "髙﨑ビル 2F"}),
    (PHONE, "090-1234-5678", "09012345678"),
    (PHONE, "０９０（１２３４）５６７８", "09012345678"),
    (PHONE, "0312345678", "0312345678"),
    (PHONE, "０３ー１２３４ー５６７８", "0312345678"),
    (PHONE, "＋８１ ９０ １２３４ ５６７８", "09012345678"),
    (PHONE, "+81(0)3-1234-5678", "0312345678"),
    (PHONE, "+1 (202) 555-0143", "+12025550143"),
    (MAIL, both("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ"), "taro@example.jp"),
    (MAIL, both("Taro@Example.jp", "taro@example.JP"), "Taro@Example.jp"),
    (MAIL, both("ta..ro.@docomo.ne.jp"), "ta..ro.@docomo.ne.jp"),
    (MAIL_ONCE, "taro@example.jp", "taro@example.jp"),
    (DAY, day("2026", "4", "1"), "2026-04-01"),
    (DAY, day("２０２６年", "０４月", "１日"), "2026-04-01"),
    (DAY, day("令和元年", "5", "1"), "2019-05-01"),
    (DAY, day("元", "5", "1", "令和"), "2019-05-01"),
    (DAY, day("８", "4", "1", "令和"), "2026-04-01"),
    (DAY, day("r8", "4", "1"), "2026-04-01"),
    (DAY, day("2026", "4", "1", "令和"), "2026-04-01"),  # four digits are of the West
    (DAY, day("平成31", "4", "30"), "2019-04-30"),
    (DAY, day("昭和64", "1", "7"), "1989-01-07"),
    (DAY, day("明治6", "1", "1"), "1873-01-01"),
    (DAY, day("45", "7", "29", "明治"), "1912-07-29"),
    (DAY, day("2024", "2", "29"), "2024-02-29"),
    (DAY, day("令和6", "２", "２９"), "2024-02-29"),
    (DAY, day("", "", "", "令和"), None),
    (BIRTH, day("2026", "11", "30"), "2026-11-30"),
    (TIME, {"hour": "１３時", "minute": "５分"}, "13:05"),
    (TIME, {"hour": "0", "minute": ""}, "00:00"),
    (NUMBER, "１，２００", 1200),
    (NUMBER, "△5", -5),
    (NUMBER, "−0", 0),
    (NUMBER, "999999999999999", 999_999_999_999_999),
    (PERCENT, "５０%", 50),
    (PERCENT, "3.50 ％", 3.5),
    (PERCENT, "0.000001", 0.000001),
    (PERCENT, "－0.00001", -0.00001),
    (CORPORATE, "T7000012050002", "7000012050002"),
    (CORPORATE, "ｔ７０００-０１２０-５０００２", "7000012050002"),
    (ONE, "a", "a"),
    (NAMED_OTHER, "other", "other"),
    (ONE_OR_OTHER, {"": "other", "other": "ほか\nの"}, {"other": "ほか の"}),
    (MANY, ["b", "a", "a"], ["a", "b"]),
    (BOTH, ["b", "a"], ["a", "b"]),
    (YES, "no", False),
    (YES, "yes", True),
    (SCALE, "5", 5),
    (PLACES, "am", "am"),
    (CONSENT, "yes", True),
    (CONSENT, "", None),
    (FILE, [LINE], [LINE]),
    (FILE, [], None),
    (PHOTO, [LINE, LINE], [LINE, LINE]),
    (FILE, {"fault": "nonsense"}, None),
    *GOOD_ROWS,
    (GROUP, "２", 2),
    (GROUP, "9999", 3),
    (GROUP, "x", 0),
    (GROUP, "", 0),
    (SUM, "500", None),
    (FROM, " 広報  6月号 ", "広報 6月号"),
    (FROM, "x" * 51, None),
    (FROM, "\x00", None),
    (FROM, MY_NUMBER, None),
    (PHONE, "+123456789018", "+123456789018"),  # behind + the twelve digits are of a country
]  # fmt: skip

BAD: list[tuple[AnyQuestion, Typed, str]] = [
    (TEXT, "あ" * 101, "too_long"),
    (TEXT, "x" * 100_000, "too_long"),
    (TEXT, "e" + "\u0301" * 1_000, "too_long"),
    (TEXT, "\x00", "not_storable"),
    (TEXT, "a\ud800b", "not_storable"),
    (TEXT, "a\x1b[31m", "not_storable"),
    (LINES, "𠮷" * 1_001, "too_long"),
    (ShortText(id="q", label="文", least=3), "あい", "too_short"),
    (KANA, "山田", "kana"),
    (KANA, "<b>", "kana"),
    (HIRAGANA, "abc", "hiragana"),
    (DIGITS, "12a", "digits"),
    (DIGITS, "ー", "digits"),
    (DIGITS, "٣٤", "digits"),
    (ASCII, "あ", "ascii"),
    (NAME, name("", "太郎"), "name_part"),
    (NAME, name("山田", "太郎"), "reading_missing"),
    (NAME, name("山田", "太郎", "ヤマダ"), "reading_missing"),
    (NAME, name("山田", "太郎", "山田", "太郎"), "kana"),
    (NAME, name("あ" * 61, "", "ア"), "too_long"),
    (NAME, name("Ψαρός"), "reading_missing"),
    (HOME, at("100-000"), "postcode"),
    (HOME, at("１２３４５６７８"), "postcode"),
    (HOME, at("東京"), "postcode"),
    (HOME, at("1000001", city=""), "address_part"),
    (HOME, {"building": "1F"}, "address_part"),
    (HOME, at("", street="あ" * 201), "too_long"),
    (PHONE, "1234-5678", "phone"),
    (PHONE, "090-1234-567٨", "phone"),
    (PHONE, "+٣٤٥٦٧٨٩٠", "phone"),
    (PHONE, "0901234567 内線1", "phone"),
    (PHONE, "=090-1234-5678", "phone"),
    (PHONE, MY_NUMBER, "my_number"),
    (PHONE, "1234-5678-9018", "my_number"),
    (MAIL, both(f"{MY_NUMBER}@example.jp"), "my_number"),
    (MAIL, both("taro@example.jp", "１２３４５６７８９０１８"), "my_number"),
    (NUMBER, MY_NUMBER, "my_number"),
    (NUMBER, "１２３，４５６，７８９，０１８", "my_number"),
    (NUMBER, "1234 5678 9018", "my_number"),
    (CORPORATE, MY_NUMBER, "my_number"),
    (MAIL, both("taro"), "mail"),
    (MAIL, both("a@b.jp\nBcc: x@y.jp"), "mail"),
    (MAIL, both("太郎@example.jp"), "mail"),
    (MAIL, both("a" * 300 + "@example.jp"), "mail"),
    (MAIL, both("taro@example.jp", ""), "mail_differs"),
    (MAIL, both("", "taro@example.jp"), "mail"),
    (DAY, day("", "4", "1"), "date"),
    (DAY, day("2026", "", ""), "date"),
    (DAY, day("2026", "四", "1"), "date"),
    (DAY, day("8", "4", "1"), "date"),
    (DAY, day("20260401", "", ""), "date"),
    (DAY, day("2026", "2", "29"), "no_such_day"),
    (DAY, day("2025", "13", "1"), "no_such_day"),
    (DAY, day("0", "1", "1", "令和"), "no_such_day"),
    (DAY, day("9999", "12", "31", "x" * 50), "?"),
    (DAY, day("令和999", "1", "1"), "?"),
    (DAY, day("昭和64", "1", "8"), "other_era"),
    (DAY, day("令和元年", "4", "30"), "other_era"),
    (DAY, day("平成31", "5", "1"), "other_era"),
    (DAY, day("大正15", "12", "25"), "other_era"),
    (DAY, day("明治5", "12", "2"), "too_early"),
    (DAY, day("0001", "1", "1"), "too_early"),
    (BIRTH, day("2026", "12", "1"), "future"),
    (Day(id="q", label="日", earliest="today"), day("2026", "11", "29"), "too_early"),
    (Day(id="q", label="日", latest="2026-03-31"), day("2026", "4", "1"), "too_late"),
    (TIME, {"hour": "24", "minute": "0"}, "time"),
    (TIME, {"hour": "", "minute": "5"}, "time"),
    (TIME, {"hour": "午後1", "minute": "5"}, "time"),
    (HALF_HOURS, {"hour": "9", "minute": "15"}, "time"),
    (NUMBER, "十", "number"),
    (NUMBER, "1e5", "number"),
    (NUMBER, "NaN", "number"),
    (NUMBER, "inf", "number"),
    (NUMBER, "1" * 16, "number"),
    (NUMBER, "1.5", "whole"),
    (PERCENT, "-1000001", "too_small"),
    (PERCENT, "1000001", "too_large"),
    (Number(id="q", label="数", decimals=6), "123456789012345.123456", "too_large"),
    (CORPORATE, "7000012050003", "corporate_number"),
    (CORPORATE, "700001205000", "corporate_number"),
    (ONE, "other", "no_such_choice"),
    (ONE, "c", "no_such_choice"),
    (ONE_OR_OTHER, {"": "other", "other": " "}, "other_missing"),
    (ONE_OR_OTHER, {"": "other", "other": "あ" * 201}, "too_long"),
    (MANY, ["a", "nothing"], "no_such_choice"),
    (BOTH, ["a"], "too_few"),
    (MultipleChoice(id="q", label="選", options=AB, most=1), ["a", "b"], "too_many"),
    (YES, "maybe", "no_such_choice"),
    (SCALE, "6", "no_such_choice"),
    (SCALE, "٣", "no_such_choice"),
    (SCALE, "²", "no_such_choice"),
    (PLACES, "pm", "no_such_choice"),
    (FILE, [LINE, LINE], "file_too_many"),
    (FILE, ["a.pdf"], "file_gone"),
    (FILE, ["a:1:b:c"], "file_gone"),
    (FILE, [f"a:{'9' * 16}:b:c:d"], "file_gone"),
    (FILE, {"fault": "file_kind"}, "file_kind"),
    *BAD_ROWS,
]  # fmt: skip
