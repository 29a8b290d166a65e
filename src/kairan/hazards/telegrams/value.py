"""What a telegram says, as a value: what is done with it knows nothing of XML."""

from typing import Literal

import msgspec

HazardKind = Literal[
    "earthquake",
    "early_warning",
    "long_period",
    "tsunami",
    "trough",
    "rain",
    "landslide",
    "flood",
    "surge",
    "storm",
    "snow",
    "waves",
    "weather",
    "tornado",
    "record_rain",
    "typhoon",
    "volcano",
    "eruption",
    "ashfall",
    "heat",
    "information",
]
"""地震・緊急地震速報・長周期地震動・津波・南海トラフ等・大雨・土砂災害・洪水・高潮・暴風・大雪・波浪・その他の注意報・竜巻・
記録的短時間大雨・台風・噴火警報・噴火速報・降灰・熱中症・そのほかの情報"""
Status = Literal["actual", "drill", "test"]
"""`Control/Status`: 通常・訓練・試験. Only the first ever alerts."""
InfoType = Literal["issued", "corrected", "cancelled"]
"""`Head/InfoType`: 発表・訂正・取消."""
Change = Literal["issued", "lowered", "continued", "lifted"]
"""What became of a warning with this telegram: 発表（引上げを含む）・引下げ・継続・解除."""
Scheme = Literal["city", "forecast", "quake", "tsunami", "prefecture", "volcano", "river", "nation"]
"""Of which of the Agency's code tables a code is."""


class Area(msgspec.Struct, frozen=True, array_like=True):
    """An area as the telegram names it."""

    scheme: Scheme
    code: str
    name: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One warning for some areas.

    `grade` is a rung of its kind's ladder (`ladders.LADDERS`): 0 tells something and warns of nothing. `alert_level` is
    the 警戒レベル (1 to 5), for those warnings only for which it is defined; a volcano's level is none.
    """

    kind: HazardKind
    name: str
    grade: int
    alert_level: int | None
    change: Change
    areas: tuple[Area, ...]


class Telegram(msgspec.Struct, frozen=True, kw_only=True):
    """A telegram (電文). Instants are ms since 1970."""

    control_title: str
    """The product: 震度速報, 気象警報・注意報（Ｈ２７） …"""
    kind: HazardKind
    status: Status
    info_type: InfoType
    title: str
    event_id: str
    serial: int
    """0 where it has none."""
    office: str
    sent_at: int
    reported_at: int
    valid_from: int | None
    valid_until: int | None
    headline: str
    items: tuple[Item, ...]

    @property
    def story(self) -> str:
        """Return under what name telegrams belong together: the same event, or one office's warnings of one region.

        A drill is a story of its own, also where it names a real event.
        """
        apart = "" if self.status == "actual" else f"{self.status}/"
        return f"{apart}{self.kind}/{self.event_id or f'{self.office}/{self.title}'}"

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Return what sorts the telegrams of a product as they were meant, in whatever order they arrive."""
        return (self.reported_at, self.sent_at, self.serial, _RANK[self.info_type])


_RANK: dict[InfoType, int] = {"issued": 0, "corrected": 1, "cancelled": 2}
