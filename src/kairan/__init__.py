"""Kairan (回覧): business chat and e-application desk for local governments."""
