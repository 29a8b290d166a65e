"""Draws the icons of the installed app from web/public/icon.svg, in the sizes that phones ask for.

python tools/icons.py    writes them beside it; needed only when the icon changes
"""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import open_browser

PUBLIC = Path(__file__).resolve().parent.parent / "web" / "public"
BLUE = "#0017c1"
GLYPH = re.compile(r"<rect[^>]*/>(.*)</svg>", re.DOTALL)
SIZES = {"icon-192": 192, "icon-512": 512}
"""What the manifest names for any use; transparent at the corners."""


def main() -> None:
    svg = (PUBLIC / "icon.svg").read_text("utf-8")
    found = GLYPH.search(svg)
    if found is None:
        raise SystemExit("web/public/icon.svg is not a rectangle with a glyph on it any more")
    glyph = found[1]
    with open_browser() as browser:
        page = browser.new_page()
        for name, size in SIZES.items():
            draw(page, name, size, svg)
        # Phones cut these to their own shape: the ground fills all of it, the glyph stays in the inner four fifths.
        filled = on_ground(glyph, scale=0.8)
        draw(page, "icon-maskable-512", 512, filled)
        draw(page, "apple-touch-icon", 180, on_ground(glyph, scale=1))
        draw(page, "icon-badge", 96, framed(f'<g transform="translate(-4 -4) scale(1.25)">{glyph}</g>'))


def framed(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{content}</svg>'


def on_ground(glyph: str, scale: float) -> str:
    edge = 16 * (1 - scale)
    ground = f'<rect width="32" height="32" fill="{BLUE}"/>'
    return framed(f'{ground}<g transform="translate({edge} {edge}) scale({scale})">{glyph}</g>')


def draw(page: Page, name: str, size: int, svg: str) -> None:
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: {size}px }}</style>{svg}")
    page.screenshot(path=PUBLIC / f"{name}.png", omit_background=True)


if __name__ == "__main__":
    main()
