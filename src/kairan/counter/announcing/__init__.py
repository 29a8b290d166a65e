"""Announcing arrivals in a room (到着のお知らせ): how many came in by a form; nothing of whom they are from."""
