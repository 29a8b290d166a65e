"""Forms that tests fill in."""

from kairan.forms.calculations import CountIn, FixedAmount, NumberIn, Plus, SumOfMembers, Times
from kairan.forms.conditions import AgeOf, AnswerOf, Compare, Constant
from kairan.forms.document import END, Branch, FormDocument, QuestionPage
from kairan.forms.questions import (
    Address,
    Calculated,
    Consent,
    Day,
    Group,
    LinkValue,
    LongText,
    MailAddress,
    MultipleChoice,
    Number,
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

WORKS = Compare(left=AnswerOf(question="works"), by="=", right=Constant(value=True))
HOUSEHOLD = FormDocument(
    title="世帯の届出",
    contact="福祉課",
    privacy="届出の処理にだけ使います。",
    pages=[
        QuestionPage(
            id="who",
            title="世帯",
            questions=[
                Group(
                    id="family",
                    label="世帯員",
                    counter="人",
                    least=1,
                    most=4,
                    in_table=2,
                    questions=[
                        PersonName(id="name", label="氏名", with_reading=False),
                        YesNo(id="works", label="働いている"),
                        Number(id="pay", label="月の給与", show_if=WORKS),
                        ShortText(id="ill", label="病気", required=False, needs_care=True),
                    ],
                ),
                Calculated(
                    id="fee",
                    label="手数料",
                    formula=Plus(
                        of=[
                            SumOfMembers(
                                group="family", of=Times(of=[NumberIn(question="pay"), FixedAmount(value=0.1)])
                            ),
                            Times(of=[CountIn(question="family"), FixedAmount(value=150)]),
                        ]
                    ),
                ),
                LinkValue(id="from", label="案内の経路", parameter="from", most=20),
            ],
        )
    ],
)
"""Members with a condition of their own, an answer that is sealed, a fee, and where they came from."""
