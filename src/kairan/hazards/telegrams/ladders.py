"""The ladders: how grave a warning of each kind can be, and which 警戒レベル it stands for.

警戒レベル: 内閣府「避難情報に関するガイドライン」(2021), with the names of the scheme of 2026 where a telegram says
the level itself (レベル４土砂災害危険警報).
"""

import re
import unicodedata
from collections.abc import Mapping

from kairan.hazards.telegrams.value import HazardKind

_WARNINGS = ("注意報", "警報", "危険警報", "特別警報")
LADDERS: Mapping[HazardKind, tuple[str, ...]] = {
    "earthquake": ("震度１", "震度２", "震度３", "震度４", "震度５弱", "震度５強", "震度６弱", "震度６強", "震度７"),
    "early_warning": ("緊急地震速報（予報）", "緊急地震速報（警報）"),
    "long_period": ("階級１", "階級２", "階級３", "階級４"),
    "tsunami": ("津波予報（若干の海面変動）", "津波注意報", "津波警報", "大津波警報"),
    "trough": ("調査中", "巨大地震注意", "巨大地震警戒"),
    "rain": _WARNINGS,
    "landslide": ("注意報", "警報", "警戒情報・危険警報", "特別警報"),
    "flood": ("氾濫注意情報・注意報", "氾濫警戒情報・警報", "氾濫危険情報・危険警報", "氾濫発生情報・特別警報"),
    "surge": _WARNINGS,
    "storm": _WARNINGS,
    "snow": _WARNINGS,
    "waves": _WARNINGS,
    "weather": _WARNINGS,
    "tornado": ("竜巻注意情報", "竜巻注意情報（目撃情報あり）"),
    "record_rain": ("記録的短時間大雨情報",),
    "typhoon": ("台風情報",),
    "volcano": ("レベル１", "レベル２", "レベル３", "レベル４", "レベル５"),
    "eruption": ("噴火速報",),
    "ashfall": ("少量", "やや多量", "多量"),
    "heat": ("熱中症警戒アラート", "熱中症特別警戒アラート"),
    "information": (),
}
"""The words of grades 1, 2, 3 … of each kind, as people choose them in a rule."""

INTENSITIES = ("1", "2", "3", "4", "5-", "5+", "6-", "6+", "7")
_PHENOMENA: tuple[tuple[str, HazardKind], ...] = (
    ("土砂災害", "landslide"),
    ("氾濫", "flood"),
    ("洪水", "flood"),
    ("大雨", "rain"),
    ("高潮", "surge"),
    ("暴風", "storm"),  # also 暴風雪
    ("強風", "storm"),
    ("風雪", "storm"),
    ("大雪", "snow"),
    ("波浪", "waves"),
)
_LEVEL = re.compile(r"レベル([1-5])")
_OF_OLD: Mapping[tuple[HazardKind, int], int] = {
    # Where a name says no level. 高潮 stands higher than its grade; 大雨警報 has a level for landslides only.
    ("rain", 1): 2,
    ("rain", 4): 5,
    ("landslide", 1): 2,
    ("landslide", 2): 3,
    ("landslide", 3): 4,
    ("landslide", 4): 5,
    ("flood", 1): 2,
    ("flood", 2): 3,
    ("flood", 3): 4,
    ("flood", 4): 5,
    ("surge", 1): 2,
    ("surge", 2): 4,
    ("surge", 4): 4,
}


def phenomenon_of(name: str) -> HazardKind:
    """Return what a weather warning warns of, by its name."""
    return next((kind for word, kind in _PHENOMENA if word in name), "weather")


def grade_of_warning(name: str) -> int:
    """Return the grade of a weather warning by its name; 0 for a name that says none."""
    for grade, word in ((4, "特別警報"), (3, "危険警報"), (2, "警報"), (1, "注意報")):
        if word in name:
            return grade
    return 0


def grade_of_river(name: str) -> int:
    """Return the grade of a river's forecast (指定河川洪水予報); 0 when the last stage is over."""
    stage = re.sub(r"（.*?）", "", name)  # 氾濫注意情報（警戒情報解除）: the stage it went down to stands before
    if "解除" in stage:
        return 0
    for grade, words in ((4, ("発生", "特別警報")), (3, ("危険",)), (2, ("警戒", "氾濫警報")), (1, ("注意",))):
        if any(word in stage for word in words):
            return grade
    return 0


def alert_level_of(kind: HazardKind, grade: int, name: str) -> int | None:
    """Return the 警戒レベル of a warning, where it has one; from its own name, else from the table of 2021."""
    if (kind, 1) not in _OF_OLD:
        return None
    said = _LEVEL.search(unicodedata.normalize("NFKC", name))
    return int(said[1]) if said else _OF_OLD.get((kind, grade))


def grade_of_intensity(said: str) -> int:
    """Return the grade of a seismic intensity as telegrams write it ("5-"); 0 for what is none."""
    return INTENSITIES.index(said) + 1 if said in INTENSITIES else 0


def intensity_name(grade: int) -> str:
    """Return how people say it: 震度５弱."""
    return LADDERS["earthquake"][grade - 1]


def grade_of_volcano(code: str, name: str) -> int:
    """Return the level of a volcano; for those without levels, the level that means the same."""
    said = _LEVEL.search(unicodedata.normalize("NFKC", name))
    if said:
        return int(said[1])
    return {"21": 1, "22": 2, "23": 3, "25": 5, "31": 1, "33": 1, "35": 1, "36": 2}.get(code, 0)
