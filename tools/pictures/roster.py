"""The roster of a city that exists nowhere: as many people as wanted, in a tree of departments as cities have it."""

import csv
import io
import random

import msgspec

HEAD = ("職員番号", "ログインID", "氏名", "氏名カナ", "所属", "役職", "兼務", "メール", "内線")
DIVISIONS = {
    "総務部": ("総務課", "人事課", "情報政策課", "契約課", "管財課", "市史編さん室"),
    "企画財政部": ("企画政策課", "財政課", "秘書広報課", "行政改革課", "統計課"),
    "危機管理局": ("危機管理課", "防災計画課"),
    "税務部": ("市民税課", "資産税課", "納税課", "収納管理課"),
    "市民部": ("市民課", "保険年金課", "市民協働課", "人権推進課", "北支所", "南支所", "西支所"),
    "環境部": ("環境政策課", "ごみ減量課", "環境保全課", "清掃事務所"),
    "健康福祉部": ("福祉課", "生活支援課", "障害福祉課", "高齢者支援課", "介護保険課", "健康づくり課", "保健所"),
    "こども未来部": ("こども政策課", "保育課", "子育て支援課", "児童相談所", "ひとり親支援室"),
    "産業観光部": ("商工課", "観光課", "農政課", "水産港湾課", "卸売市場"),
    "土木部": ("土木政策課", "道路維持課", "道路建設課", "河川課", "公園緑地課", "用地課"),
    "都市整備部": ("都市計画課", "市街地整備課", "建築指導課", "住宅課", "交通政策課"),
    "上下水道局": ("経営企画課", "給水課", "浄水課", "下水道建設課", "下水道施設課"),
    "消防局": ("消防総務課", "予防課", "警防課", "救急課", "北消防署", "中央消防署", "南消防署"),
    "市民病院": ("総務課", "医事課", "看護部", "診療部", "薬剤部", "検査部", "地域連携室"),
    "教育委員会": ("教育総務課", "学校教育課", "学校施設課", "生涯学習課", "文化財課", "スポーツ課", "中央図書館"),
}
OFFICES = ("会計課", "議会事務局", "選挙管理委員会事務局", "監査委員事務局", "農業委員会事務局")
FAMILIES = (
    *(("佐藤", "サトウ"), ("鈴木", "スズキ"), ("高橋", "タカハシ"), ("田中", "タナカ"), ("渡邉", "ワタナベ")),
    *(("伊藤", "イトウ"), ("山本", "ヤマモト"), ("中村", "ナカムラ"), ("小林", "コバヤシ"), ("加藤", "カトウ")),
    *(("吉田", "ヨシダ"), ("山田", "ヤマダ"), ("佐々木", "ササキ"), ("山口", "ヤマグチ"), ("松本", "マツモト")),
    *(("井上", "イノウエ"), ("木村", "キムラ"), ("林", "ハヤシ"), ("斎藤", "サイトウ"), ("清水", "シミズ")),
    *(("山﨑", "ヤマザキ"), ("森", "モリ"), ("池田", "イケダ"), ("橋本", "ハシモト"), ("阿部", "アベ")),
    *(("石川", "イシカワ"), ("石井", "イシイ"), ("小川", "オガワ"), ("前田", "マエダ"), ("岡田", "オカダ")),
    *(("長谷川", "ハセガワ"), ("藤田", "フジタ"), ("後藤", "ゴトウ"), ("近藤", "コンドウ"), ("村上", "ムラカミ")),
    *(("遠藤", "エンドウ"), ("青木", "アオキ"), ("坂本", "サカモト"), ("福田", "フクダ"), ("太田", "オオタ")),
    *(("西村", "ニシムラ"), ("藤井", "フジイ"), ("金子", "カネコ"), ("岡本", "オカモト"), ("藤原", "フジワラ")),
    *(("三浦", "ミウラ"), ("中野", "ナカノ"), ("原田", "ハラダ"), ("松田", "マツダ"), ("竹内", "タケウチ")),
)
GIVEN = (
    *(("翔太", "ショウタ"), ("美咲", "ミサキ"), ("健一", "ケンイチ"), ("陽子", "ヨウコ"), ("大輔", "ダイスケ")),
    *(("由美", "ユミ"), ("直樹", "ナオキ"), ("恵", "メグミ"), ("拓也", "タクヤ"), ("千尋", "チヒロ")),
    *(("隆", "タカシ"), ("裕子", "ユウコ"), ("誠", "マコト"), ("香織", "カオリ"), ("剛", "ツヨシ")),
    *(("真理", "マリ"), ("修", "オサム"), ("明美", "アケミ"), ("徹", "トオル"), ("彩", "アヤ")),
    *(("健太", "ケンタ"), ("愛", "アイ"), ("和也", "カズヤ"), ("智子", "トモコ"), ("亮", "リョウ")),
    *(("麻衣", "マイ"), ("浩二", "コウジ"), ("奈々", "ナナ"), ("正樹", "マサキ"), ("結衣", "ユイ")),
    *(("慎也", "シンヤ"), ("里奈", "リナ"), ("昌平", "ショウヘイ"), ("友香", "トモカ"), ("蓮", "レン")),
    *(("久美子", "クミコ"), ("幸雄", "ユキオ"), ("さくら", "サクラ"), ("和彦", "カズヒコ"), ("美月", "ミツキ")),
)
# One section's people, from the top; whoever comes after them is a clerk.
LADDER = ("課長", "課長補佐", "係長", "係長", "係長", "主査", "主査", "主査", "主査", "主任", "主任", "主任", "主任")


def departments() -> list[str]:
    """Every section, from the top, as the roster writes it."""
    return [f"{division}/{section}" for division, sections in DIVISIONS.items() for section in sections] + [*OFFICES]


CAST = {  # whom the guide speaks of: the section, the place in it, and the name
    "administrator": ("総務部/情報政策課", 1, ("吉田 恵", "ヨシダ メグミ")),
    "second": ("総務部/情報政策課", 2, ("中野 慎也", "ナカノ シンヤ")),
    "auditor": ("監査委員事務局", 2, ("清水 徹", "シミズ トオル")),
    "master": ("健康福祉部/福祉課", 5, ("佐藤 美咲", "サトウ ミサキ")),
    "colleague": ("土木部/道路維持課", 6, ("田中 一郎", "タナカ イチロウ")),
    "chief": ("危機管理局/危機管理課", 0, ("髙橋 直人", "タカハシ ナオト")),
}


class Row(msgspec.Struct, frozen=True):
    """One person, as the office's personnel system writes them out."""

    number: str
    login: str
    name: str
    kana: str
    department: str
    post: str
    also: str
    mail: str
    extension: str


def roster_of(people: int) -> list[Row]:
    """Give the rows; the same every time. Everybody is in a section, some in two."""
    chance = random.Random(people)
    sections = departments()
    named = {(section, rank): name for section, rank, name in CAST.values()}
    rows: list[Row] = []
    for place, section in enumerate(sections):
        size = people * (place + 1) // len(sections) - people * place // len(sections)
        for rank in range(size):
            (family, family_kana), (given, given_kana) = chance.choice(FAMILIES), chance.choice(GIVEN)
            name, kana = named.get((section, rank), (f"{family} {given}", f"{family_kana} {given_kana}"))
            other = chance.choice(sections) if rank == 6 else section
            number = f"{len(rows) + 1:05}"
            rows.append(
                Row(
                    number=number,
                    login=f"s{number}",
                    name=name,
                    kana=kana,
                    department=section,
                    post=LADDER[rank] if rank < len(LADDER) else "主事",
                    also="" if other == section else f"{other}:主査",
                    mail=f"s{number}@city.shiomihara.example.lg.jp",
                    extension=str(2000 + len(rows)),
                )
            )
    return rows


def cast_in(rows: list[Row]) -> dict[str, Row]:
    """Find those whom the guide speaks of."""
    by_name = {(row.department, row.name): row for row in rows}
    return {part: by_name[section, name] for part, (section, _, (name, _)) in CAST.items()}


def as_csv(rows: list[Row]) -> bytes:
    """Write the file as Excel does on a Japanese machine (CP932)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD, *(msgspec.structs.astuple(row) for row in rows)])
    return text.getvalue().encode("cp932")
