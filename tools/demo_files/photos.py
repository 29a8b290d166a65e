"""Pictures that look taken by a phone: gradients, noise and light, no photograph of anybody."""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

BOLD = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
SIZE = (1120, 840)
Colour = tuple[int, int, int]


def photos() -> dict[str, bytes]:
    """Return every picture by name."""
    made: dict[str, Callable[[], Image.Image]] = {
        "flooded-road.jpg": flooded_road,
        "landslide.jpg": landslide,
        "river-morning.jpg": river_morning,
        "pothole.jpg": pothole,
        "cover.jpg": harbour,
        "oranges.jpg": oranges,
    }
    return {name: jpeg(draw()) for name, draw in made.items()}


def jpeg(image: Image.Image) -> bytes:
    """Encode as a phone's messenger would."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=72, optimize=True, progressive=True)
    return out.getvalue()


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the bold sans."""
    return ImageFont.truetype(BOLD, size)


def gradient(size: tuple[int, int], *stops: tuple[float, Colour]) -> Image.Image:
    """Return a vertical gradient."""
    at = np.linspace(0, 1, size[1])
    places = [place for place, _ in stops]
    rows = np.stack([np.interp(at, places, [colour[band] for _, colour in stops]) for band in range(3)], axis=1)
    return Image.fromarray(np.repeat(rows[:, None, :], size[0], axis=1).astype("uint8"))


def clouds(size: tuple[int, int], seed: int, steps: tuple[int, ...] = (4, 8, 16, 32, 64)) -> np.ndarray:
    """Return smooth noise between 0 and 1."""
    random = np.random.default_rng(seed)
    total = np.zeros((size[1], size[0]))
    for weight, step in enumerate(steps):
        small = Image.fromarray((random.random((step, step)) * 255).astype("uint8"))
        total += np.asarray(small.resize(size, Image.Resampling.BICUBIC), dtype=float) / 255 / (1.7**weight)
    return (total - total.min()) / (total.max() - total.min())


def shaded(image: Image.Image, light: np.ndarray, strength: float) -> Image.Image:
    """Brighten and darken by noise."""
    pixels = np.asarray(image, dtype=float) + ((light - 0.5) * 2 * strength)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype("uint8"))


def developed(image: Image.Image, seed: int, grain: float = 7, vignette: float = 0.28) -> Image.Image:
    """Add what a small lens and sensor add."""
    width, height = image.size
    y, x = np.mgrid[0:height, 0:width]
    away = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2
    noise = np.random.default_rng(seed).normal(0, grain, (height, width, 1))
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.8)), dtype=float) * (1 - vignette * away)[..., None]
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype("uint8"))


def rained_on(image: Image.Image, seed: int, count: int, strength: int) -> Image.Image:
    """Draw streaks of rain."""
    random = np.random.default_rng(seed)
    layer = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(layer)
    for x, y, length, light in random.random((count, 4)):
        left, top, long = x * image.width, y * image.height, 18 + length * 46
        pen.line(
            (left, top, left - long * 0.22, top + long), fill=int(strength * (0.3 + light)), width=1 + (light > 0.7)
        )
    streaks = layer.filter(ImageFilter.GaussianBlur(0.9))
    return ImageChops.screen(image, Image.merge("RGB", (streaks,) * 3))


def glowing(image: Image.Image, spot: tuple[int, int], radius: int, colour: Colour, strength: float = 1) -> Image.Image:
    """Add a light with its halo."""
    y, x = np.mgrid[0 : image.height, 0 : image.width]
    away = np.sqrt((x - spot[0]) ** 2 + (y - spot[1]) ** 2) / radius
    light = np.exp(-(away**1.2) * 2.4)[..., None] * np.array(colour) * strength
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) + light, 0, 255).astype("uint8"))


def flooded_road() -> Image.Image:
    """Draw an underpass under water, the barrier down."""
    image = gradient(SIZE, (0, (126, 133, 140)), (0.45, (158, 162, 164)), (1, (120, 118, 112)))
    image = shaded(image, clouds(SIZE, 3), 26)
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, 300), (300, 360), (300, 520), (0, 700)], fill=(112, 113, 110))
    pen.polygon([(1120, 280), (820, 356), (820, 520), (1120, 720)], fill=(101, 102, 100))
    pen.rectangle((250, 250, 870, 372), fill=(122, 122, 118))
    pen.rectangle((250, 250, 870, 264), fill=(146, 147, 143))
    pen.rectangle((300, 372, 820, 520), fill=(34, 36, 38))
    for x in range(40, 300, 62):
        pen.line((x, 308 + x * 0.17, x, 690 - x * 0.5), fill=(94, 95, 93), width=3)
    for x in range(850, 1120, 62):
        pen.line((x, 350 - (x - 820) * 0.2, x, 540 + (x - 820) * 0.55), fill=(86, 87, 85), width=3)
    pen.rounded_rectangle((394, 276, 726, 346), 8, fill=(28, 84, 60), outline=(220, 226, 222), width=4)
    pen.text((560, 311), "北浜アンダーパス", font=font(36), fill=(236, 240, 238), anchor="mm")
    image = _with_water(shaded(image, clouds(SIZE, 8, (64, 128)), 12))
    pen = ImageDraw.Draw(image)
    pen.rectangle((238, 430, 258, 700), fill=(224, 224, 218))
    for step, y in enumerate(range(440, 700, 26)):
        pen.rectangle((238, y, 258, y + 12), fill=(196, 44, 36) if step % 2 else (40, 44, 48))
    _barrier(pen)
    image = glowing(image, (900, 560), 150, (255, 60, 40), 0.9)
    return developed(rained_on(image.filter(ImageFilter.GaussianBlur(1.1)), 5, 620, 90), 6)


def _with_water(image: Image.Image) -> Image.Image:
    level = 505
    depth = SIZE[1] - level
    mirror = image.crop((0, level - depth, SIZE[0], level)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    ripple = (np.sin(np.arange(depth) * 0.55) * 5 + np.sin(np.arange(depth) * 0.13) * 9).astype(int)
    rows = np.asarray(mirror.filter(ImageFilter.GaussianBlur(3)))
    rows = np.stack([np.roll(row, ripple[y], axis=0) for y, row in enumerate(rows)])
    brown = np.array([98, 84, 64])
    mixed = rows * 0.42 + brown * 0.58 + ((clouds((SIZE[0], depth), 12, (8, 40, 120)) - 0.5) * 34)[..., None]
    image.paste(Image.fromarray(np.clip(mixed, 0, 255).astype("uint8")), (0, level))
    return image


def _barrier(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((884, 560, 916, 800), fill=(66, 68, 70))
    pen.ellipse((880, 536, 920, 576), fill=(255, 84, 60))
    for step in range(14):
        left = 896 - step * 56
        pen.polygon(
            [(left, 620), (left - 56, 617), (left - 56, 645), (left, 648)],
            fill=(214, 52, 40) if step % 2 else (236, 236, 230),
        )


def landslide() -> Image.Image:
    """Draw earth over a road at night, in the light of a torch."""
    random = np.random.default_rng(21)
    image = gradient(SIZE, (0, (38, 44, 52)), (0.5, (52, 56, 58)), (1, (70, 70, 70)))
    pen = ImageDraw.Draw(image)
    for x in range(-20, 1140, 34):
        tall = 150 + random.random() * 190
        pen.polygon([(x, 440), (x + 30, 440 - tall), (x + 62, 440)], fill=(24, 34, 28))
    pen.polygon([(0, 840), (1120, 840), (1120, 560), (760, 420), (420, 420), (0, 590)], fill=(92, 92, 94))
    pen.polygon([(520, 840), (548, 840), (586, 430), (580, 430)], fill=(196, 196, 190))
    earth = [(1120, 130), (960, 220), (820, 330), (640, 420), (430, 520), (210, 588), (90, 640), (130, 690)]
    pen.polygon([*earth, (420, 716), (760, 728), (1120, 780)], fill=(112, 84, 56))
    image = shaded(image, clouds(SIZE, 33, (12, 40, 120, 240)), 46)
    pen = ImageDraw.Draw(image)
    for _ in range(210):
        x = random.uniform(150, 1110)
        edge = np.interp(x, [90, 430, 820, 1120], [650, 530, 340, 150])
        y, size = random.uniform(edge, 740), random.uniform(4, 34)
        shade = random.integers(60, 128)
        corners = [
            (x + np.cos(turn) * size * random.uniform(0.7, 1.2), y + np.sin(turn) * size * random.uniform(0.5, 0.9))
            for turn in np.linspace(0, 6.283, 8)[:-1]
        ]
        pen.polygon(corners, fill=(int(shade), int(shade * 0.86), int(shade * 0.68)))
    for x, y, lean, long in ((300, 640, 210, 150), (560, 560, 260, 190), (830, 470, 120, 230), (930, 600, 190, 120)):
        pen.line((x, y, x + lean, y - long), fill=(58, 42, 30), width=13)
        for part in (0.35, 0.55, 0.75, 0.9):
            a, b = x + lean * part, y - long * part
            pen.line((a, b, a + 46, b - 8), fill=(40, 54, 34), width=6)
            pen.line((a, b, a - 20, b - 44), fill=(34, 50, 32), width=5)
    for x in range(-10, 360, 90):
        pen.rectangle((x, 560 - x * 0.26, x + 10, 640 - x * 0.26), fill=(168, 172, 172))
    pen.line((-10, 574, 340, 482), fill=(190, 194, 194), width=18)
    image = _torch(image)
    return developed(rained_on(image, 9, 520, 105), 4, grain=10, vignette=0.7)


def _torch(image: Image.Image) -> Image.Image:
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    away = np.sqrt(((x - 600) / 620) ** 2 + ((y - 590) / 430) ** 2)
    light = np.clip(1.28 - away, 0.13, 1.15)[..., None] * np.array([1.06, 1.0, 0.88])
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) * light, 0, 255).astype("uint8"))


def river_morning() -> Image.Image:
    """Draw a swollen river at sunrise."""
    image = gradient(SIZE, (0, (92, 116, 150)), (0.3, (196, 176, 170)), (0.44, (252, 206, 150)), (1, (120, 100, 84)))
    image = shaded(image, clouds(SIZE, 40, (3, 7, 15)), 24)
    image = glowing(image, (770, 352), 240, (255, 190, 110), 0.85)
    x = np.arange(SIZE[0])
    for seed, base, tall, colour in (
        (1, 372, 70, (142, 136, 148)),
        (2, 388, 44, (104, 106, 112)),
        (3, 402, 26, (62, 72, 66)),
    ):
        random = np.random.default_rng(seed)
        ridge = base - tall * (0.5 + 0.5 * np.sin(x / 1120 * 6.28 * random.uniform(0.8, 1.6) + random.uniform(0, 6)))
        ridge = ridge - 7 * np.sin(x / 61 + seed) - 3 * np.sin(x / 17)
        layer = image.copy()
        ImageDraw.Draw(layer).polygon(
            [(0, 430), *zip(x.tolist(), ridge.tolist(), strict=True), (1120, 430)], fill=colour
        )
        image = Image.blend(image, layer, 0.86)
    river = gradient((SIZE[0], 440), (0, (206, 170, 126)), (0.25, (150, 116, 82)), (1, (104, 80, 56)))
    river = shaded(river, clouds(river.size, 55, (6, 30, 110)), 22)
    waves = np.asarray(river.resize((SIZE[0], 90)).resize((SIZE[0], 440), Image.Resampling.BICUBIC))
    image.paste(Image.fromarray(waves), (0, 410))
    image = glowing(image, (770, 430), 150, (255, 200, 130), 0.5)
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, 440), (250, 452), (420, 560), (520, 840), (0, 840)], fill=(72, 86, 50))
    pen.polygon([(230, 452), (262, 452), (470, 600), (600, 840), (500, 840), (400, 560)], fill=(150, 138, 116))
    random = np.random.default_rng(8)
    for _ in range(2600):
        gx, gy = random.uniform(0, 480), random.uniform(470, 838)
        if gx < 120 + (gy - 470) * 0.95:
            green = int(random.uniform(58, 120))
            pen.line(
                (gx, gy, gx + random.uniform(-5, 5), gy - random.uniform(6, 20)), fill=(green - 10, green, 44), width=1
            )
    for _ in range(26):
        dx, dy = random.uniform(560, 1110), random.uniform(450, 800)
        pen.line(
            (dx, dy, dx + random.uniform(20, 80), dy + random.uniform(-6, 6)),
            fill=(64, 50, 38),
            width=int(random.uniform(2, 6)),
        )
    return developed(image.filter(ImageFilter.GaussianBlur(0.7)), 2, grain=5)


def pothole() -> Image.Image:
    """Draw a hole in the asphalt beside a cone."""
    random = np.random.default_rng(12)
    image = Image.new("RGB", SIZE, (112, 112, 114))
    image = shaded(image, clouds(SIZE, 61, (5, 12, 30)), 18)
    grit = random.normal(0, 26, (SIZE[1], SIZE[0], 1)) * (random.random((SIZE[1], SIZE[0], 1)) > 0.5)
    image = Image.fromarray(np.clip(np.asarray(image, dtype=float) + grit, 0, 255).astype("uint8"))
    pen = ImageDraw.Draw(image)
    pen.polygon([(120, 0), (188, 0), (60, 840), (-40, 840)], fill=(206, 206, 198))
    for ring, (grow, colour) in enumerate(((1.0, (82, 80, 78)), (0.86, (58, 54, 50)), (0.62, (44, 40, 36)))):
        edge = [
            (
                560 + np.cos(turn) * (250 + 30 * np.sin(turn * 3) + random.uniform(-16, 16)) * grow,
                520 + ring * 7 + np.sin(turn) * (128 + 14 * np.cos(turn * 4) + random.uniform(-9, 9)) * grow,
            )
            for turn in np.linspace(0, 6.283, 46)
        ]
        pen.polygon(edge, fill=colour)
    for _ in range(170):
        turn, far = random.uniform(0, 6.283), random.uniform(0.4, 1.15)
        sx, sy, size = 560 + np.cos(turn) * 260 * far, 525 + np.sin(turn) * 130 * far, random.uniform(2, 10)
        grey = int(random.uniform(70, 140))
        pen.ellipse((sx, sy, sx + size * 1.4, sy + size), fill=(grey, grey, grey - 4))
    pen.ellipse((500, 500, 640, 560), fill=(96, 106, 116))
    image = image.filter(ImageFilter.GaussianBlur(0.9))
    pen = ImageDraw.Draw(image)
    pen.ellipse((812, 560, 1110, 640), fill=(64, 64, 66))
    pen.polygon([(838, 590), (1040, 590), (1062, 622), (816, 622)], fill=(196, 66, 26))
    pen.polygon([(926, 250), (952, 250), (1030, 600), (848, 600)], fill=(232, 86, 34))
    pen.polygon([(908, 340), (970, 340), (988, 420), (890, 420)], fill=(240, 238, 230))
    pen.polygon([(876, 480), (1002, 480), (1014, 534), (864, 534)], fill=(240, 238, 230))
    pen.polygon([(944, 250), (952, 250), (1030, 600), (980, 600)], fill=(190, 66, 28))
    return developed(image, 15, grain=5)


def harbour() -> Image.Image:
    """Draw a fishing harbour in the evening, with room for a title in the sky."""
    size = (840, 1188)
    image = gradient(
        size,
        (0, (44, 62, 108)),
        (0.34, (148, 106, 134)),
        (0.52, (244, 158, 104)),
        (0.62, (255, 206, 134)),
        (1, (40, 50, 76)),
    )
    image = shaded(image, clouds(size, 71, (3, 9)), 16)
    image = glowing(image, (560, 716), 210, (255, 200, 120), 0.8)
    pen = ImageDraw.Draw(image)
    x = np.arange(size[0])
    for lift, colour in ((34, (112, 86, 110)), (14, (72, 62, 88))):
        ridge = 738 - lift * (0.7 + 0.5 * np.sin(x / 150 + lift)) - 4 * np.sin(x / 31)
        pen.polygon([(0, 742), *zip(x.tolist(), ridge.tolist(), strict=True), (840, 742)], fill=colour)
    random = np.random.default_rng(5)
    sea = gradient((840, 448), (0, (246, 186, 128)), (0.2, (170, 118, 116)), (1, (34, 44, 70)))
    image.paste(shaded(sea, clouds((840, 448), 77, (10, 60)), 14), (0, 740))
    pen = ImageDraw.Draw(image)
    for _ in range(420):
        wy = random.uniform(744, 1180)
        near = (wy - 740) / 440
        wx = random.normal(560, 60 + 160 * near)
        pen.line((wx, wy, wx + 8 + 44 * near, wy), fill=(255, 212, 150), width=1 + int(near * 2))
    _boats(pen)
    pen.polygon([(0, 930), (300, 960), (300, 980), (0, 1188)], fill=(26, 28, 42))
    pen.rectangle((232, 806, 252, 962), fill=(236, 226, 216))
    pen.rectangle((226, 786, 258, 808), fill=(188, 60, 52))
    image = glowing(image, (242, 796), 80, (255, 236, 190), 0.8)
    return developed(image, 3, grain=4, vignette=0.2)


def _boats(pen: ImageDraw.ImageDraw) -> None:
    dark = (30, 32, 48)
    for x, y, scale in ((392, 900, 1.0), (640, 868, 0.7), (560, 1010, 1.5)):
        hull = [(-92, 0), (104, -16), (84, 34), (-70, 34)]
        pen.polygon([(x + dx * scale, y + dy * scale) for dx, dy in hull], fill=dark)
        pen.rectangle((x - 34 * scale, y - 46 * scale, x + 14 * scale, y), fill=dark)
        pen.rectangle((x - 28 * scale, y - 38 * scale, x - 8 * scale, y - 18 * scale), fill=(255, 214, 140))
        pen.line((x + 22 * scale, y, x + 22 * scale, y - 116 * scale), fill=dark, width=int(4 * scale))
        pen.line((x + 22 * scale, y - 110 * scale, x + 92 * scale, y - 14 * scale), fill=dark, width=2)
        pen.ellipse((x - 70 * scale, y + 40 * scale, x + 70 * scale, y + 52 * scale), fill=(48, 48, 66))


def oranges() -> Image.Image:
    """Draw jelly in glasses and halved oranges on a table."""
    image = gradient(SIZE, (0, (228, 220, 206)), (0.42, (214, 202, 184)), (0.43, (150, 108, 72)), (1, (118, 80, 52)))
    grain = clouds((SIZE[0], SIZE[1]), 81, (4, 9))
    boards = np.sin(np.mgrid[0 : SIZE[1], 0 : SIZE[0]][0] / 4.2 + grain * 16) * 0.5 + 0.5
    boards[: int(SIZE[1] * 0.43)] = 0.5
    image = shaded(image, boards, 11)
    for x, y, radius in ((210, 560, 120), (930, 620, 140), (780, 470, 80)):
        _half(image, x, y, radius)
    for x, tall in ((470, 330), (650, 300)):
        image = _glass(image, x, 640, tall)
    image = glowing(image, (240, 120), 520, (255, 236, 200), 0.22)
    return developed(image.filter(ImageFilter.GaussianBlur(0.8)), 9, grain=4)


def _half(image: Image.Image, x: int, y: int, radius: int) -> None:
    pen = ImageDraw.Draw(image)
    tilt = 0.78
    pen.ellipse((x - radius * 1.1, y + radius * 0.5, x + radius * 1.1, y + radius * 0.98), fill=(92, 60, 40))
    for grow, colour in ((1.0, (232, 128, 24)), (0.93, (252, 226, 176)), (0.86, (250, 158, 40))):
        pen.ellipse(
            (x - radius * grow, y - radius * grow * tilt, x + radius * grow, y + radius * grow * tilt), fill=colour
        )
    for turn in np.linspace(0, 6.283, 11)[:-1]:
        pen.line(
            (x, y, x + np.cos(turn) * radius * 0.84, y + np.sin(turn) * radius * 0.84 * tilt),
            fill=(252, 222, 160),
            width=5,
        )
    pen.ellipse((x - 10, y - 8, x + 10, y + 8), fill=(252, 226, 176))


def _glass(image: Image.Image, x: int, bottom: int, tall: int) -> Image.Image:
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    top = bottom - tall
    pen.ellipse((x - 96, bottom - 22, x + 110, bottom + 34), fill=(60, 36, 20, 120))
    pen.polygon([(x - 92, top), (x + 92, top), (x + 64, bottom), (x - 64, bottom)], fill=(255, 255, 255, 34))
    pen.polygon([(x - 80, top + 80), (x + 80, top + 80), (x + 62, bottom), (x - 62, bottom)], fill=(248, 142, 22, 226))
    pen.ellipse((x - 62, bottom - 16, x + 62, bottom + 16), fill=(226, 116, 12, 240))
    pen.ellipse((x - 80, top + 60, x + 80, top + 100), fill=(255, 178, 70, 240))
    for dx, dy in ((-34, 150), (18, 190), (36, 120), (-12, 230)):
        pen.ellipse((x + dx - 20, top + dy - 12, x + dx + 20, top + dy + 12), fill=(255, 196, 96, 220))
    pen.ellipse((x - 92, top - 22, x + 92, top + 22), outline=(255, 255, 255, 190), width=4)
    pen.line((x - 74, top + 30, x - 54, bottom - 30), fill=(255, 255, 255, 130), width=9)
    pen.ellipse((x - 24, top + 52, x + 20, top + 84), fill=(66, 140, 60, 255))
    blurred = layer.filter(ImageFilter.GaussianBlur(0.8))
    return Image.alpha_composite(image.convert("RGBA"), blurred).convert("RGB")
