"""Stamps (スタンプ): the set that comes with Kairan, those of a body, and how a body restricts them."""
