"""Which product a telegram is, by its title (`Control/Title`): what it tells of, and how its items are read."""

import re
from typing import Literal

from kairan.hazards.telegrams.value import HazardKind

Family = Literal[
    "weather",
    "landslide",
    "river",
    "record_rain",
    "prompt",
    "tornado",
    "intensity",
    "long_period",
    "early_warning",
    "tsunami",
    "trough",
    "late_quake",
    "volcano",
    "eruption",
    "ashfall",
    "typhoon",
    "heat",
    "information",
]
"""How it is read; "information" warns of nothing by itself."""

# The first that fits. What is not in here is of a kind not known yet: it is kept, shown, and warns of nothing.
_PRODUCTS: tuple[tuple[str, HazardKind, Family], ...] = (
    ("緊急地震速報配信テスト", "early_warning", "information"),
    ("緊急地震速報", "early_warning", "early_warning"),
    ("震度速報|震源・震度", "earthquake", "intensity"),
    ("震源|地震回数|地震の活動状況", "earthquake", "information"),
    ("長周期地震動", "long_period", "long_period"),
    ("沖合の津波", "tsunami", "information"),
    ("津波警報|津波情報", "tsunami", "tsunami"),
    ("南海トラフ地震臨時情報", "trough", "trough"),
    ("後発地震", "trough", "late_quake"),
    ("南海トラフ", "trough", "information"),
    ("時系列情報|危険度通知|警報級の可能性|早期注意情報", "information", "information"),
    ("気象.*警報", "weather", "weather"),
    ("土砂災害警戒情報", "landslide", "landslide"),
    ("指定河川洪水予報|水位周知河川", "flood", "river"),
    ("記録的短時間大雨情報", "record_rain", "record_rain"),
    ("竜巻注意情報", "tornado", "tornado"),
    ("気象防災速報", "information", "prompt"),
    ("噴火警報", "volcano", "volcano"),
    ("噴火速報", "eruption", "eruption"),
    ("降灰予報", "ashfall", "ashfall"),
    ("火山|噴煙", "volcano", "information"),
    ("熱中症", "heat", "heat"),
    ("台風情報|台風解析", "typhoon", "typhoon"),
)
_SOUGHT = tuple((re.compile(words), kind, family) for words, kind, family in _PRODUCTS)


def product_of(control_title: str) -> tuple[HazardKind, Family]:
    """Return what a telegram tells of and how it is read."""
    for words, kind, family in _SOUGHT:
        if words.search(control_title):
            return kind, family
    return "information", "information"
