"""Forms that tests fill in."""

from kairan.forms.conditions import AgeOf, AnswerOf, Compare, Constant
from kairan.forms.document import END, Branch, FormDocument, QuestionPage
from kairan.forms.questions import (
    Address,
    Consent,
    Day,
    LongText,
    MailAddress,
    MultipleChoice,
    Option,
    PersonName,
    Phone,
    Place,
    Places,
    ShortText,
    SingleChoice,
    YesNo,
)

DOG = FormDocument(
    title="飼い犬の死亡届",
    summary="飼っていた犬が死亡したときの届出です。",
    contact="環境課 電話 0123-45-6789",
    privacy="届出の処理にだけ使います。",
    done="登録を消します。手続きは終わりです。",
    pages=[
        QuestionPage(
            id="owner",
            title="飼い主",
            questions=[
                PersonName(id="name", label="飼い主の氏名"),
                Address(id="home", label="飼い主の住所"),
                Phone(id="phone", label="電話番号"),
                MailAddress(id="mail", label="メールアドレス", required=False),
            ],
        ),
        QuestionPage(
            id="dog",
            title="犬",
            questions=[
                SingleChoice(
                    id="sex",
                    label="犬の性別",
                    options=[Option("m", "おす"), Option("f", "めす")],
                    has_other=True,
                ),
                Day(id="died", label="死亡した日", latest="today"),
                YesNo(id="tag", label="鑑札が手元にありますか"),
                ShortText(
                    id="tagno",
                    label="鑑札の番号",
                    characters="digits",
                    show_if=Compare(left=AnswerOf(question="tag"), by="=", right=Constant(value=True)),
                ),
                LongText(id="note", label="備考", required=False),
            ],
        ),
    ],
)

EVENT = FormDocument(
    title="親子料理教室",
    contact="公民館",
    pages=[
        QuestionPage(
            id="who",
            questions=[
                PersonName(id="name", label="氏名", with_reading=False),
                Day(id="born", label="生年月日", is_birth=True, needs_care=True),
            ],
            rules=[
                Branch(
                    when=Compare(left=AgeOf(question="born", on="2026-12-01"), by="<", right=Constant(value=6)),
                    to=END,
                    text="6歳から参加できます。",
                )
            ],
        ),
        QuestionPage(
            id="when",
            questions=[
                Places(id="slot", label="日時", places=[Place("am", "午前", 2), Place("pm", "午後", 1)]),
                MultipleChoice(
                    id="diet",
                    label="食べられないもの",
                    required=False,
                    options=[Option("egg", "卵"), Option("milk", "乳")],
                ),
                Consent(id="ok", label="写真の掲載", help="市の広報に写真を載せることがあります。"),
            ],
        ),
    ],
)
