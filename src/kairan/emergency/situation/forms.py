"""What the official forms ask, item by item, in their order.

第4号様式（その1）（災害概況即報） and （その2）（被害状況即報） of the 火災・災害等即報要領
(昭和59年10月15日 消防災第267号, as amended), and the state of evacuation (避難情報の発令状況・
避難所の状況) that is asked beside them.
"""

from typing import Literal

import msgspec

SituationForm = Literal["overview", "damage", "evacuation"]
"""第4号様式（その1）, 第4号様式（その2）, 避難状況."""
ItemType = Literal["count", "area", "line", "text"]
"""A whole number; hectares with a fraction; one line; several lines."""


class SituationItem(msgspec.Struct, frozen=True):
    """One item of a form. `unit` is what is counted; empty for words."""

    code: str
    label: str
    unit: str = ""
    type: ItemType = "count"


class SituationGroup(msgspec.Struct, frozen=True):
    """Items that stand together."""

    label: str
    items: list[SituationItem]


class OfficialForm(msgspec.Struct, frozen=True):
    """A form: what it is called, and what it asks."""

    title: str
    name: str
    groups: list[SituationGroup]
    has_orders: bool = False  # a table of evacuation orders

    @property
    def items(self) -> dict[str, SituationItem]:
        """Every item, by its code."""
        return {item.code: item for group in self.groups for item in group.items}


def _line(code: str, label: str) -> SituationItem:
    return SituationItem(code, label, "", "line")


def _text(code: str, label: str) -> SituationItem:
    return SituationItem(code, label, "", "text")


def _counts(*given: tuple[str, str, str]) -> list[SituationItem]:
    return [SituationItem(code, label, unit) for code, label, unit in given]


def _houses(code: str, label: str) -> list[SituationItem]:
    """Buildings, households and people of one degree of damage."""
    return _counts(
        (f"{code}_buildings", label, "棟"),
        (f"{code}_households", f"{label}（世帯）", "世帯"),
        (f"{code}_people", f"{label}（人）", "人"),
    )


_HEAD = SituationGroup(
    "報告", [_line("prefecture", "都道府県"), _line("town", "市町村（消防本部名）"), _line("reporter", "報告者名")]
)
OVERVIEW = OfficialForm(
    "第4号様式（その1）",
    "災害概況即報",
    [
        SituationGroup("報告", [*_HEAD.items, _line("receiver", "消防庁受信者氏名")]),
        SituationGroup("災害の概況", [_line("place", "発生場所"), _text("outline", "災害の概況")]),
        SituationGroup(
            "被害の状況（死傷者）",
            _counts(
                ("dead", "死者", "人"),
                ("dead_related", "うち災害関連死者", "人"),
                ("missing", "不明", "人"),
                ("hurt_badly", "負傷者（重傷）", "人"),
                ("hurt_slightly", "負傷者（軽傷）", "人"),
            ),
        ),
        SituationGroup(
            "被害の状況（住家）",
            _counts(
                ("destroyed", "全壊", "棟"),
                ("half_destroyed", "半壊", "棟"),
                ("partly_damaged", "一部破損", "棟"),
                ("flooded_above", "床上浸水", "棟"),
                ("flooded_below", "床下浸水", "棟"),
                ("unclassified", "未分類", "棟"),
            ),
        ),
        SituationGroup("119番通報", [SituationItem("emergency_calls", "119番通報の件数", "件")]),
        SituationGroup(
            "応急対策の状況",
            [
                _text("headquarters_prefecture", "災害対策本部等の設置状況（都道府県）"),
                _text("headquarters_town", "災害対策本部等の設置状況（市町村）"),
                _text("fire_service", "消防機関等の活動状況"),
                _text("self_defence", "自衛隊派遣要請の状況"),
                _text("measures", "その他都道府県又は市町村が講じた応急対策"),
            ],
        ),
    ],
)
DAMAGE = OfficialForm(
    "第4号様式（その2）",
    "被害状況即報",
    [
        _HEAD,
        SituationGroup(
            "人的被害",
            _counts(
                ("dead", "死者", "人"),
                ("dead_related", "うち災害関連死者", "人"),
                ("missing", "行方不明者", "人"),
                ("hurt_badly", "負傷者（重傷）", "人"),
                ("hurt_slightly", "負傷者（軽傷）", "人"),
            ),
        ),
        SituationGroup(
            "住家被害",
            [
                *_houses("destroyed", "全壊"),
                *_houses("half_destroyed", "半壊"),
                *_houses("partly_damaged", "一部破損"),
                *_houses("flooded_above", "床上浸水"),
                *_houses("flooded_below", "床下浸水"),
            ],
        ),
        SituationGroup("非住家", _counts(("public_buildings", "公共建物", "棟"), ("other_buildings", "その他", "棟"))),
        SituationGroup(
            "その他",
            [
                SituationItem("rice_lost", "田（流失・埋没）", "ha", "area"),
                SituationItem("rice_flooded", "田（冠水）", "ha", "area"),
                SituationItem("fields_lost", "畑（流失・埋没）", "ha", "area"),
                SituationItem("fields_flooded", "畑（冠水）", "ha", "area"),
                *_counts(
                    ("schools", "文教施設", "箇所"),
                    ("hospitals", "病院", "箇所"),
                    ("roads", "道路", "箇所"),
                    ("bridges", "橋りょう", "箇所"),
                    ("rivers", "河川", "箇所"),
                    ("ports", "港湾", "箇所"),
                    ("erosion_control", "砂防", "箇所"),
                    ("waste_plants", "清掃施設", "箇所"),
                    ("slope_failures", "崖くずれ", "箇所"),
                    ("railways", "鉄道不通", "箇所"),
                    ("ships", "被害船舶", "隻"),
                    ("water", "水道", "戸"),
                    ("telephone", "電話", "回線"),
                    ("electricity", "電気", "戸"),
                    ("gas", "ガス", "戸"),
                    ("block_walls", "ブロック塀等", "箇所"),
                ),
            ],
        ),
        SituationGroup(
            "り災",
            _counts(("struck_households", "り災世帯数", "世帯"), ("struck_people", "り災者数", "人")),
        ),
        SituationGroup(
            "火災発生",
            _counts(
                ("fires_buildings", "建物", "件"), ("fires_hazardous", "危険物", "件"), ("fires_other", "その他", "件")
            ),
        ),
        SituationGroup(
            "被害額",
            _counts(
                ("loss_schools", "公立文教施設", "千円"),
                ("loss_farm_works", "農林水産業施設", "千円"),
                ("loss_public_works", "公共土木施設", "千円"),
                ("loss_other_public", "その他の公共施設", "千円"),
                ("loss_farming", "農業被害", "千円"),
                ("loss_forestry", "林業被害", "千円"),
                ("loss_livestock", "畜産被害", "千円"),
                ("loss_fishery", "水産被害", "千円"),
                ("loss_commerce", "商工被害", "千円"),
                ("loss_other", "その他", "千円"),
                ("loss_total", "被害総額", "千円"),
            ),
        ),
        SituationGroup(
            "災害対策本部・災害救助法",
            [
                _text("headquarters_prefecture", "都道府県災害対策本部（名称・設置・解散）"),
                _text("headquarters_town", "災害対策本部設置市町村名"),
                _text("relief_act", "災害救助法適用市町村名"),
            ],
        ),
        SituationGroup(
            "備考",
            [
                _line("place", "災害発生場所"),
                _line("sort", "災害の種類"),
                _text("outline", "災害の概況"),
                _text("fire_service", "消防機関の活動状況"),
                _text("self_defence", "自衛隊の災害派遣"),
                _text("measures", "その他（避難の指示・避難の状況、応急対策の状況など）"),
                *_counts(("firefighters", "消防職員出動延人数", "人"), ("volunteers", "消防団員出動延人数", "人")),
            ],
        ),
    ],
)
EVACUATION = OfficialForm(
    "避難状況",
    "避難情報の発令状況・避難所の状況",
    [
        _HEAD,
        SituationGroup(
            "避難所の状況",
            _counts(
                ("shelters", "開設避難所数", "箇所"),
                ("evacuated_households", "避難世帯数", "世帯"),
                ("evacuated_people", "避難者数", "人"),
                ("evacuated_voluntarily", "うち自主避難者数", "人"),
            ),
        ),
        SituationGroup("備考", [_text("notes", "備考")]),
    ],
    has_orders=True,
)
FORMS: dict[SituationForm, OfficialForm] = {"overview": OVERVIEW, "damage": DAMAGE, "evacuation": EVACUATION}
