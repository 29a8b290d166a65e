"""Circulars (回覧): a text with files that goes round people and departments, and that each of them confirms."""
