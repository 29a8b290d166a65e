"""The columns of lists of shelters: the State's standard, the Geographical Survey's, and what bodies make of them.

Sources: デジタル庁「自治体標準オープンデータセット 指定緊急避難場所一覧」; 国土地理院「指定緊急避難場所データ」.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kairan.emergency.places.model import Danger

STANDARD = (
    "全国地方公共団体コード",
    "ID",
    "地方公共団体名",
    "名称",
    "名称_カナ",
    "名称_英字",
    "所在地_全国地方公共団体コード",
    "町字ID",
    "所在地_連結表記",
    "所在地_都道府県",
    "所在地_市区町村",
    "所在地_町字",
    "所在地_番地以下",
    "建物名等(方書)",
    "緯度",
    "経度",
    "標高",
    "電話番号",
    "内線番号",
    "連絡先メールアドレス",
    "連絡先FormURL",
    "連絡先備考(その他、SNSなど)",
    "郵便番号",
    "災害種別_洪水",
    "災害種別_崖崩れ、土石流及び地滑り",
    "災害種別_高潮",
    "災害種別_地震",
    "災害種別_津波",
    "災害種別_大規模な火事",
    "災害種別_内水氾濫",
    "災害種別_火山現象",
    "指定避難所との重複",
    "想定収容人数",
    "対象となる町会・自治会",
    "URL",
    "画像",
    "画像_ライセンス",
    "備考",
)
"""All columns of the standard, in its order, as `heading_of` writes them."""
DANGERS: Mapping[str, Danger] = {
    "災害種別_洪水": "flood",
    "災害種別_崖崩れ、土石流及び地滑り": "landslide",
    "災害種別_高潮": "surge",
    "災害種別_地震": "earthquake",
    "災害種別_津波": "tsunami",
    "災害種別_大規模な火事": "fire",
    "災害種別_内水氾濫": "inland_flood",
    "災害種別_火山現象": "volcano",
}
PEOPLE = "人数"
_ALIKE: Mapping[str, str] = {
    "都道府県コード又は市区町村コード": "全国地方公共団体コード",
    "市区町村コード": "全国地方公共団体コード",
    "団体コード": "全国地方公共団体コード",
    "NO": "ID",
    "No": "ID",
    "共通ID": "ID",
    "施設ID": "ID",
    "市区町村名": "地方公共団体名",
    "都道府県名及び市町村名": "地方公共団体名",
    "施設・場所名": "名称",
    "施設名": "名称",
    "施設名称": "名称",
    "避難所名": "名称",
    "避難所名称": "名称",
    "避難場所名": "名称",
    "名称_通称": "名称_カナ",
    "名称カナ": "名称_カナ",
    "カナ": "名称_カナ",
    "住所": "所在地_連結表記",
    "所在地": "所在地_連結表記",
    "方書": "建物名等(方書)",
    "緯度(北緯)": "緯度",
    "経度(東経)": "経度",
    "latitude": "緯度",
    "longitude": "経度",
    "指定避難所との住所同一": "指定避難所との重複",
    "収容人数": "想定収容人数",
    "収容可能人数": "想定収容人数",
    "対象地区": "対象となる町会・自治会",
    "対象となる町会": "対象となる町会・自治会",
    "電話": "電話番号",
    "避難者数": PEOPLE,
    "避難人数": PEOPLE,
    "避難者": PEOPLE,
}
_HAZARD_WORDS: Mapping[str, str] = {
    "洪水": "災害種別_洪水",
    "崖崩れ": "災害種別_崖崩れ、土石流及び地滑り",
    "がけ崩れ": "災害種別_崖崩れ、土石流及び地滑り",
    "土石流": "災害種別_崖崩れ、土石流及び地滑り",
    "土砂災害": "災害種別_崖崩れ、土石流及び地滑り",
    "高潮": "災害種別_高潮",
    "地震": "災害種別_地震",
    "津波": "災害種別_津波",
    "大規模な火事": "災害種別_大規模な火事",
    "大規模火災": "災害種別_大規模な火事",
    "内水": "災害種別_内水氾濫",
    "火山": "災害種別_火山現象",
}
_COUNTED = re.compile(r"(人数|避難者数)(_|\(|$)")


def heading_of(cell: str) -> str:
    """Return a heading by its name in the standard; what is not known stays as it stands, in half-width."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).replace(",", "、").replace("_", "_")
    if plain in STANDARD:
        return plain
    if plain in _ALIKE:
        return _ALIKE[plain]
    if _COUNTED.match(plain):  # 人数_令和6年1月9日午後6時時点
        return PEOPLE
    bare = plain.removeprefix("災害種別_").removeprefix("災害種別")
    hazard = next((column for word, column in _HAZARD_WORDS.items() if bare.startswith(word)), None)
    return hazard or plain


def score(cells: Sequence[str]) -> int:
    """Return how many known headings a row holds; 0 where no column holds names."""
    found = [heading_of(cell) for cell in cells]
    return sum(one in STANDARD or one == PEOPLE for one in found) if "名称" in found else 0
