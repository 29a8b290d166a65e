"""Telegrams (電文) of the Meteorological Agency: bytes from outside become a frozen value, or are refused in words.

The format is 気象庁防災情報XML; source of all words and codes: 気象庁「気象庁防災情報XMLフォーマット 技術資料」.
"""

from kairan.hazards.telegrams.reading import read_telegram
from kairan.hazards.telegrams.value import Area, Item, Telegram

__all__ = ["Area", "Item", "Telegram", "read_telegram"]
