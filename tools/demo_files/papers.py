"""Papers and tables an office attaches: PDF, a workbook, CSV as spreadsheets write it."""

import csv
import datetime
import io
from collections.abc import Sequence

import typst
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

Row = Sequence[str | int]


def papers() -> dict[str, bytes]:
    """Return every paper by name."""
    return {
        "agenda.pdf": pdf(AGENDA),
        "benefit-schedule.pdf": pdf(SCHEDULE),
        "floor-plan.pdf": pdf(FLOORS),
        "training.pdf": pdf(TRAINING),
        "evacuees.csv": table(EVACUEES),
        "donations.csv": table(DONATIONS),
        "supplies.xlsx": workbook("備蓄物資", SUPPLIES),
    }


def pdf(body: str) -> bytes:
    """Set a page; the date is fixed, so that the same words give the same bytes."""
    made = typst.compile((HEAD + body).encode(), timestamp=datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    if not isinstance(made, bytes):
        raise TypeError("several documents came out of one")
    return made


def table(rows: Sequence[Row]) -> bytes:
    """Write CSV in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def workbook(title: str, rows: Sequence[Row]) -> bytes:
    """Write a workbook with a head that stays in sight."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="D9E6FF")
        cell.alignment = Alignment(horizontal="center")
    for column, width in zip("ABCDEF", (16, 20, 10, 10, 10, 28), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    book.properties.creator = "汐見原市 危機管理課"
    book.properties.created = book.properties.modified = datetime.datetime(2026, 4, 1)  # noqa: DTZ001 (Excel knows none)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = """
#set page(paper: "a4", margin: (x: 22mm, y: 24mm))
#set text(font: "Noto Sans CJK JP", size: 10.5pt, lang: "ja")
#set par(leading: 0.9em)
#show heading: set text(size: 15pt)
#set table(stroke: 0.5pt + luma(150), inset: 7pt)
"""

AGENDA = """
#align(right)[災害対策 準備会議 資料1]
= 台風第21号 準備会議 次第
#v(4mm)
#table(columns: (26mm, 1fr),
  [日時], [本日 11時00分から],
  [場所], [3階 大会議室],
  [出席], [部長級、各班長、消防本部、議会事務局])
#v(3mm)
+ 気象の見込み(危機管理課)
+ 避難所の開設と職員の配置(危機管理課・福祉課・教育委員会)
+ 道路・河川・下水道の備え(土木部)
+ 休校・休館と窓口の取扱い(教育委員会・市民部)
+ 市民への広報(秘書広報課)
+ その他
#v(3mm)
== 決めること
#table(columns: (1fr, 34mm, 42mm), align: (left, center, center),
  table.header([*事項*], [*担当*], [*いつまでに*]),
  [警戒本部の設置時刻], [危機管理課], [会議中],
  [自主避難所2か所の開設], [危機管理課], [会議中],
  [休校・休館の判断], [教育委員会], [前日15時],
  [工事現場の資材の固縛], [土木部], [前日17時],
  [要配慮者への事前の連絡], [福祉部], [前日17時],
  [決定から発信まで15分以内], [秘書広報課], [随時])
"""

SCHEDULE = """
#align(right)[福祉課]
= 物価高騰対応給付金 全体日程
対象 約9,400世帯、1世帯あたり3万円
#v(3mm)
#table(columns: (1fr, 24mm, 62mm), align: (left, center, left),
  table.header([*作業*], [*担当*], [*目安*]),
  [要綱の制定、予算の配当], [福祉・財政], [第1週],
  [対象世帯の抽出と確認], [税務・情報], [第1〜2週],
  [封筒・確認書の印刷], [福祉], [第2〜3週],
  [封入と発送], [福祉・市民], [第3週の終わり],
  [受付(郵送・オンライン)と審査], [福祉・情報], [第4週から],
  [1回目の振込], [会計], [発送から12開庁日],
  [2回目以降の振込], [会計], [おおむね2週ごと],
  [受付の締切、未申請の方への案内], [福祉], [発送から3か月])
#v(2mm)
- 振込データの締切は、振込日の3開庁日前の正午です。
- 広報は、発送の1週間前にホームページ、当日にSNSで行います。
- 配慮の必要な世帯は、福祉課が直接ご連絡します。
"""

FLOORS = """
= 新庁舎 各階配置案
#let floor(name, ..rooms) = block(width: 100%, stroke: 0.8pt, inset: 6pt, radius: 2pt)[
  #grid(columns: (16mm, 1fr), align: horizon, text(weight: "bold", size: 13pt, name),
    grid(columns: rooms.pos().len() * (1fr,), gutter: 4pt,
      ..rooms.pos().map(room => block(width: 100%, height: 17mm, fill: rgb("#eef3fb"), inset: 4pt, radius: 2pt,
        align(center + horizon, text(size: 8.5pt, room))))))]
#floor("5階", [議場], [議会事務局], [委員会室])
#floor("4階", [企画政策課], [財政課], [総務課・人事課], [選挙管理委員会])
#floor("3階", [市長室・秘書広報課], [危機管理課], [大会議室\\ (災害対策本部)])
#floor("2階", [福祉課・相談室A・B], [こども課・相談室C], [高齢者支援課・相談室D], [教育委員会])
#floor("1階", [市民課], [保険年金課], [税務課], [会計課・銀行], [総合案内・相談席])
#floor("地下", [書庫], [機械室・止水板], [備蓄倉庫])
#v(3mm)
- 相談室AとBは引き戸(有効幅95cm)です。
- 3階大会議室の電源は床から取ります。
- 番号の呼出しの音量は、時間帯で変えられます。
"""

TRAINING = """
#align(right)[人事課]
= 新規採用職員 後期研修 日程表
#table(columns: (14mm, 40mm, 1fr, 34mm), align: (center, left, left, left),
  table.header([*回*], [*科目*], [*内容*], [*講師*]),
  [1], [文書の書き方], [自分の起案を持ち寄り、読み合う。一文は60字まで], [総務課 濵田主査],
  [2], [窓口で聴く力], [聞き直す、待つ、つなぐ。3人1組の演習], [福祉課 佐藤主査],
  [3], [予算と契約], [見積りから支払まで。よくある間違い10], [財政課 岡田主査],
  [4], [災害時の職員], [避難所運営ゲーム、初動の15分], [危機管理課 鈴木主査],
  [5], [ふりかえり], [1年を3行で書く], [人事課])
#v(2mm)
会場は2階 第1会議室、時間は各回とも15時から17時までです。
"""

EVACUEES: Sequence[Row] = (
    ("時刻", "第一小", "中央公民館", "北浜小", "上深瀬小", "松ヶ丘中", "計"),
    ("10:00", 4, 2, 0, 0, 0, 6),
    ("11:00", 9, 6, 0, 0, 0, 15),
    ("14:00", 21, 14, 7, 12, 0, 54),
    ("15:00", 33, 19, 15, 24, 0, 91),
    ("17:00", 68, 31, 42, 47, 12, 200),
    ("19:00", 131, 58, 104, 76, 49, 418),
    ("20:00", 158, 60, 137, 83, 88, 526),
    ("21:00", 171, 60, 149, 86, 131, 597),
    ("22:00", 176, 60, 152, 86, 138, 612),
    ("翌15:00", 37, 0, 0, 41, 0, 78),
    ("翌々9:00", 22, 0, 0, 41, 0, 63),
)

DONATIONS: Sequence[Row] = (
    ("区分", "件数", "金額(円)", "前年比"),
    ("しらす定期便", 486, 7_290_000, "131%"),
    ("みかん・加工品", 402, 4_824_000, "118%"),
    ("干物詰合せ", 251, 3_765_000, "104%"),
    ("宿泊券", 74, 2_960_000, "97%"),
    ("その他", 138, 1_656_000, "101%"),
    ("災害支援(返礼品なし)", 312, 4_860_000, "-"),
    ("計", 1_663, 25_355_000, "121%"),
)

SUPPLIES: Sequence[Row] = (
    ("倉庫", "品目", "定数", "残数", "不足", "備考"),
    ("第一小", "アルファ米(食)", 500, 240, 260, "補充を起案中"),
    ("第一小", "毛布", 240, 240, 0, "うち60枚 洗濯中"),
    ("北浜小", "アルファ米(食)", 400, 190, 210, "補充を起案中"),
    ("北浜小", "毛布", 240, 238, 2, "2枚 汚損のため廃棄"),
    ("上深瀬小", "アルファ米(食)", 250, 110, 140, ""),
    ("上深瀬小", "発電機", 2, 2, 0, "土木課から1台借用中"),
    ("松ヶ丘中", "アルファ米(食)", 400, 220, 180, "アレルギー対応 40食を含む"),
    ("松ヶ丘中", "携帯トイレ(枚)", 600, 300, 300, "期限切れ300枚を廃棄"),
    ("中央", "飲料水2L(本)", 1_200, 610, 590, "補充を起案中"),
    ("中央", "粉ミルク(缶)", 24, 18, 6, ""),
    ("中央", "段ボールベッド", 60, 44, 16, "4世帯に貸出し中"),
)
