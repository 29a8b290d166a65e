"""Drawings an office makes: a floor plan, a map, charts, a poster. Drawn at double size, then made small."""

import io
import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

FONTS = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"
INK, GREY, PALE, PAPER = "#1a1a1c", "#626264", "#e6e8ec", "#ffffff"
BLUE, LIGHT_BLUE, RED, AMBER, GREEN = "#0031d8", "#d9e6ff", "#c8102e", "#b86b00", "#197a4b"

Point = tuple[float, float]


def drawings() -> dict[str, bytes]:
    """Return every drawing by name."""
    made: dict[str, Callable[[], Sheet]] = {
        "shelter-plan.png": shelter_plan,
        "road-closures.png": road_closures,
        "river-level.png": lambda: river_level(STORM, "22:10現在", 22.2),
        "river-level-today.png": lambda: river_level(TODAY, "速報", None),
        "drill-poster.png": drill_poster,
        "counter-flow.png": counter_flow,
    }
    return {name: draw().png() for name, draw in made.items()}


class Sheet:
    """A sheet of paper in points, with text that knows where it is anchored."""

    def __init__(self, width: int, height: int, paper: str = PAPER) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * 2, height * 2), paper)
        self.pen = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        """Encode with a small palette: flat colours need no more."""
        out = io.BytesIO()
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        return out.getvalue()

    def text(
        self, at: Point, words: str, size: int = 15, colour: str = INK, *, bold: bool = False, anchor: str = "mm"
    ) -> None:
        """Write."""
        font = ImageFont.truetype(FONTS.format("Bold" if bold else "Regular"), size * 2)
        self.pen.text((at[0] * 2, at[1] * 2), words, font=font, fill=colour, anchor=anchor)

    def box(
        self, x: float, y: float, w: float, h: float, fill: str | None = None, line: str | None = INK, wide: float = 1.5
    ) -> None:
        """Draw a rectangle."""
        self.pen.rectangle((x * 2, y * 2, (x + w) * 2, (y + h) * 2), fill=fill, outline=line, width=round(wide * 2))

    def line(self, points: Sequence[Point], colour: str = INK, wide: float = 2) -> None:
        """Draw a line with round joints."""
        doubled = [(x * 2, y * 2) for x, y in points]
        self.pen.line(doubled, fill=colour, width=round(wide * 2), joint="curve")
        for x, y in doubled:
            self.pen.ellipse((x - wide, y - wide, x + wide, y + wide), fill=colour)

    def dashed(self, a: Point, b: Point, colour: str = GREY, wide: float = 1.2) -> None:
        """Draw a dashed line."""
        long = math.dist(a, b)
        steps = int(long // 10)
        for step in range(steps):
            start, end = step / steps, (step + 0.6) / steps
            place = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for part in (start, end)]
            self.line(place, colour, wide)

    def dot(self, at: Point, radius: float, fill: str, line: str | None = None) -> None:
        """Draw a disc."""
        (x, y), r = (at[0] * 2, at[1] * 2), radius * 2
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=fill, outline=line, width=4)

    def area(self, points: Sequence[Point], fill: str) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * 2, y * 2) for x, y in points], fill=fill)

    def arrow(self, points: Sequence[Point], colour: str, wide: float = 3) -> None:
        """Draw a line with a head at its end."""
        self.line(points, colour, wide)
        (x0, y0), (x, y) = points[-2], points[-1]
        turn = math.atan2(y - y0, x - x0)
        head = [
            (x + math.cos(turn + side) * 13, y + math.sin(turn + side) * 13)
            for side in (math.pi - 0.45, math.pi + 0.45)
        ]
        self.area([(x + math.cos(turn) * 4, y + math.sin(turn) * 4), *head], colour)


def shelter_plan() -> Sheet:
    """Draw the gymnasium as a shelter."""
    sheet = Sheet(960, 700)
    sheet.text((40, 38), "第一小学校 体育館 避難所配置図", 24, bold=True, anchor="lm")
    sheet.text((920, 40), "収容可能 120名  福祉課 作成", 14, GREY, anchor="rm")
    sheet.box(60, 80, 840, 540, wide=4)
    sheet.box(60, 80, 130, 540, fill="#f0f1f4")
    sheet.text((125, 350), "ステージ", 18, GREY, bold=True)
    for row in range(3):
        for column in range(4):
            x, y = 272 + column * 104, 112 + row * 118
            sheet.box(x, y, 84, 92, fill=LIGHT_BLUE, line=BLUE, wide=1)
            sheet.text((x + 42, y + 38), f"{'ABC'[row]}{column + 1}", 17, BLUE, bold=True)
            sheet.text((x + 42, y + 62), "10名", 13, GREY)
    sheet.text((462, 484), "居住区画 12(段ボール間仕切り)", 14, GREY)
    for x, y, w, h, name, fill in (
        (712, 96, 172, 92, "更衣・授乳", "#fde9ef"),
        (712, 200, 172, 80, "要配慮者", "#fff3dc"),
        (712, 292, 172, 80, "医療・相談", "#e2f3e8"),
        (712, 384, 172, 64, "充電・情報掲示", "#eef0f4"),
        (272, 520, 190, 84, "受付・検温", "#fff3dc"),
        (712, 520, 172, 84, "物資", "#eef0f4"),
    ):
        sheet.box(x, y, w, h, fill=fill, wide=1.2)
        sheet.text((x + w / 2, y + h / 2), name, 17, bold=True)
    sheet.dashed((232, 112), (232, 480))
    sheet.text((214, 300), "1.6m", 13, GREY)
    sheet.box(520, 616, 120, 10, fill=PAPER, line=None)
    sheet.arrow([(580, 664), (580, 600), (470, 562)], GREEN)
    sheet.text((580, 680), "正面玄関(段差なし)", 14, GREEN, bold=True)
    sheet.box(894, 454, 10, 56, fill=PAPER, line=None)
    sheet.text((906, 482), "裏口▲", 13, RED, bold=True, anchor="lm")
    sheet.text((760, 658), "▲ 段差12cm:仮スロープを設置", 13, RED, anchor="lm")
    sheet.text((60, 658), "● 消火器  ■ 延長コード(放送室前に2口)", 13, GREY, anchor="lm")
    sheet.dot((256, 600), 6, RED)
    sheet.dot((890, 600), 6, RED)
    return sheet


def road_closures() -> Sheet:
    """Draw the city with closed roads and shelters."""
    sheet = Sheet(1000, 760, "#f3f5ef")
    sheet.area([(0, 676), (200, 690), (430, 674), (640, 700), (1000, 662), (1000, 760), (0, 760)], "#bcd7ee")
    sheet.area([(560, 0), (1000, 0), (1000, 300), (860, 260), (760, 150), (620, 120)], "#d5e3c8")
    sheet.area([(0, 0), (250, 0), (200, 140), (80, 220), (0, 200)], "#d5e3c8")
    river = [(900, 60), (800, 190), (690, 240), (600, 340), (540, 400), (520, 500), (548, 600), (540, 690)]
    sheet.line(river, "#9cc4e8", 16)
    for points, wide in (
        (((0, 330), (240, 350), (470, 380), (700, 420), (1000, 400)), 9),
        (((322, 690), (330, 560), (360, 360), (330, 0)), 7),
        (((360, 360), (560, 250), (720, 180), (880, 120), (960, 20)), 6),
        (((40, 640), (230, 628), (430, 606), (620, 622), (860, 590)), 6),
        (((700, 420), (760, 300), (800, 210)), 5),
    ):
        sheet.line(points, "#c9c9c4", wide + 3)
        sheet.line(points, "#ffffff", wide)
    for words, at in (
        ("県道42号", (376, 106)),
        ("市道大谷線", (600, 196)),
        ("市道浜通り線", (740, 630)),
        ("深瀬川", (566, 466)),
    ):
        sheet.text(at, words, 13, GREY)
    for words, at in (
        ("北浜", (180, 574)),
        ("本町", (200, 430)),
        ("松ヶ丘", (150, 210)),
        ("大谷", (690, 84)),
        ("上深瀬", (900, 300)),
    ):
        sheet.text(at, words, 19, "#4a5648", bold=True)
    sheet.text((860, 722), "汐見湾", 18, "#4d7ca8", bold=True)
    for at, words in (((331, 556), "県道42号 北浜アンダーパス"), ((706, 186), "落石注意(監視中)")):
        colour = RED if "県道" in words else AMBER
        sheet.dot(at, 15, PAPER, colour)
        sheet.line([(at[0] - 8, at[1] - 8), (at[0] + 8, at[1] + 8)], colour, 4)
        sheet.line([(at[0] - 8, at[1] + 8), (at[0] + 8, at[1] - 8)], colour, 4)
        width = len(words) * 14 + 16
        sheet.box(at[0] + 20, at[1] - 13, width, 26, fill=PAPER, line=colour, wide=1)
        sheet.text((at[0] + 20 + width / 2, at[1] - 1), words, 13, colour, bold=True)
    shelters = (
        ((226, 376), "第一小", "68/120", GREEN),
        ((424, 644), "北浜小", "42/100", GREEN),
        ((858, 256), "上深瀬小", "47/80", AMBER),
        ((118, 250), "松ヶ丘中", "開設", GREEN),
        ((416, 402), "中央公民館", "31/60", GREEN),
    )
    for at, name, count, colour in shelters:
        sheet.box(at[0] - 9, at[1] - 9, 18, 18, fill=colour, line=PAPER)
        sheet.text((at[0] + 15, at[1] - 9), name, 14, bold=True, anchor="lm")
        sheet.text((at[0] + 15, at[1] + 9), count, 13, colour, bold=True, anchor="lm")
    sheet.box(20, 20, 470, 44, fill=PAPER, line=PALE)
    sheet.text((36, 42), "通行止め・避難所(16時30分現在)", 20, bold=True, anchor="lm")
    sheet.box(20, 686, 270, 62, fill=PAPER, line=PALE)
    sheet.text((36, 702), "× 通行止め(橙:注意)  ■ 避難所", 13, anchor="lm")
    sheet.text((36, 728), "数字は 避難者/収容可能(人)", 13, GREY, anchor="lm")
    return sheet


STORM = (
    (8, 1.24), (10, 1.36), (11.33, 1.48), (13, 1.82), (14.16, 2.06), (15.83, 2.71), (17, 3.0), (18.66, 3.38),
    (20.7, 3.84), (21.3, 4.16), (22.16, 4.51),
)  # fmt: skip
TODAY = ((5, 0.98), (6, 1.04), (7, 1.16), (8, 1.3), (8.83, 1.42), (9.5, 1.86), (10.2, 2.16), (10.7, 2.31), (11.2, 2.38))


def river_level(levels: Sequence[Point], when: str, until: float | None) -> Sheet:
    """Draw the level of the river with the lines that decide on warnings."""
    sheet = Sheet(960, 560)
    left, right, top, bottom = 78, 930, 92, 494
    first, last = (8.0, 24.0) if until else (5.0, 13.0)

    def place(hour: float, metres: float) -> Point:
        return left + (hour - first) / (last - first) * (right - left), bottom - metres / 5.4 * (bottom - top)

    sheet.text((30, 36), "深瀬川 本町観測所 水位", 24, bold=True, anchor="lm")
    sheet.text((930, 38), f"10分値  {when}  土木課河川係", 14, GREY, anchor="rm")
    for metres in range(6):
        sheet.line([place(first, metres), place(last, metres)], PALE, 0.6)
        sheet.text((left - 12, place(first, metres)[1]), f"{metres}", 14, GREY, anchor="rm")
    sheet.text((30, 78), "(m)", 13, GREY, anchor="lm")
    for hour in range(int(first), int(last) + 1, 2 if until else 1):
        sheet.text((place(hour, 0)[0], bottom + 20), f"{hour}時", 14, GREY)
    for metres, name, colour in (
        (5.2, "計画高水位 5.20", INK),
        (4.5, "氾濫危険水位 4.50", RED),
        (3.8, "避難判断水位 3.80", "#d1560b"),
        (3.2, "氾濫注意水位 3.20", AMBER),
        (2.5, "水防団待機水位 2.50", GREEN),
    ):
        sheet.dashed(place(first, metres), place(last, metres), colour)
        sheet.text((left + 10, place(first, metres)[1] - 11), name, 13, colour, bold=True, anchor="lm")
    points = [place(hour, metres) for hour, metres in levels]
    sheet.area([*points, (points[-1][0], bottom), (points[0][0], bottom)], LIGHT_BLUE)
    sheet.line(points, BLUE, 4)
    sheet.dot(points[-1], 7, BLUE, PAPER)
    sheet.text((points[-1][0] + 14, points[-1][1] - 2), f"{levels[-1][1]:.2f}m", 20, BLUE, bold=True, anchor="lm")
    sheet.line([(left, bottom), (right, bottom)], INK, 1.2)
    sheet.text((30, 544), "数値は速報値です。あとで訂正されることがあります。", 12, GREY, anchor="lm")
    return sheet


def drill_poster() -> Sheet:
    """Draw a poster that invites to the drill."""
    sheet = Sheet(720, 1018, "#fffaf0")
    sheet.area([(0, 0), (720, 0), (720, 560), (0, 660)], "#0b3d91")
    sheet.area([(0, 470), (180, 400), (420, 452), (720, 372), (720, 560), (0, 660)], "#123f7a")
    for x, y in ((90, 90), (210, 60), (330, 120), (480, 70), (610, 110), (660, 210), (60, 220)):
        sheet.line([(x, y), (x - 16, y + 52)], "#8fb3f0", 3)
    sheet.text((360, 130), "その日は、突然やってくる。", 30, "#dbe7ff", bold=True)
    sheet.text((360, 226), "市民防災訓練", 84, "#ffffff", bold=True)
    sheet.text((360, 306), "地震・津波・風水害  一日でぜんぶ体験", 24, "#ffd466", bold=True)
    for x, height, colour in (
        (110, 150, "#e9eef7"),
        (250, 112, "#d5dff0"),
        (400, 170, "#e9eef7"),
        (560, 124, "#d5dff0"),
    ):
        sheet.box(x, 560 - height, 96, height, fill=colour, line=None)
        sheet.area([(x - 12, 560 - height), (x + 48, 512 - height), (x + 108, 560 - height)], "#c0392b")
        sheet.box(x + 34, 516, 28, 44, fill="#5d6b80", line=None)
        sheet.box(x + 16, 574 - height, 24, 24, fill="#ffd466", line=None)
        sheet.box(x + 56, 574 - height, 24, 24, fill="#ffd466", line=None)
    for at, shirt in (
        ((196, 640), "#f08a24"),
        ((300, 652), "#2a9d8f"),
        ((416, 640), "#e76f51"),
        ((520, 652), "#3a6ea5"),
    ):
        sheet.dot((at[0], at[1] - 46), 17, "#f5cfa8")
        sheet.area(
            [(at[0] - 22, at[1] + 26), (at[0] - 15, at[1] - 28), (at[0] + 15, at[1] - 28), (at[0] + 22, at[1] + 26)],
            shirt,
        )
        sheet.area([(at[0] - 20, at[1] - 50), (at[0], at[1] - 72), (at[0] + 20, at[1] - 50)], "#f2c230")
    sheet.box(50, 708, 620, 182, fill="#ffffff", line="#0b3d91", wide=3)
    rows = (
        ("と き", "日曜日 午前9時〜正午(受付 8時30分)"),
        ("ところ", "第一小学校 校庭(雨天の場合は体育館)"),
        ("内 容", "起震車・煙体験・消火・炊き出し・ペット同行"),
        ("持ち物", "上ばき、飲み物、あなたの防災リュック"),
    )
    for row, (what, words) in enumerate(rows):
        y = 734 + row * 43
        sheet.text((116, y), what, 19, "#0b3d91", bold=True)
        sheet.text((176, y), words, 20, anchor="lm")
    sheet.text((360, 928), "申込み不要・どなたでも  手話通訳があります", 20, "#8a2b1a", bold=True)
    sheet.text((360, 978), "汐見原市 危機管理課  内線303", 18, GREY)
    return sheet


def counter_flow() -> Sheet:
    """Draw how newcomers walk through the ground floor: now, and as proposed."""
    sheet = Sheet(1040, 560)
    sheet.text((30, 36), "1階窓口 転入の方の動き", 24, bold=True, anchor="lm")
    for left, title, colour in ((30, "今:6課を回る(平均62分)", RED), (540, "案:相談席で待つ、職員が動く", BLUE)):
        sheet.text((left, 84), title, 18, colour, bold=True, anchor="lm")
        sheet.box(left, 108, 470, 420, wide=3)
        names = ("市民課", "保険年金課", "税務課", "こども課", "福祉課", "水道")
        for place, name in enumerate(names):
            x, y = left + 20 + (place % 3) * 150, 124 if place < 3 else 452
            sheet.box(x, y, 130, 60, fill="#f0f1f4", wide=1)
            sheet.text((x + 65, y + 30), name, 17, bold=True)
        sheet.text((left + 40, 320), "入口", 16, GREEN, bold=True)
    sheet.arrow([(70, 300), (115, 196)], RED)
    sheet.arrow([(130, 196), (240, 250), (265, 196)], RED)
    sheet.arrow([(280, 196), (390, 250), (415, 196)], RED)
    sheet.arrow([(420, 200), (300, 330), (115, 444)], RED)
    sheet.arrow([(130, 440), (240, 390), (265, 444)], RED)
    sheet.arrow([(280, 440), (390, 390), (415, 444)], RED)
    sheet.box(680, 270, 200, 100, fill=LIGHT_BLUE, line=BLUE, wide=2)
    sheet.text((780, 306), "相談席", 21, BLUE, bold=True)
    sheet.text((780, 338), "番号札は1枚だけ", 14, BLUE)
    sheet.arrow([(606, 320), (668, 320)], BLUE)
    for start, end in (
        ((625, 188), (700, 262)),
        ((775, 188), (775, 262)),
        ((925, 188), (856, 262)),
        ((625, 448), (700, 378)),
        ((775, 448), (775, 378)),
    ):
        sheet.arrow([start, end], GREEN, 2.4)
    sheet.text((1000, 546), "企画政策課", 13, GREY, anchor="rm")
    return sheet
