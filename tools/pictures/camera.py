"""Screens of the two sizes that the documents show, and pictures of them that stay small."""

import io
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
BYTES_AT_MOST = 120_000
SIZES: dict[str, ViewportSize] = {"pc": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1"

Size = Literal["pc", "phone"]


class Camera:
    """Opens screens and takes their pictures; of those not asked for, none is kept."""

    def __init__(self, browser: Browser, part: str = "") -> None:
        self.browser = browser
        self.part = part
        FOLDER.mkdir(parents=True, exist_ok=True)

    def wants(self, name: str) -> bool:
        """Tell whether this picture was asked for."""
        return self.part in name

    def screen(self, size: Size = "pc", theme: Literal["light", "dark"] = "light") -> BrowserContext:
        """Open a browser of its own, as a person in Japan has it."""
        return self.browser.new_context(
            viewport=SIZES[size],
            color_scheme=theme,
            is_mobile=size == "phone",
            has_touch=size == "phone",
            user_agent=IPHONE if size == "phone" else WINDOWS,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
        )

    def take(self, page: Page, name: str) -> None:
        """Take a picture once the screen is at rest."""
        if not self.wants(name):
            return
        page.mouse.move(0, 0)
        toasts = page.locator("[role=status][aria-live=polite] button")
        expect(toasts).to_have_count(0, timeout=15_000)  # word of what was done just now
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_500)  # pictures in the picture, and what slides in
        size = keep(page.screenshot(), FOLDER / f"{name}.png")
        print(f"{name}.png: {size / 1000:.0f} kB", flush=True)


def keep(shot: bytes, file: Path) -> int:
    """Store a picture with the largest palette that keeps it small; returns its size."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        palette = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette.save(small, "PNG", optimize=True)
        if small.tell() <= BYTES_AT_MOST:
            break
    file.write_bytes(small.getvalue())
    return small.tell()
