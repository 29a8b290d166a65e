"""Charts as SVG (図): bars with their values, read without colour; the names stand in the table below."""

from collections.abc import Sequence

from kairan.core.kit.typesetting.glyphs import FAMILY

_WIDTH, _ROW = 680, 22
_LEFT, _RIGHT = 36, 60  # room for the sign before a bar, and for the value behind it
_INK, _FILL = "#1a1a1c", "#d9e2f7"
HIDDEN = "＊"


def bars_svg(values: Sequence[tuple[str, int | None]], longest: int) -> str:
    """Return bars, each with a sign before it; what is hidden has none. `longest` is the value of a full one."""
    height = _ROW * len(values) + 4
    parts = [_bar(at, sign, value, max(longest, 1)) for at, (sign, value) in enumerate(values)]
    axis = f'<path d="M{_LEFT} 0V{height}" stroke="{_INK}" stroke-width="1"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}">{"".join(parts)}{axis}</svg>'


def _bar(at: int, sign: str, value: int | None, longest: int) -> str:
    y = _ROW * at + 4
    long = 0.0 if value is None else (_WIDTH - _LEFT - _RIGHT) * value / longest
    drawn = (
        f'<rect x="{_LEFT}" y="{y}" width="{long:.1f}" height="{_ROW - 8}" fill="{_FILL}" stroke="{_INK}"/>'
        if long
        else ""
    )
    told = HIDDEN if value is None else f"{value:,}"
    return drawn + _text(_LEFT - 6, y, sign, "end") + _text(_LEFT + long + 6, y, told, "start")


def _text(x: float, y: int, text: str, anchor: str) -> str:
    """Return digits and signs of our own; nothing that somebody wrote is ever here."""
    at = f'x="{x:.1f}" y="{y + 12}" text-anchor="{anchor}"'
    return f'<text {at} font-family="{FAMILY}" font-size="13" fill="{_INK}">{text}</text>'
